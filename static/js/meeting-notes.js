// The notes of a line are kept as they are typed (htmx). A lost connection keeps the words on the page, says so, and
// sends them again by itself; leaving while something is unsaved is asked once more.
(() => {
  const notes = document.querySelector("[data-notes]");
  if (!notes) return;
  const state = document.getElementById("noted");
  let unsaved = false;
  let timer = 0;

  const again = () => {
    clearTimeout(timer);
    if (unsaved) htmx.trigger(notes, "resend");
  };
  const lost = (event) => {
    if (event.detail.elt !== notes) return;
    const words = document.createElement("span");
    words.className = "text-late";
    words.textContent = notes.dataset.lost;
    state.replaceChildren(words);
    clearTimeout(timer);
    timer = setTimeout(again, 5000);
  };

  notes.addEventListener("input", () => {
    unsaved = true;
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt === notes && !state.querySelector("[role=alert]")) state.textContent = notes.dataset.sending;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    // Only an answer with a new revision has kept the words: not one that shows what somebody else wrote meanwhile.
    if (event.detail.elt === notes && event.detail.successful) unsaved = !event.detail.xhr.responseText.includes('id="revision"');
  });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(name, lost);
  window.addEventListener("online", again);
  notes.form.addEventListener("submit", () => {
    unsaved = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
})();
