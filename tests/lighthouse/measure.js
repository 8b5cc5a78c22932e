// Lighthouse on its phone profile (slow 4G, a slow processor, both simulated) over a running demo: five pages that
// people open every day, each as who opens it, with an empty browser cache.
//
//   npm ci && npm run measure -- http://127.0.0.1:8000 [runs [names of pages]]
//
// Prints the middle of the runs (one unless said otherwise), and below each page what keeps it from the full score. Ends
// with 1 when a page stays under the bar. CHROMIUM names the browser.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const BAR = { performance: 95, accessibility: 100, "best-practices": 100 };
const PASSWORD = "guyub-rukun-2026";
const PAGES = [
  { name: "sign-in", address: "/masuk/" },
  { name: "PSM's home", who: "yati", address: "/" },
  { name: "visit form", who: "yati", link: /\/[\w-]+\/kasus\/[\w-]+\/kunjungan\// },
  { name: "secretary's home", who: "endang", address: "/" },
  { name: "village page", who: "hadi", address: "/" },
];

const portal = (process.argv[2] || "http://127.0.0.1:8000").replace(/\/$/, "");
const runs = Number(process.argv[3] || 1);
const wanted = process.argv.slice(4);

const cookiesOf = (answer) => answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);

async function signIn(who) {
  const door = await fetch(`${portal}/masuk/`);
  const page = await door.text();
  const hidden = [...page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([field]) => [
    field.match(/name="([^"]*)"/)[1],
    field.match(/value="([^"]*)"/)?.[1] ?? "",
  ]);
  const answer = await fetch(`${portal}/masuk/`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookiesOf(door).join("; "), referer: `${portal}/masuk/` },
    body: new URLSearchParams([...hidden, ["login", who], ["password", PASSWORD]]),
  });
  if (answer.status !== 302) throw new Error(`${who} was not let in (${answer.status}): is this the demo?`);
  return [...cookiesOf(door), ...cookiesOf(answer)].join("; ");
}

// Where the page stands in the end: its own address, so that no redirect is measured with it.
async function placeOf({ address, link }, headers) {
  const home = await fetch(`${portal}${address || "/"}`, { headers });
  if (!link) return home.url;
  const found = (await home.text()).match(link);
  if (!found) throw new Error(`no link ${link} on ${home.url}`);
  return portal + found[0];
}

// The browser keeps the session itself: with a header sent along, what a page asks for later would come without it.
async function becomeIn(browser, session) {
  await browser.deleteCookie(...(await browser.cookies()));
  const pairs = session ? session.split("; ").map((pair) => pair.split(/=(.*)/s)) : [];
  const domain = new URL(portal).hostname;
  if (pairs.length) await browser.setCookie(...pairs.map(([name, value]) => ({ name, value, domain, path: "/" })));
}

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const sessions = {};
const chrome = await launch({
  chromePath: process.env.CHROMIUM || "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}`, defaultViewport: null });
let under = 0;
try {
  for (const page of PAGES.filter(({ name }) => !wanted.length || wanted.includes(name))) {
    if (page.who) sessions[page.who] ??= await signIn(page.who);
    const headers = page.who ? { cookie: sessions[page.who] } : {};
    const place = await placeOf(page, headers);
    await becomeIn(browser, sessions[page.who]);
    const scores = Object.fromEntries(Object.keys(BAR).map((name) => [name, []]));
    let report;
    for (let run = 0; run < runs; run++) {
      const options = { port: chrome.port, onlyCategories: Object.keys(BAR), locale: "en" };
      report = (await lighthouse(place, { ...options, logLevel: "error" })).lhr;
      for (const name in BAR) scores[name].push(Math.round(report.categories[name].score * 100));
    }
    if (report.runtimeError) throw new Error(`${page.name}: ${report.runtimeError.message}`);
    const told = Object.entries(scores).map(([name, values]) => [name, middle(values)]);
    const figure = (name) => report.audits[name].displayValue?.replace(/\s+/g, " ");
    const figures = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "total-byte-weight"];
    console.log(`${page.name}: ${told.map((pair) => pair.join(" ")).join(", ")} (${figures.map(figure).join(", ")})`);
    for (const [name, score] of told) {
      if (score < BAR[name]) under = 1;
      for (const { id, weight } of report.categories[name].auditRefs) {
        const { score: part, title, displayValue, details } = report.audits[id];
        if (!weight || part === null || part >= 0.9) continue;
        console.log(`   ${name} ${part}: ${title} ${displayValue || ""}`);
        for (const { description, node } of details?.items || [])
          if (description || node) console.log(`      ${description || node.snippet}`);
      }
    }
  }
} finally {
  await browser.disconnect();
  chrome.kill();
}
process.exit(under);
