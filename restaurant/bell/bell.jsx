import React, { useEffect, useRef, useSyncExternalStore } from "react";

const RING_S = 5; // one ring and the pause after it
const PATIENCE_MS = 400; // a browser that allows sound lets it begin within that
const BLINK_MS = 1500;

// The sound belongs to the document: it goes on when the app shows another of its pages.
let context = null;
let ringing = null;
let state = { sound: "asking", awake: "no" }; // sound: asking, locked, on, off. awake: no, yes, missing
const listeners = new Set();

function change(part) {
  state = { ...state, ...part };
  for (const tell of listeners) tell();
}

function useBell() {
  const subscribe = (tell) => (listeners.add(tell), () => listeners.delete(tell));
  return useSyncExternalStore(subscribe, () => state, () => state);
}

/** Browsers keep quiet until somebody has touched the page; some remember it over a reload. So it
 *  is tried without a touch, and what came of it is looked at: a refusal is no error of theirs. */
async function unlock() {
  if (!window.AudioContext) return change({ sound: "locked" });
  if (!context) {
    context = new AudioContext();
    context.onstatechange = look; // a phone call takes the sound away, and says so here
  }
  const refused = new Promise((done) => setTimeout(done, PATIENCE_MS));
  await Promise.race([context.resume(), refused]);
  look();
}

function look() {
  if (state.sound !== "off") change({ sound: context.state === "running" ? "on" : "locked" });
}

/** Three tones and a pause, as samples: a loop of them rings on in a tab that nobody looks at,
 *  where timers all but stand still. */
function ring() {
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, RING_S * rate, rate);
  const samples = buffer.getChannelData(0);
  for (const [start, pitch] of [[0, 880], [0.18, 1174.7], [0.36, 1396.9]]) {
    const first = Math.round(start * rate);
    for (let n = 0; n < 0.35 * rate; n++) {
      const at = n / rate;
      const loud = Math.min(1, at / 0.02) * Math.exp(-at * 9);
      samples[first + n] += 0.5 * loud * (2 / Math.PI) * Math.asin(Math.sin(2 * Math.PI * pitch * at));
    }
  }
  return buffer;
}

function play({ loop }) {
  const source = context.createBufferSource();
  source.buffer = ring();
  source.loop = loop;
  source.connect(context.destination);
  source.start();
  return source;
}

function hush() {
  ringing?.stop();
  ringing = null;
}

/** Keeps the screen on. A lock ends whenever the page is hidden, so it is taken again. */
function useAwake() {
  useEffect(() => {
    let lock = null;
    let isGone = false;
    const take = async () => {
      if (document.hidden || isGone) return;
      if (!navigator.wakeLock) return change({ awake: "missing" });
      try {
        lock = await navigator.wakeLock.request("screen");
        if (isGone) return lock.release();
        change({ awake: "yes" });
        lock.addEventListener("release", () => change({ awake: "no" }));
      } catch {
        change({ awake: "missing" }); // a low battery, or the operator's rules: said in the menu
      }
    };
    take();
    document.addEventListener("visibilitychange", take);
    return () => {
      isGone = true;
      document.removeEventListener("visibilitychange", take);
      lock?.release();
    };
  }, []);
}

/** Says that somebody has the app in view: at once, on return to it, and every few seconds. */
function usePresence(everyS, onPresent) {
  const call = useRef(onPresent);
  call.current = onPresent;
  useEffect(() => {
    const say = () => document.hidden || call.current?.();
    say();
    const timer = setInterval(say, everyS * 1000);
    document.addEventListener("visibilitychange", say);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", say);
    };
  }, [everyS]);
}

/** "(2) New orders" in the tab, in turn with the page's own title. */
function useTitle(count) {
  useEffect(() => {
    if (!count) return undefined;
    const mark = `(${count}) `;
    let own = document.title;
    let isOurs = false;
    const blink = () => {
      if (!document.title.startsWith("(")) own = document.title; // another page of the app
      isOurs = !isOurs;
      document.title = mark + (isOurs ? (count === 1 ? "New order" : "New orders") : own);
    };
    blink();
    const timer = setInterval(blink, BLINK_MS);
    return () => {
      clearInterval(timer);
      if (document.title.startsWith("(")) document.title = own;
    };
  }, [count]);
}

