// Who writes words of violence or danger is told so before sending: the report becomes rahasia, takes no photo, and here
// is whom to call. The words come with the page, from the same list by which the server decides; without this it says
// so afterwards.
(() => {
  const form = document.querySelector("form[data-danger-words]");
  if (!form) return;
  const danger = new RegExp(form.dataset.dangerWords);
  const ordinary = new RegExp(form.dataset.ordinaryWords, "g");
  const plain = (text) =>
    text.toLowerCase().replace(/[^\p{L}\p{N}\s]+/gu, " ").replace(/(\p{L})\1{2,}/gu, "$1");
  const speaksOfDanger = (text) => danger.test(plain(text).replace(ordinary, " "));

  const fields = ["saw", "place", "about"].map((name) => form.elements[name]);
  const place = form.querySelector("[data-danger-said]");
  const template = place.querySelector("template");
  let seen = false;
  const watch = new IntersectionObserver((entries) => {
    seen ||= entries.some((entry) => entry.isIntersecting);
  });

  const listen = () => {
    const now = fields.some((field) => speaksOfDanger(field.value));
    if (now === form.classList.contains("in-danger")) return;
    form.classList.toggle("in-danger", now);
    watch.disconnect();
    seen = false;
    if (now) {
      const notice = template.content.cloneNode(true).firstElementChild;
      place.replaceChildren(notice);
      watch.observe(notice);
    } else {
      place.replaceChildren();
    }
  };
  const shown = place.querySelector(".notice"); // the server heard it before
  if (shown) watch.observe(shown);
  for (const field of fields) field.addEventListener("input", listen);
  window.addEventListener("pageshow", listen);
  listen();

  // Written far below the notice: the first press shows it, the second sends.
  form.addEventListener("submit", (event) => {
    if (!form.classList.contains("in-danger") || seen || event.submitter?.name === "cari") return;
    event.preventDefault();
    event.stopPropagation();
    seen = true;
    place.scrollIntoView({ block: "center" });
  });
})();
