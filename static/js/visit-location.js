// The place of a house is noted only when somebody presses the button for it.
(() => {
  for (const box of document.querySelectorAll("[data-location]")) {
    if (!navigator.geolocation || !window.isSecureContext) continue;
    const form = box.closest("form");
    const said = box.querySelector("[data-location-said]");
    const say = (word) => {
      said.textContent = box.querySelector(`template[data-said="${word}"]`).content.textContent;
    };
    box.hidden = false;
    box.querySelector("[data-location-ask]").addEventListener("click", () => {
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          form.elements.latitude.value = coords.latitude.toFixed(5);
          form.elements.longitude.value = coords.longitude.toFixed(5);
          say("kept");
        },
        () => say("refused"),
        { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
      );
    });
  }
})();
