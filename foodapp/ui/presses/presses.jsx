// Presses, kept in this browser until the server says that they were carried out. Where they lie, and
// how the service worker sends them while no page is open: queue.js.
import React, { useEffect, useRef, useState, useSyncExternalStore } from "react";
import {
  alone, forgetPress, keepPress, name, onNews, pressesOf, takeRefusals,
} from "$/public/external/foodapp/ui/presses/presses/queue.js";

const BEFORE = "foodapp.presses."; // in localStorage: where a version before kept them
const MAX = 50;
const AGAIN_MS = 10_000; // no answer: once more, under the same name
const STUCK_MS = 5_000; // no answer for so long is no network, whatever the browser says
const BEFORE_MS = 1_500;
const SETTLE_MS = 1_500; // a socket that comes back at once is not worth a word
const NONE = [];
const COLUMN = { display: "flex", flexDirection: "column", gap: 4 };
// Not paler: its words are read while they wait.
const WAITING = { outline: "2px dashed var(--muted)", outlineOffset: 3, borderRadius: 14 };

let box = "", queue = NONE, isLost = false, flying = null, isForgetful = false, refused = NONE;
const done = new Set(); // answered: a slow store must not bring them back
const listeners = new Set();

const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const tell = () => listeners.forEach((listener) => listener());
const useQueue = () => useSyncExternalStore(subscribe, () => queue, () => NONE);
const useLost = () => useSyncExternalStore(subscribe, () => isLost, () => false);
const useForgetful = () => useSyncExternalStore(subscribe, () => isForgetful, () => false);
const useRefused = () => useSyncExternalStore(subscribe, () => refused, () => NONE);

function show(presses) {
  queue = presses;
  tell();
}

/** Storage is closed to us, or full: what this page remembers is what there is, and it says so. */
function onlyHere(why) {
  console.debug("presses:", why);
  isForgetful = true;
  tell();
}

/** What lies in the store, and what only this page knows. */
async function read() {
  const mine = box;
  try {
    await takeOverOld(mine);
    const stored = await pressesOf(mine), told = await takeRefusals(mine);
    if (box !== mine) return;
    const known = new Set(stored.map((press) => press.id));
    const here = queue.filter((press) => press.isNew && !known.has(press.id));
    if (told.length) refused = [...refused, ...told];
    show([...stored, ...here].filter((press) => !done.has(press.id)));
  } catch (why) {
    onlyHere(why);
  }
}

async function takeOverOld(mine) {
  let old = NONE;
  try {
    old = JSON.parse(localStorage.getItem(BEFORE + mine) || "[]");
    localStorage.removeItem(BEFORE + mine);
  } catch {
    // Nothing of ours lies there.
  }
  for (const press of Array.isArray(old) ? old : NONE) await keepPress({ ...press, box: mine });
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
  if (!subject || !box || queue.length >= MAX) return;
  if (queue.some((press) => same(press) && press.said === said)) return;
  const others = queue.filter((press) => !same(press) || press.id === flying?.id);
  const instead = queue.filter((press) => !others.includes(press)).map((press) => press.id);
  const press = { id: name(), box, verb, subject, said, at: Date.now() };
  show([...others, { ...press, isNew: true }]);
  keepPress(press, instead).then(() => stored(press.id), onlyHere);
}

/** The server may have been quicker than the store. */
function stored(id) {
  const kept = queue.find((press) => press.id === id);
  if (kept) kept.isNew = false;
  else if (done.has(id)) forgetPress(box, id).catch(onlyHere);
}

function answered(id) {
  done.add(id);
  if (flying?.id === id) flying.end();
  if (!queue.some((press) => press.id === id)) return;
  show(queue.filter((press) => press.id !== id));
  forgetPress(box, id).catch(onlyHere);
}

/** Sends one, and waits for its answer; not for ever. */
async function fly(press, send, setStuck) {
  await ready();
  const landed = new Promise((end) => (flying = { id: press.id, end }));
  const stuck = setTimeout(() => setStuck(true), STUCK_MS);
  const again = setTimeout(flying.end, AGAIN_MS);
  send(press.id, press.verb, press.subject, press.said, Math.max(0, (Date.now() - press.at) / 1000));
  await landed;
  clearTimeout(stuck);
  clearTimeout(again);
  flying = null;
}

export function Keeper({ box: mine, acked, lost: closed, says, onSend }) {
  const now = useRef({}), isPumping = useRef(false);
  const [stuck, setStuck] = useState(false);
  const lost = useNoNetwork(closed);
  const presses = useQueue(), isOnlyHere = useForgetful();
  now.current = { closed, onSend };

  useEffect(() => {
    box = mine || "";
    queue = refused = NONE;
    if (box) read();
    return onNews((news) => { // another tab of the same person, or the worker
      if (!box || news.box !== box) return;
      if (news.answered) done.add(news.answered);
      read();
    });
  }, [mine]);

  useEffect(() => {
    isLost = lost || stuck;
    tell();
  }, [lost, stuck]);

  useEffect(() => {
    if (!acked) return;
    setStuck(false);
    answered(acked);
  }, [acked]);

  useEffect(() => {
    if (closed) flying?.end(); // its answer is not coming on this socket
    const can = () => box && queue.length > 0 && !now.current.closed && navigator.onLine;
    /** One after another, and never beside another tab or the worker: all hold the same lock. What
     *  they have sent meanwhile is gone from the store. */
    const pump = async () => {
      if (isPumping.current || !can()) return;
      isPumping.current = true;
      try {
        await alone(box, async () => {
          await read();
          while (can()) {
            const [first] = queue;
            await fly(first, (...said) => now.current.onSend?.(...said), setStuck);
            if (queue[0]?.id === first.id) break; // no answer: others may try, then we again
          }
        });
      } finally {
        isPumping.current = false;
      }
    };
    pump();
    const later = setInterval(pump, 1_000);
    addEventListener("online", pump);
    return () => {
      clearInterval(later);
      removeEventListener("online", pump);
    };
  }, [presses, closed, lost]);

  const isShown = lost || (stuck && presses.length > 0);
  return (
    <>
      <Banner shown={isShown} count={presses.length} says={says} forgetful={isOnlyHere} />
      <Refused />
    </>
  );
}

/** What came too late, said once, where the person is by now. */
function Refused() {
  const told = useRefused();
  if (!told.length) return null;
  const read = () => {
    refused = NONE;
    tell();
  };
  return (
    <div role="alert" id="refused-presses"
         style={{ margin: "8px 0", padding: "8px 8px 8px 16px", borderRadius: 14, display: "flex", gap: 12,
                  alignItems: "center", background: "var(--act-soft)", color: "var(--act)", fontWeight: 600 }}>
      <div style={{ flex: 1, minWidth: 0 }}>
        {told.map((one) => <p key={one.id} style={{ margin: "4px 0" }}>{one.words}</p>)}
      </div>
      <button type="button" onClick={read} style={{ minHeight: 44, padding: "0 12px", fontWeight: 600 }}>OK</button>
    </div>
  );
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
function Banner({ shown, count, says, forgetful }) {
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
          {forgetful && " This browser keeps nothing for us: please leave this page open."}
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
