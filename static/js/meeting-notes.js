// A line of the running meeting. What is said is kept as it is typed (htmx). Without signal nothing leaves the page: the
// words stay, are sent again by themselves, and a button that was pressed goes on when the signal is back. Leaving while
// something is unsaved is asked once more.
(() => {
  const form = document.querySelector("form[data-running]");
  if (!form) return;
  const notes = form.querySelector("[data-notes]");
  const state = document.getElementById("noted");
  const waits = document.getElementById("waits");
  let unsaved = false; // of the discussion
  let decided = false; // something of a decision was typed or chosen
  let sending = false;
  let lost = false; // the last try found no signal
  let pressed = null; // the button that waits
  let timer = 0;

  const say = (words) => {
    const said = document.createElement("span");
    said.className = "text-late";
    said.textContent = words;
    state.replaceChildren(said);
  };
  const again = () => {
    clearTimeout(timer);
    if (notes && (unsaved || pressed)) htmx.trigger(notes, "resend");
    else goOn();
  };
  const goOn = () => {
    const button = pressed;
    pressed = null;
    waits.textContent = "";
    if (button) form.requestSubmit(button);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(again, 5000);
  };

  form.addEventListener("input", (event) => {
    if (event.target === notes) unsaved = true;
    else decided = true;
  });
  form.addEventListener("submit", (event) => {
    const noSignal = lost || !navigator.onLine;
    if (noSignal || (sending && !pressed)) {
      // Also while the notes are on their way: they would be met as somebody else's.
      event.preventDefault();
      event.stopPropagation();
      pressed = event.submitter;
      if (noSignal) waits.textContent = form.dataset.waits;
      if (noSignal && notes) later();
      return;
    }
    unsaved = decided = false;
  });
  window.addEventListener("online", again);
  window.addEventListener("beforeunload", (event) => {
    if (unsaved || decided) event.preventDefault();
  });
  if (!notes) return;

  const ofNotes = (name, then) =>
    document.addEventListener(name, (event) => {
      if (event.detail.elt === notes) then(event.detail);
    });
  ofNotes("htmx:beforeRequest", () => {
    sending = true;
    if (!state.querySelector("[role=alert]")) state.textContent = notes.dataset.sending;
  });
  ofNotes("htmx:afterRequest", ({ successful, xhr }) => {
    sending = false;
    lost = xhr.status === 0;
    if (lost) {
      say(notes.dataset.lost);
      if (pressed) waits.textContent = form.dataset.waits;
      later();
    } else if (successful) {
      // Only an answer with a new revision has kept the words: not one that shows what somebody else wrote meanwhile.
      unsaved = !xhr.responseText.includes('id="revision"');
      if (unsaved) pressed = null;
      // After the new revision has come into the form.
      setTimeout(goOn, 50);
    } else if (xhr.status === 401 || xhr.status === 403) {
      // The page's own button keeps what was typed until the person has signed in again (kept_posts).
      say(notes.dataset.signedOut);
      goOn();
    } else {
      say(notes.dataset.unsent);
      later();
    }
  });
})();
