{% load static %}// Keeps the portal's own static files and one page for when there is no signal. No page about people is ever kept.
const SHELL = "wksbm-{% static "css/portal.css" %}-{% static "js/visit-outbox.js" %}";
const WITHOUT_SIGNAL = "{% url "without_signal" %}";
const KEPT = [
  WITHOUT_SIGNAL,
  "{% static "vendor/bootstrap/bootstrap.min.css" %}",
  "{% static "css/tokens.css" %}",
  "{% static "css/portal.css" %}",
  "{% static "icons.svg" %}",
  "{% static "favicon.svg" %}",
  "{% static "js/submit-once.js" %}",
  "{% static "js/visit-outbox.js" %}",
];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(KEPT.map((address) => new Request(address, { credentials: "omit" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(WITHOUT_SIGNAL)));
  } else if (address.pathname.startsWith("/static/")) {
    // The network first: a file without a changing name must not grow old. What is kept stands in when it is away.
    event.respondWith(fetch(request).catch(() => caches.match(request).then((kept) => kept ?? Response.error())));
  }
});
