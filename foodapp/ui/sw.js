// Between the pages and the network. Pages come from the network; without it stands in what was kept:
// a public page as it was, the order or ride under way (foodapp/ui/kept.jsx), or a page that says so.
// What cannot be kept (storage full, or closed to us) is never a reason to answer nothing. In front of
// this stand APP and the texts it names (foodapp/ui/pwa.py).
const SHELL = `shell-${APP.version}`; // what a page of this version begins with
const OF_A_VERSION = /^(shell-|v1$)/;
const FILES = "files"; // names that never change their content: scripts, styles, fonts, pictures
const PAGES = "pages"; // the same for everybody, as they were last seen here
const ACCOUNT = "account"; // of whoever is signed in
const MOST = { [FILES]: 300, [PAGES]: 12 };
const NAMED_BY_CONTENT = /^\/(assets|pictures)\//;
const BY_ITSELF = /^\/(preset\.js|installed\.js|offline\.js|icon.*|badge\.png)$/; // without a hash in its name
const LEAVES = /^\/api\/auth\//; // somebody comes or goes
const SETTLED = /^\/(checkout|pay)(\/|$)|^\/restaurant\/?$/; // pages where no version changes
const ASKED_MS = 400;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", answerFor);
self.addEventListener("message", hear);
self.addEventListener("sync", (event) => event.waitUntil(sendKept()));

/** The page without a network must be there; the rest is a matter of speed. No skipWaiting: the
    pages that are open belong to the version before, until they go or their person says so. */
async function fill() {
  const cache = await caches.open(SHELL);
  await cache.addAll(["/offline", "/offline.js"]);
  // One after another: a page may still be loading its pictures.
  for (const address of APP.shell) await cache.add(address).catch((why) => console.debug(address, why));
}

async function begin() {
  const shells = (await caches.keys()).filter((name) => OF_A_VERSION.test(name) && name !== SHELL);
  for (const name of shells.slice(0, -1)) await caches.delete(name); // tabs of the last one are open
  if (!shells.length) await self.clients.claim(); // the very first: nothing is taken over
}

function answerFor(event) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method !== "GET") {
    if (LEAVES.test(pathname)) event.waitUntil(forgetPerson());
  } else if (request.mode === "navigate") {
    event.respondWith(page(event, pathname));
  } else if (NAMED_BY_CONTENT.test(pathname)) {
    event.respondWith(file(event));
  } else if (BY_ITSELF.test(pathname)) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
}

async function page(event, pathname) {
  const { request } = event;
  try {
    const answer = await fetch(request);
    event.waitUntil(keepPage(request.url, answer.clone()));
    return answer;
  } catch {
    const isMine = await found(ACCOUNT, pathname.replace(/(.)\/+$/, "$1"));
    return (!isMine && (await keptPage(request.url, pathname))) || kept("/offline");
  }
}

/** Only what the server has filled for everybody: foodapp/ui/ssr.py. */
async function keepPage(address, answer) {
  if (!answer.ok || answer.redirected || !/^text\/html/.test(answer.headers.get("content-type") ?? "")) return;
  const text = await answer.text();
  if (!/id="ssr-slot"[^>]*><(?!\/div>)/.test(text)) return;
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name); // it is unpacked
  const told = text.replace("<html", `<html data-kept-at="${Date.now()}"`);
  await keep(PAGES, address, new Response(told, { headers }));
}

/** As it was asked for, or else without the question. */
const keptPage = async (address, pathname) => (await found(PAGES, address)) ?? found(PAGES, pathname);

async function file(event) {
  const { request } = event;
  const old = await found(undefined, request);
  if (old) return old;
  const answer = await fetch(request);
  const isPage = /^text\/html/.test(answer.headers.get("content-type") ?? "");
  if (answer.status === 200 && !isPage) event.waitUntil(keep(FILES, request, answer.clone()));
  return answer;
}

/** In one cache, or in any. Nothing where storage is closed to us. */
async function found(cacheName, request) {
  try {
    return await caches.match(request, { cacheName, ignoreVary: true });
  } catch {
    return undefined;
  }
}

async function kept(request) {
  const last = "<!doctype html><title>Offline</title><h1>You are offline</h1>";
  const headers = { "content-type": "text/html" };
  return (await found(undefined, request)) ?? new Response(last, { status: 503, headers });
}

/** The oldest leave; a full disk keeps nothing, and that is all. */
async function keep(cacheName, request, answer) {
  try {
    const cache = await caches.open(cacheName);
    await cache.delete(request); // so that it becomes the latest
    await cache.put(request, answer);
    const keys = await cache.keys();
    for (const old of keys.slice(0, Math.max(0, keys.length - MOST[cacheName]))) await cache.delete(old);
  } catch (full) {
    console.debug("not kept:", full);
  }
}

/** Whoever signs in or out: what is kept of them, and where they looked, is nobody else's. */
async function forgetPerson() {
  for (const name of [ACCOUNT, PAGES]) await caches.delete(name);
  await self.navigator.clearAppBadge?.();
}

function hear(event) {
  if (event.data?.kind === "take over") event.waitUntil(takeOver(event.ports[0]));
  if (event.data?.kind === "send") event.waitUntil(sendKept());
}

/** Asked by a page, at its person's wish or as it begins. Not while anybody, in any tab, pays or
    cooks or rides. */
async function takeOver(port) {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const busy = await Promise.all(open.map(isSettled));
  const may = !busy.some(Boolean);
  port?.postMessage(may);
  if (may) await self.skipWaiting();
}

/** Its own word; of one that does not answer (asleep, or of a version before) its address. */
async function isSettled(client) {
  const { port1, port2 } = new MessageChannel();
  const word = new Promise((heard) => (port1.onmessage = ({ data }) => heard(data)));
  client.postMessage({ kind: "are you busy" }, [port2]);
  const silence = new Promise((go) => setTimeout(go, ASKED_MS, null));
  return (await Promise.race([word, silence])) ?? SETTLED.test(new URL(client.url).pathname);
}

/** Throws where the network is gone again: then the browser comes back to it. What was refused is
    told by the next page; where none is seen, on the lock screen. */
async function sendKept() {
  const refusals = await queue.sendAll();
  if (!refusals.length || Notification.permission !== "granted") return;
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.some((client) => client.visibilityState === "visible")) return;
  await self.registration.showNotification(APP.name, {
    body: refusals[0].refused,
    tag: "refused",
    icon: "/icon-192.png",
    badge: "/badge.png",
    data: { url: "/rider" },
  });
}
