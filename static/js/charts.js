// Draws a table's column as a chart when it comes into view. The table is the truth, and all that there is without this
// script: a figure says data-chart (area | bars), data-chart-table (its id) and data-chart-column; the box around it says
// where the library lies, which is fetched only now. When charts are drawn, the table folds itself away.
(() => {
  const figures = document.querySelectorAll("[data-chart]");
  if (!figures.length || !("IntersectionObserver" in window)) return;
  const drawn = new Map();
  let library;

  const fetched = (box) => {
    library ??= new Promise((resolve, reject) => {
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = box.dataset.chartStyle;
      const script = document.createElement("script");
      script.src = box.dataset.chartScript;
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(style, script);
    });
    return library;
  };

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const readTable = (figure) => {
    const rows = [...document.getElementById(figure.dataset.chartTable).tBodies[0].rows];
    const column = Number(figure.dataset.chartColumn);
    return {
      names: rows.map((row) => row.cells[0].dataset.short ?? row.cells[0].textContent.trim()),
      values: rows.map((row) => Number(row.cells[column].dataset.value)),
    };
  };

  const draw = (figure) => {
    const place = figure.querySelector(".chart");
    const { names, values } = readTable(figure);
    const area = figure.dataset.chart === "area";
    place.hidden = false;
    drawn.get(figure)?.destroy();
    const size = () => ({ width: place.clientWidth, height: place.clientHeight });
    const font = `14px ${getComputedStyle(document.body).fontFamily}`;
    const axis = { stroke: token("--ink-soft"), font, ticks: { show: false } };
    const every = place.clientWidth < 360 ? 2 : 1;
    drawn.set(
      figure,
      new uPlot(
        {
          ...size(),
          cursor: { show: false },
          legend: { show: false },
          scales: { x: { time: false, range: [-0.5, values.length - 0.5] }, y: { range: (self, low, high) => [0, Math.max(high * 1.1, 1)] } },
          axes: [
            {
              ...axis,
              size: 30,
              grid: { show: false },
              splits: () => names.map((name, at) => at),
              values: (self, splits) => splits.map((at) => ((values.length - 1 - at) % every ? "" : names[at])),
            },
            {
              ...axis,
              size: 44,
              incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000],
              grid: { stroke: token("--line"), width: 1 },
            },
          ],
          series: [
            {},
            area
              ? { stroke: token("--do"), width: 2.5, fill: token("--do-wash"), points: { show: false } }
              : { stroke: token("--done"), fill: token("--done"), points: { show: false }, paths: uPlot.paths.bars({ size: [0.6, 40] }) },
          ],
        },
        [names.map((name, at) => at), values],
        place,
      ),
    );
    const box = figure.closest("[data-chart-script]");
    figure.parentElement.classList.add("drawn");
    const fold = box.querySelector("[data-chart-fold]");
    if (fold && !fold.dataset.folded) {
      fold.dataset.folded = "yes";
      fold.open = false;
    }
  };

  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        watcher.unobserve(entry.target);
        // Without the library the table stays as it is.
        fetched(entry.target.closest("[data-chart-script]")).then(() => draw(entry.target), () => {});
      }
    },
    { rootMargin: "200px" },
  );
  for (const figure of figures) watcher.observe(figure);

  let waiting;
  const again = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => drawn.forEach((chart, figure) => draw(figure)));
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) again();
    width = innerWidth;
  });
})();