/** The number on the app's icon, and on the tab's. */
function useBadge(count) {
  useEffect(() => {
    if (!count) return undefined;
    const icon = document.querySelector("link[rel=icon]");
    const own = icon?.getAttribute("href");
    const words = count > 9 ? "9+" : String(count);
    const drawn =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="32" fill="#c62828"/>' +
      `<text x="32" y="46" font-family="sans-serif" font-size="40" font-weight="700" text-anchor="middle" fill="#fff">${words}</text></svg>`;
    icon?.setAttribute("href", `data:image/svg+xml,${encodeURIComponent(drawn)}`);
    navigator.setAppBadge?.(count).catch(() => {}); // not installed: there is no icon to mark
    return () => {
      icon?.setAttribute("href", own);
      navigator.clearAppBadge?.().catch(() => {});
    };
  }, [count]);
}

function Drawn({ off }) {
  return (
    <svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d="M6 8a6 6 0 0 1 12 0c0 7 3 9 3 9H3s3-2 3-9M10.3 21a1.94 1.94 0 0 0 3.4 0" />
      {off && <path d="m3 3 18 18" />}
    </svg>
  );
}

const ROW = "flex min-h-11 w-full items-center rounded-xl px-3 text-left font-medium hover:bg-sunken";

/** Rings until every new order is answered, on whatever page of the app. */
export function Bell({ count, everyS, onPresent }) {
  const { sound, awake } = useBell();
  useAwake();
  usePresence(everyS, onPresent);
  useTitle(count);
  useBadge(count);
  useEffect(() => {
    const touched = (event) => {
      if (state.sound !== "on" && state.sound !== "off" && !event.target.closest?.("[data-mute]")) unlock();
    };
    unlock();
    // When the press is over: what moves up under a finger that is still down would swallow it.
    addEventListener("click", touched, true);
    addEventListener("keydown", touched);
    return () => {
      removeEventListener("click", touched, true);
      removeEventListener("keydown", touched);
    };
  }, []);
  useEffect(() => {
    if (count && sound === "on") ringing ??= play({ loop: true });
    else hush();
  }, [count, sound]);
  useEffect(() => hush, []); // a page without a bell, like the one to sign in, is quiet
  const isOn = sound === "on" || sound === "asking"; // no alarm about an answer that is on its way
  const test = async () => {
    if (sound === "off") change({ sound: "locked" });
    await unlock();
    if (state.sound === "on") play({ loop: false });
  };
  return (
    <>
      <details data-menu="" className="relative">
        <summary
          data-sound={sound}
          data-ringing={String(Boolean(count && sound === "on"))}
          className={`inline-flex min-h-11 list-none items-center gap-2 rounded-xl px-3 text-sm font-semibold whitespace-nowrap [&::-webkit-details-marker]:hidden ${
            isOn ? "bg-sunken text-ink" : count ? "bg-act-soft text-act" : "bg-accent-soft text-accent-ink"
          }`}
        >
          <Drawn off={!isOn} />
          <span className={isOn ? "sr-only xl:not-sr-only" : "max-sm:sr-only"}>{isOn ? "Sound on" : "Sound off"}</span>
        </summary>
        <div className="absolute right-0 top-full z-40 mt-2 flex w-64 flex-col rounded-card border border-line bg-raised p-2 text-sm shadow-card">
          <button type="button" data-test-sound="" className={ROW} onClick={test}>
            Play it once, to test
          </button>
          <button
            type="button"
            data-mute=""
            className={ROW}
            onClick={() => (isOn ? change({ sound: "off" }) : test())}
          >
            {isOn ? "Switch the sound off" : "Switch the sound on"}
          </button>
          <p className="px-3 py-2 text-muted">
            {awake === "missing"
              ? "This browser may let the screen go dark: set it to stay on."
              : "The screen stays on while this page is shown."}
          </p>
        </div>
      </details>
      <span className="sr-only" role="status">
        {count ? `${count} new ${count === 1 ? "order" : "orders"} to answer` : ""}
      </span>
    </>
  );
}

/** Over every page, until somebody touches it: a kitchen must know that it would not hear. */
export function SoundOff({ count }) {
  const { sound } = useBell();
  if (sound === "on" || sound === "asking" || (sound === "off" && !count)) return null;
  const press = () => {
    if (sound === "off") change({ sound: "locked" });
    unlock();
  };
  return (
    <button
      type="button"
      data-sound-off=""
      onClick={press}
      className={`flex min-h-12 w-full items-center justify-center gap-2 px-4 font-semibold print:hidden ${
        count ? "bg-act text-ground" : "bg-accent text-on-accent"
      }`}
    >
      <Drawn off />
      Sound is off: tap to switch it on
    </button>
  );
}
