// The form at the door: says the dates that go with the urgency, notes the phone's time, and sends itself so that a lost
// signal loses nothing (see visit-outbox.js, which keeps what could not be sent). Without scripts it is a plain form.
(() => {
  const TOO_SLOW = 25000;

  // --- Dates that go with the urgency ---------------------------------------------------------------------
  const form = document.getElementById("visit");
  const showDates = () => {
    const chosen = form.querySelector('input[name="urgency"]:checked');
    if (!chosen) return;
    form.querySelector('[data-next="proposed"]').textContent = chosen.dataset.proposed;
    const sooner = form.querySelector('[data-next="sooner"]');
    const tile = sooner.closest(".form-check");
    sooner.textContent = chosen.dataset.sooner;
    tile.hidden = !chosen.dataset.sooner;
    if (tile.hidden) form.querySelector('input[name="next"][value="usul"]').checked = true;
  };
  if (form) {
    form.querySelectorAll('input[name="urgency"]').forEach((radio) => radio.addEventListener("change", showDates));
    window.addEventListener("pageshow", showDates);
    showDates();
  }

  // --- Sending --------------------------------------------------------------------------------------------
  const release = (sent) => {
    delete sent.dataset.sent;
    for (const button of sent.querySelectorAll("[aria-busy]")) {
      button.removeAttribute("aria-busy");
      button.removeAttribute("aria-disabled");
    }
  };

  const showErrors = (sent, { errors, first_url: firstUrl }) => {
    for (const place of sent.querySelectorAll("[data-errors]")) {
      place.replaceChildren(
        ...(errors[place.dataset.errors] ?? []).map((sentence) => {
          const line = document.createElement("p");
          const strong = document.createElement("strong");
          strong.textContent = sentence;
          line.append(strong);
          return line;
        }),
      );
      if (place.childElementCount && firstUrl) {
        const link = document.createElement("a");
        link.href = firstUrl;
        link.textContent = sent.dataset.firstWords;
        place.append(link);
      }
      for (let fold = place.parentElement.closest("details"); fold && place.childElementCount; fold = fold.parentElement.closest("details"))
        fold.open = true;
    }
    const first = [...sent.querySelectorAll("[data-errors]")].find((place) => place.childElementCount);
    first?.scrollIntoView({ block: "center" });
    if (errors.photos) sent.dropUnreadPhotos?.();
  };

  const fieldsOf = (sent, button) => {
    const data = new FormData(sent, button);
    data.set("noted_at", new Date().toISOString());
    data.set("keeper", sent.dataset.keeper);
    data.delete("for_whom"); // this phone keeps what is typed; the server need not keep it as well
    return data;
  };

  for (const sent of document.querySelectorAll("form[data-visit]")) {
    sent.addEventListener("submit", async (event) => {
      // Without IndexedDB (a private window of an old browser) there is nowhere to keep it: then the browser sends it.
      if (!window.visitOutbox) return;
      event.preventDefault();
      if (sent.dataset.sent) return; // see submit-once.js, which marks it after this
      const button = event.submitter;
      const { companion, alone_why: aloneWhy, place } = sent.elements;
      const atDoor = ["rumah", "lain"].includes(place?.value ?? "rumah");
      if (sent.dataset.withWhom && atDoor && !companion.value.trim() && !aloneWhy.value.trim()) {
        // Said here as well: without a signal nobody else would.
        event.stopPropagation();
        showErrors(sent, { errors: { companion: [sent.dataset.withWhom] } });
        aloneWhy.closest("details").open = true;
        return;
      }
      const address = sent.getAttribute("action") || location.pathname;
      const data = fieldsOf(sent, button);
      let answer;
      try {
        answer = await fetch(address, {
          method: "POST",
          body: data,
          headers: { "X-Visit-From-Phone": "1" },
          redirect: "manual",
          signal: AbortSignal.timeout(TOO_SLOW),
        });
      } catch {
        await window.visitOutbox.keep(sent, address, data);
        return;
      }
      if (answer.ok) {
        location.assign((await answer.json()).url);
      } else if (answer.status === 422) {
        showErrors(sent, await answer.json());
        release(sent);
      } else if (answer.type === "opaqueredirect" || answer.status >= 500 || [403, 404, 409].includes(answer.status)) {
        // The session is over, the case is out of sight or the portal is ill: the phone keeps it, and says what to do.
        await window.visitOutbox.keep(sent, address, data);
      } else {
        // The plain way tells the rest.
        HTMLFormElement.prototype.submit.call(sent);
      }
    });
  }
})();
