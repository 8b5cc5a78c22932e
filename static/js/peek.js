// An eye beside each password, to see what was typed on a small keyboard. It hides again before the form is sent, so
// that the browser still takes it for a password.
(() => {
  const template = document.getElementById("peek");
  if (!template) return;
  for (const field of document.querySelectorAll('input[type="password"]')) {
    const box = document.createElement("div");
    box.className = field.classList.contains("is-invalid") ? "with-button is-invalid" : "with-button";
    field.replaceWith(box);
    box.append(field, template.content.cloneNode(true));
    const button = box.querySelector("button");
    button.setAttribute("aria-controls", field.id);
    const show = (shown) => {
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", shown);
    };
    button.addEventListener("click", () => show(field.type === "password"));
    field.form.addEventListener("submit", () => show(false));
  }
})();
