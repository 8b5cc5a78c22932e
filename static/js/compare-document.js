// Compares a PDF with the digest that the page names. The file is read here and goes nowhere.
(() => {
  const box = document.querySelector("[data-compare]");
  if (!box || !window.crypto?.subtle) return; // without them the page says how to compare by hand
  const input = box.querySelector("input[type=file]");
  const answer = box.querySelector(".compare-answer");
  box.hidden = false;
  document.querySelector("[data-by-hand]").open = false;

  const say = (words, state) => {
    answer.textContent = words;
    answer.dataset.state = state;
  };

  let asked = 0;
  input.addEventListener("change", async () => {
    const turn = ++asked;
    const file = input.files[0];
    if (!file) return say("", "");
    say(box.dataset.reading, "");
    try {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      if (turn !== asked) return; // another file has been chosen meanwhile
      const told = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      const same = told === box.dataset.compare;
      say(same ? box.dataset.same : box.dataset.other, same ? "same" : "other");
    } catch {
      say(box.dataset.failed, "other");
    }
  });
})();
