// What could not be sent stays on the phone until there is a signal: fields and small photos in IndexedDB, under a key of
// the person who wrote them. Every page tries again; a visit is never sent under somebody else's session, is gone when
// its person signs out (after a warning), and after seven days. The server takes each one once, however often it comes.
(() => {
  const template = document.getElementById("visit-outbox");
  if (!template) return;

  if (navigator.serviceWorker && window.isSecureContext) {
    navigator.serviceWorker.register(template.dataset.worker).catch(() => {});
  }
  if (!window.indexedDB) return;

  const DAY = 24 * 3600 * 1000;
  const KEPT_DAYS = 7;
  const WARNED_DAYS = 5;
  const words = document.getElementById("visit-outbox-words").content;
  const word = (name) => words.querySelector(`[data-word="${name}"]`).textContent;

  // --- The store ------------------------------------------------------------------------------------------
  const opened = new Promise((done, failed) => {
    const request = indexedDB.open("wksbm-visits", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kept", { keyPath: "id" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const inStore = async (mode, ask) => {
    const database = await opened;
    return new Promise((done, failed) => {
      const transaction = database.transaction("kept", mode);
      const request = ask(transaction.objectStore("kept"));
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = transaction.onabort = () => failed(transaction.error);
    });
  };
  const all = async () => {
    const kept = await inStore("readonly", (store) => store.getAll());
    const alive = kept.filter((one) => Date.now() - Date.parse(one.at) < KEPT_DAYS * DAY);
    for (const one of kept) if (!alive.includes(one)) await drop(one.id);
    return alive.sort((one, other) => one.at.localeCompare(other.at));
  };
  const put = (one) => inStore("readwrite", (store) => store.put(one));
  const drop = (id) => inStore("readwrite", (store) => store.delete(id));

  // --- What the page says ---------------------------------------------------------------------------------
  let whose = null; // the key of the person whose session this is, once the portal has said so
  let mine = 0;
  let state = "waiting";

  const moment = new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

  const day = new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long" });

  const show = async () => {
    const kept = await all();
    const own = whose ? kept.filter((one) => one.keeper === whose) : kept;
    mine = own.length;
    for (const old of document.querySelectorAll("[data-outbox], [data-outbox-mark]")) old.remove();
    if (!kept.length) return;
    const notice = template.content.cloneNode(true).firstElementChild;
    const shown = own.length ? own : kept;
    const said = own.length ? state : "other";
    notice.querySelector("[data-count]").textContent = shown.length;
    for (const line of notice.querySelectorAll("[data-state]")) line.hidden = line.dataset.state !== said;
    // Of what the portal has refused it is not true that it will go by itself.
    if (said === "waiting" && shown.every((one) => one.why)) notice.querySelector('[data-state="waiting"]').hidden = true;
    notice.querySelector('[data-state="ending"]').hidden = !shown.some((one) => Date.now() - Date.parse(one.at) > WARNED_DAYS * DAY);
    notice.querySelector("[data-send]").hidden = said !== "waiting";
    const enter = notice.querySelector("[data-enter]");
    enter.hidden = said !== "sign-in";
    enter.href = `${template.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
    notice.querySelector("[data-send]").addEventListener("click", () => send(true));
    if (said !== "other") {
      for (const one of shown) notice.querySelector("[data-list]").append(line(one));
    }
    const place = document.querySelector("[data-outbox-place]");
    if (place) place.replaceChildren(notice);
    else document.querySelector("main .page-head")?.before(notice);
    if (whose) markHouses(own);
  };

  // A house on a list whose visit lies here says so: who wrote it would go there a second time. Of somebody else's
  // nothing is said.
  const houseOf = (address) => address.replace("/tidak-bertemu/", "/kunjungan/");
  const markHouses = (own) => {
    const houses = new Set(own.map((one) => houseOf(one.address)));
    for (const link of document.querySelectorAll("main .rows a.title")) {
      if (houses.has(link.getAttribute("href"))) {
        link.after(document.getElementById("visit-outbox-mark").content.cloneNode(true));
      }
    }
  };

  const line = (one) => {
    const item = document.getElementById("visit-outbox-line").content.cloneNode(true).firstElementChild;
    // Whoever else holds the phone must not read which case it is: its number alone would tell that there is one.
    const known = one.keeper === whose;
    const what = known ? `${word("visit")} ${one.called}` : word("visit");
    item.querySelector("[data-what]").textContent = `${what}, ${moment.format(new Date(one.at))}`;
    if (one.why && known) {
      const last = new Date(Date.parse(one.at) + KEPT_DAYS * DAY);
      item.querySelector("[data-why]").textContent = `${one.why} ${word("until")} ${day.format(last)}.`;
      showWritten(item.querySelector("[data-written]"), one);
      const button = item.querySelector("[data-drop]");
      button.hidden = false;
      button.addEventListener("click", async () => {
        if (!confirm(word("drop"))) return;
        await drop(one.id);
        await show();
      });
    }
    return item;
  };

  // What the portal does not take can be read here, to be told or copied: it would be lost in silence otherwise.
  const showWritten = (fold, one) => {
    fold.hidden = false;
    for (const [label, value] of one.written ?? []) {
      const fact = document.createElement("div");
      const name = document.createElement("dt");
      const said = document.createElement("dd");
      name.textContent = label;
      said.textContent = value;
      fact.append(name, said);
      fold.querySelector("dl").append(fact);
    }
    fold.addEventListener("toggle", () => drawPhotos(fold.querySelector("ul"), one), { once: true });
  };

  const drawPhotos = async (list, one) => {
    for (const [, photo] of one.entries.filter(([, value]) => value instanceof Blob && value.size)) {
      const image = await createImageBitmap(photo).catch(() => null);
      if (!image) continue;
      const canvas = document.createElement("canvas");
      canvas.className = "photo";
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", word("photo"));
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext("2d").drawImage(image, 0, 0);
      const item = document.createElement("li");
      item.append(canvas);
      list.append(item);
    }
  };

  // The words of the form as the person read them: its fields' names and what was chosen.
  const wordsOf = (element) => {
    const copy = element.cloneNode(true);
    for (const more of copy.querySelectorAll(".last, .visually-hidden, svg")) more.remove();
    for (const part of copy.querySelectorAll("*")) part.append(" ");
    return copy.textContent.trim().replace(/\s+/g, " ");
  };
  const writtenIn = (form, entries) => {
    const written = [];
    const told = Object.fromEntries(entries);
    for (const [name, value] of entries) {
      if (!value || typeof value !== "string" || (["doer", "within"].includes(name) && !told.what)) continue;
      const fields = [...form.querySelectorAll(`[name="${name}"]:not([type="hidden"])`)];
      const field = fields.find((one) => one.value === value) ?? fields[0];
      if (!field) continue;
      const legend = field.closest("fieldset")?.querySelector("legend");
      const label = field.type === "radio" ? legend : field.labels?.[0];
      let said = value;
      if (field.type === "radio") said = wordsOf(field.labels[0]);
      else if (field.tagName === "SELECT") said = wordsOf(field.selectedOptions[0]);
      else if (field.tagName === "BUTTON") said = wordsOf(field);
      written.push([label ? wordsOf(label) : "", said]);
    }
    return written;
  };

  const told = (count) => {
    const notice = template.content.cloneNode(true).firstElementChild;
    notice.className = "notice notice-done";
    notice.removeAttribute("data-outbox");
    const sentence = document.createElement("p");
    sentence.textContent = `${count} ${word("sent")}`;
    notice.querySelector("div").replaceChildren(sentence);
    document.querySelector("main .page-head, [data-outbox-place]")?.before(notice);
  };

  // The page that a phone shows without signal stands at the address that was asked for: once the portal answers, it
  // says so and leads there.
  const signalIsBack = () => {
    const on = document.querySelector("[data-signal-on]");
    if (!on) return;
    for (const gone of document.querySelectorAll("[data-signal-gone]")) gone.hidden = true;
    for (const back of document.querySelectorAll("[data-signal-back]")) back.hidden = false;
    document.title = document.querySelector("[data-signal-back] h1").textContent;
    if (on.dataset.signalOn !== location.pathname) on.href = location.pathname + location.search;
  };

  // --- Keeping and sending --------------------------------------------------------------------------------
  const keep = async (form, address, data) => {
    const entries = [...data.entries()].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "for_whom");
    await put({
      id: data.get("form_id"),
      keeper: data.get("keeper"),
      address,
      called: form.dataset.called,
      at: data.get("noted_at"),
      entries,
      written: writtenIn(form, entries),
      why: "",
    });
    whose ??= data.get("keeper");
    // The page has done its work: what is written in it lies in the store.
    for (const other of document.querySelectorAll("form[data-visit], .nobody")) other.hidden = true;
    await show();
    const urgent = document.querySelector(`template[data-kept-urgency="${data.get("urgency")}"]`);
    urgent?.replaceWith(urgent.content);
    form.before(document.getElementById("visit-outbox-next").content.cloneNode(true));
    window.scrollTo(0, 0);
    if (navigator.onLine) await send(); // the session may be over: then the notice says so
  };

  const session = async () => {
    const answer = await fetch(template.dataset.whose, { redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect") return null;
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const deliver = async (one, token) => {
    const data = new FormData();
    for (const [name, value] of one.entries) data.append(name, value);
    data.set("csrfmiddlewaretoken", token);
    data.set("kept_on_phone", "1");
    const answer = await fetch(one.address, {
      method: "POST",
      body: data,
      headers: { "X-Visit-From-Phone": "1" },
      redirect: "manual",
    });
    if (answer.ok) {
      await drop(one.id);
      return true;
    }
    if (answer.status === 422) one.why = Object.values((await answer.json()).errors).flat()[0] ?? word("refused");
    else if (answer.status === 404 || answer.status === 403) one.why = word("refused");
    else return false; // signed out or changed meanwhile, or the portal is ill: it waits
    await put(one);
    return false;
  };

  const sendAll = async (again) => {
    const kept = await all();
    if (!kept.length && !document.querySelector("[data-signal-on]")) return;
    let sent = 0;
    try {
      const now = await session();
      signalIsBack();
      for (const words of document.querySelectorAll("[data-without-signal]")) words.remove();
      state = now ? "waiting" : "sign-in";
      whose = now?.keeper ?? null;
      for (const one of now ? kept : []) {
        if (one.keeper === now.keeper && (again || !one.why)) sent += (await deliver(one, now.token)) ? 1 : 0;
      }
    } catch {
      // Still no signal.
    }
    await show();
    if (!sent) return;
    for (const done of document.querySelectorAll("[data-kept-urgent]")) done.remove();
    told(sent);
  };
  // One page at a time, where the browser can say so; elsewhere the server's own "once" is enough.
  const send = (again = false) =>
    navigator.locks ? navigator.locks.request("wksbm-visits", () => sendAll(again)) : sendAll(again);

  // --- Signing out ----------------------------------------------------------------------------------------
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (form.getAttribute("action") !== template.dataset.signOut || !mine) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!confirm(word("lost"))) return;
      session()
        .then((now) => (whose = now?.keeper ?? whose))
        .catch(() => {})
        .then(all)
        .then((kept) => Promise.all(kept.filter((one) => one.keeper === whose).map((one) => drop(one.id))))
        .then(() => HTMLFormElement.prototype.submit.call(form));
    },
    true,
  );

  window.visitOutbox = { keep };
  window.addEventListener("online", () => send());
  show().then(() => send());
})();
