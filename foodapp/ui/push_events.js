// What a phone shows while its page is closed, and what a touch of it opens. APP stands in front of
// this (foodapp/ui/pwa.py).
const NEWS = "news"; // what was shown, and where a touch leads
const TAPPED = "/tapped"; // its key in there; read by push.js
const REMEMBERED = 50;
const ANSWER_MS = 300;

// Always something: a push that shows nothing costs the site its permission (iOS after three).
self.addEventListener("push", (event) => event.waitUntil(show(read(event.data))));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(follow(event.notification.data ?? {}));
});

// The browser has given this subscription up, or made another.
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew()));

function read(data) {
  try {
    const note = data.json();
    if (typeof note.title === "string" && note.title) return note;
  } catch {
    // Not from us, or cut off on the way: the page knows what is new.
  }
  return { id: "", title: APP.name, body: APP.news, url: APP.home, tag: "news", at_ms: Date.now() };
}

async function show(note) {
  const isRepeat = await wasShown(note.id);
  const isWatched = !isRepeat && (await somebodyLooks()); // who looks was told by the page itself
  await self.registration.showNotification(note.title, {
    body: note.body ?? "",
    tag: note.tag || "news",
    renotify: !isRepeat, // "ready" rings again though it takes the place of "cooking"
    silent: isRepeat || isWatched,
    requireInteraction: Boolean(note.stays),
    timestamp: note.at_ms,
    icon: "/icon-192.png",
    badge: "/badge.png",
    data: { url: note.url, sending: note.id },
  });
  await receipt(note.id, "shown");
}

/** Whether this event rang before. The push service may bring one twice. */
async function wasShown(id) {
  if (!id) return false;
  const cache = await caches.open(NEWS);
  const key = `/shown/${encodeURIComponent(id)}`;
  if (await cache.match(key)) return true;
  await cache.put(key, new Response(""));
  const old = (await cache.keys()).filter((one) => new URL(one.url).pathname.startsWith("/shown/"));
  for (const one of old.slice(0, Math.max(0, old.length - REMEMBERED))) await cache.delete(one);
  return false;
}

/** A page that is seen and hears the server. One that has lost its connection knows nothing. */
async function somebodyLooks() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const seen = pages.filter((page) => page.visibilityState === "visible");
  return (await Promise.all(seen.map(isLive))).some(Boolean);
}

function isLive(page) {
  return new Promise((answer) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => answer(Boolean(data));
    setTimeout(() => answer(false), ANSWER_MS);
    page.postMessage({ kind: "is live" }, [channel.port2]);
  });
}

async function follow({ url, sending }) {
  const goal = ownPage(url);
  await keep(goal);
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = open.find((page) => page.url === goal);
  if (there) {
    await there.focus();
    await (await caches.open(NEWS)).delete(TAPPED);
  } else {
    await self.clients.openWindow(goal);
  }
  await receipt(sending, "opened");
}

function ownPage(url) {
  try {
    const goal = new URL(url ?? APP.home, location.origin);
    if (goal.origin === location.origin) return goal.href;
  } catch {
    // No address.
  }
  return new URL(APP.home, location.origin).href;
}

/** An installed app that was closed opens its first page on iOS, whatever was asked: that page
    finds here where to go (push.js). */
async function keep(goal) {
  const tapped = new Response(JSON.stringify({ goal, at: Date.now() }));
  await (await caches.open(NEWS)).put(TAPPED, tapped);
}

async function receipt(sending, what) {
  if (!sending) return;
  try {
    await post("/api/push/receipts", { sending, what });
  } catch {
    // Without network nobody is told; what was shown stays shown.
  }
}

async function renew() {
  const told = await (await fetch("/api/push")).json();
  if (!told.key) return; // signed out, or nothing is pushed any more
  const subscription = await self.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: told.key,
  });
  const { endpoint, keys } = subscription.toJSON();
  await post("/api/push/subscription", { endpoint, ...keys, made_with: told.key });
}

function post(address, body) {
  const headers = { "Content-Type": "application/json" };
  return fetch(address, { method: "POST", headers, body: JSON.stringify(body), keepalive: true });
}
