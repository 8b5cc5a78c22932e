// <button data-copy="id-of-the-field" data-copied="Sudah disalin">: puts the text of the field on the clipboard.
// Without a clipboard (no HTTPS) the field is selected, so that the phone's own "Salin" is one press away.
(() => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.focus();
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        const words = button.querySelector("[aria-live]");
        if (words) words.textContent = button.dataset.copied;
      } catch {
        // the text stays selected
      }
    });
  }
})();
