// Opening a case: who taps "Perlindungan" sees at once that the case becomes rahasia, who would know, and may say who
// must not. Without this the server asks the same when the form is sent.
(() => {
  const kind = document.querySelector('input[name="need_kind"][value="perlindungan"]');
  const secret = document.querySelector('input[name="secrecy"][value="rahasia"]');
  const asked = document.querySelector('input[name="level_asked"]');
  if (!kind || !secret || !asked) return;
  kind.addEventListener("change", () => {
    if (asked.value) return;
    secret.checked = true;
    asked.value = "on";
    secret.closest("details").open = true;
  });
})();
