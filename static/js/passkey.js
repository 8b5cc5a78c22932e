// Shows what needs a passkey only where the browser knows passkeys, and says in words when one did not work.
(() => {
  if (!window.PublicKeyCredential) return;
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = true;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault(); // the person gets a sentence instead of a line in the console
    const notice = document.getElementById("passkey-failed");
    notice.hidden = false;
    notice.focus();
  });
})();
