// What this device keeps until the server has it: presses, the places of a rider, and what the
// server said of a press that it refused. A module for the screens; the service worker and the
// page that stands in without a network are served the same text (foodapp/ui/pwa.py).
const DATABASE = "foodapp";
const PRESSES = "presses", PLACES = "places", REFUSALS = "refusals";
const NEWS = "foodapp.queue"; // what one of them changed, the others read again
const PATIENCE_MS = 20_000;
const OPEN_MS = 4_000;
const SYNC = "presses";
const RIDERS = "rider."; // whose presses can be sent without a screen; see /api/rider/presses

let opened = null;

/** One connection of this page or worker. Rejects where storage is closed to us, or full. */
function database() {
  opened ??= new Promise((done, failed) => {
    const asking = indexedDB.open(DATABASE, 1);
    asking.onupgradeneeded = () => {
      for (const name of [PRESSES, PLACES, REFUSALS]) {
        asking.result.createObjectStore(name, { keyPath: "n", autoIncrement: true });
      }
    };
    asking.onsuccess = () => {
      asking.result.onversionchange = () => { asking.result.close(); opened = null; };
      asking.result.onclose = () => (opened = null);
      done(asking.result);
    };
    asking.onerror = () => failed(asking.error);
    setTimeout(() => failed(new Error("the database does not answer")), OPEN_MS);
  });
  opened.catch(() => (opened = null));
  return opened;
}

async function within(store, mode, work) {
  const transaction = (await database()).transaction(store, mode);
  const result = work(transaction.objectStore(store));
  await new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
  return result?.result;
}

const all = (store) => within(store, "readonly", (rows) => rows.getAll());
const put = (store, row) => within(store, "readwrite", (rows) => rows.add(row));

/** Those that `is` says, in one transaction. */
function drop(store, is) {
  return within(store, "readwrite", (rows) => {
    rows.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      if (is(cursor.value)) cursor.delete();
      cursor.continue();
    };
  });
}

let channel = null; // opened when it is needed: the build loads this file, too, and would never end
const hears = () => (channel ??= typeof BroadcastChannel === "function" ? new BroadcastChannel(NEWS) : null);
const say = (news) => hears()?.postMessage(news);

/** news: {box}, and {answered: id} where the worker had the answer. Gives back how to stop. */
export function onNews(listener) {
  const heard = ({ data }) => listener(data);
  hears()?.addEventListener("message", heard);
  return () => hears()?.removeEventListener("message", heard);
}

/** Only one page or worker at a time sends what is in this box. */
export function alone(box, work) {
  return navigator.locks ? navigator.locks.request(`foodapp.${box}`, work) : work();
}

/** 122 random bits (RFC 9562, version 4); crypto.randomUUID wants https. */
export function name() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

/** In the order in which they were pressed. */
export async function pressesOf(box) {
  return (await all(PRESSES)).filter((press) => press.box === box);
}

/** instead: ids of those that this one takes the place of. */
export async function keepPress(press, instead = []) {
  if (instead.length) await drop(PRESSES, (one) => instead.includes(one.id));
  await put(PRESSES, press);
  say({ box: press.box });
  await askForSync();
}

export async function forgetPress(box, id) {
  await drop(PRESSES, (press) => press.id === id);
  say({ box });
}

/** The browser wakes the worker when the network is back, also after this page is gone. */
async function askForSync() {
  try {
    const worker = globalThis.registration ?? (await navigator.serviceWorker?.getRegistration());
    await worker?.sync?.register(SYNC);
  } catch {
    // Not everywhere, and not where its person forbids it: the next page sends them.
  }
}

export async function placesOf(box) {
  return (await all(PLACES)).filter((place) => place.box === box);
}

/** No more than `most`: the oldest leave. */
export async function keepPlace(box, place, most) {
  await put(PLACES, { box, ...place });
  const kept = await placesOf(box);
  const old = new Set(kept.slice(0, Math.max(0, kept.length - most)).map((one) => one.n));
  if (old.size) await drop(PLACES, (one) => old.has(one.n));
  await askForSync();
}

/** Those up to the number `last`: what came while they were under way stays. */
export const forgetPlaces = (box, last) => drop(PLACES, (one) => one.box === box && one.n <= last);

/** What the server said no to while nobody looked; told once. */
export async function takeRefusals(box) {
  const found = (await all(REFUSALS)).filter((one) => one.box === box);
  if (found.length) await drop(REFUSALS, (one) => one.box === box);
  return found;
}

async function post(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.status === 429 || answer.status >= 500) throw new Error(`later: ${answer.status}`);
  return answer;
}

async function sendPlaces(box) {
  const places = await placesOf(box);
  if (!places.length) return;
  const positions = places.map(({ lat, lng, accuracy, at }) => ({ lat, lng, accuracy, at }));
  const rider = box.slice(RIDERS.length);
  const { status } = await post("/api/rider/position", { rider, sent_at: Date.now(), positions });
  if (status === 401 || status === 403) return; // signed out, or somebody else is
  await forgetPlaces(box, places.at(-1).n); // also those that were refused: nobody asks again
}

/** Without a screen: where the rider was first, then what was pressed there, in order, each under
    its own name. Throws where the server cannot be reached: then they stay. Gives the refusals. */
async function sendBox(box) {
  await alone(`places.${box}`, () => sendPlaces(box));
  return alone(box, async () => {
    const presses = await pressesOf(box);
    if (!presses.length) return [];
    const told = presses.map(({ id, verb, subject, said, at }) => ({ id, verb, subject, said, at }));
    const rider = box.slice(RIDERS.length);
    const answer = await post("/api/rider/presses", { rider, sent_at: Date.now(), presses: told });
    if (!answer.ok) return []; // the same: they wait for their rider
    const { answers } = await answer.json();
    const refusals = answers.filter((one) => one.refused);
    for (const { id, refused } of refusals) await put(REFUSALS, { box, id, words: refused });
    for (const { id } of answers) {
      await drop(PRESSES, (press) => press.id === id);
      say({ box, answered: id });
    }
    return refusals;
  });
}

/** What the worker does when the network is back. */
export async function sendAll() {
  const boxes = new Set([...(await all(PLACES)), ...(await all(PRESSES))].map((one) => one.box));
  const refusals = [];
  for (const box of boxes) if (box.startsWith(RIDERS)) refusals.push(...(await sendBox(box)));
  return refusals;
}
