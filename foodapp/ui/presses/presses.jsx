// Presses, kept in this browser until the server says that they were carried out.
import React, { useEffect, useRef, useState, useSyncExternalStore } from "react";

const KEPT = "foodapp.presses.";
const MAX = 50;
const AGAIN_MS = 10_000; // no answer: once more, under the same name
const STUCK_MS = 5_000; // no answer for so long is no network, whatever the browser says
const BEFORE_MS = 1_500;
const SETTLE_MS = 1_500; // a socket that comes back at once is not worth a word
const NONE = [];
const COLUMN = { display: "flex", flexDirection: "column", gap: 4 };
// Not paler: its words are read while they wait.
const WAITING = { outline: "2px dashed var(--muted)", outlineOffset: 3, borderRadius: 14 };

let box = "", queue = NONE, isLost = false, flyingId = "";
const listeners = new Set();

const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const tell = () => listeners.forEach((listener) => listener());
const useQueue = () => useSyncExternalStore(subscribe, () => queue, () => NONE);
const useLost = () => useSyncExternalStore(subscribe, () => isLost, () => false);

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT + box) || "[]");
    queue = Array.isArray(found) ? found : NONE;
  } catch {
    // Storage is closed to us, or holds something else: what this page remembers is what there is.
  }
  tell();
}

function write(presses) {
  queue = presses;
  try {
    if (presses.length) localStorage.setItem(KEPT + box, JSON.stringify(presses));
    else localStorage.removeItem(KEPT + box);
  } catch {
    // as above
  }
  tell();
}

function name() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

const isOf = (verb, subject) => (press) => press.verb === verb && press.subject === subject;

/** Whoever has something to say before a press arrives (where the phone is) says it first, if that
 *  takes no longer than a moment. */
async function ready() {
  const before = [];
  dispatchEvent(new CustomEvent("foodapp:before-press", { detail: before }));
  if (!before.length) return;
  await Promise.race([Promise.allSettled(before), new Promise((go) => setTimeout(go, BEFORE_MS))]);
}

/** A second press of the same button means the first one; of a form, what was typed last. */
function keep(verb, subject, said) {
  const same = isOf(verb, subject);
  if (!subject || queue.length >= MAX) return;
  if (queue.some((press) => same(press) && press.said === said)) return;
  const others = queue.filter((press) => !same(press) || press.id === flyingId);
  write([...others, { id: name(), verb, subject, said, at: Date.now() }]);
}

export function Keeper({ box: mine, acked, lost: closed, says, onSend }) {
  const send = useRef(onSend), flying = useRef(null), later = useRef(null);
  const [stuck, setStuck] = useState(false);
  const lost = useNoNetwork(closed);
  const presses = useQueue();
  send.current = onSend;

  useEffect(() => {
    box = mine || "";
    queue = NONE;
    if (box) read();
    const other = (event) => event.key === KEPT + box && read(); // another tab of the same person
    addEventListener("storage", other);
    return () => removeEventListener("storage", other);
  }, [mine]);

  useEffect(() => {
    isLost = lost || stuck;
    tell();
  }, [lost, stuck]);

  useEffect(() => {
    if (!acked || !queue.some((press) => press.id === acked)) return;
    setStuck(false);
    write(queue.filter((press) => press.id !== acked));
  }, [acked]);

  useEffect(() => {
    const pump = () => {
      const [first] = queue, now = Date.now();
      if (!box || !first || closed || !navigator.onLine) {
        flying.current = null;
        flyingId = "";
        return;
      }
      const flight = flying.current?.id === first.id ? flying.current : null;
      setStuck(Boolean(flight) && now - flight.first > STUCK_MS);
      if (flight && now - flight.at < AGAIN_MS) return;
      flying.current = { id: first.id, at: now, first: flight?.first ?? now };
      flyingId = first.id;
      ready().then(() => {
        const ago = Math.max(0, (Date.now() - first.at) / 1000);
        if (flyingId === first.id) send.current?.(first.id, first.verb, first.subject, first.said, ago);
      });
    };
    pump();
    later.current = setInterval(pump, 1_000);
    return () => clearInterval(later.current);
  }, [presses, closed, lost]);

  return <Banner shown={lost || (stuck && presses.length > 0)} count={presses.length} says={says} />;
}

/** The browser's word at once, the socket's after a moment. */
function useNoNetwork(closed) {
  const [offline, setOffline] = useState(false);
  const [long, setLong] = useState(false);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    look();
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  useEffect(() => {
    if (!closed) return setLong(false);
    const timer = setTimeout(() => setLong(true), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [closed]);
  return offline || (closed && long);
}

/** The page begins below the banner, whose buttons are there to be pressed; what sticks to the top
 *  of a page takes --banner-h as its place. */
function makeRoom(height) {
  document.documentElement.style.setProperty("--banner-h", `${height}px`);
  document.body.style.paddingTop = height ? `${height}px` : "";
}

/** A popover lies over everything, dialogs included. */
function Banner({ shown, count, says }) {
  const element = useRef(null);
  useEffect(() => {
    const one = element.current;
    if (!one?.showPopover) return;
    if (one.matches(":popover-open")) one.hidePopover();
    if (shown) one.showPopover();
    makeRoom(shown ? one.offsetHeight : 0);
  }, [shown, count]);
  const waits = count === 1 ? "1 press will be sent" : `${count} presses will be sent`;
  return (
    <div ref={element} popover="manual" role="alert" id="no-network" data-kept={count}
         style={{ position: "fixed", inset: "0 0 auto 0", margin: 0, width: "100%", maxWidth: "100%",
                  border: 0, zIndex: 60, textAlign: "center", fontWeight: 600,
                  background: "var(--act)", color: "var(--ground)",
                  padding: "max(12px, env(safe-area-inset-top)) 16px 12px" }}>
      {shown && (
        <span>
          {count
            ? `No network. ${waits} when it is back.`
            : says}
        </span>
      )}
    </div>
  );
}

/** What a form says: of one field its value, of several all of them with their names, and the
 *  button's own. */
function typed(form, button) {
  const fields = new FormData(form, button?.name ? button : null);
  const names = new Set(fields.keys());
  return names.size > 1 ? new URLSearchParams(fields).toString() : String([...fields.values()][0] ?? "");
}

export function Kept({ verb, subject, says, quiet, children }) {
  const press = useQueue().find(isOf(verb, subject));
  const waiting = Boolean(press), isThis = waiting && (!says || press.said === says);
  const lost = useLost();
  const pressed = (event) => {
    const button = event.target.closest("button");
    if (!button || button.disabled || button.form) return;
    event.preventDefault();
    event.stopPropagation();
    keep(verb, subject, says || "");
    if ("close" in button.dataset) button.closest("dialog")?.close(); // preset.js does not hear it
  };
  const sent = (event) => {
    event.preventDefault();
    event.stopPropagation();
    const button = event.nativeEvent.submitter;
    keep(verb, subject, typed(event.target, button));
    event.target.reset();
    event.target.closest("dialog")?.close();
  };
  return (
    <div onClickCapture={pressed} onSubmitCapture={sent} data-press={verb}
         data-waiting={waiting ? "yes" : "no"} aria-busy={waiting} style={COLUMN}>
      <div style={isThis ? { ...COLUMN, ...WAITING } : COLUMN}>{children}</div>
      {waiting && lost && !quiet && (
        <span role="status" style={{ textAlign: "center", fontSize: 14, fontWeight: 600, color: "var(--act)" }}>
          Will be sent when the network is back.
        </span>
      )}
    </div>
  );
}

export function WhileLost({ children }) {
  return useLost() ? <>{children}</> : null;
}

export function WhileKept({ verb, subject, children }) {
  const waiting = useQueue().some(isOf(verb, subject));
  const lost = useLost();
  return waiting && lost ? <>{children}</> : null;
}
