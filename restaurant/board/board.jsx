import React, { useEffect, useRef, useState } from "react";

const SECOND = 1000;
const LATE_SECONDS = 60;
let aheadMs = 0; // this browser's clock against the server's

function useNow(everyMs) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now - aheadMs;
}

/** Sets the countdowns to the server's clock, and reads the board again now and then: a rider
 *  comes nearer, an order for later becomes due. */
export function BoardClock({ serverNow, onTick }) {
  const call = useRef(onTick);
  call.current = onTick;
  useEffect(() => {
    if (serverNow) aheadMs = Date.now() - Date.parse(serverNow);
  }, [serverNow]);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || call.current?.(), 15 * SECOND);
    return () => clearInterval(timer);
  }, []);
  return null;
}

/** 8:42, with a bar that empties; red for the last two minutes. */
export function Countdown({ since, until, clock }) {
  const now = useNow(SECOND);
  const left = Math.max(0, Math.round((Date.parse(until) - now) / SECOND));
  const whole = Math.max(1, (Date.parse(until) - Date.parse(since)) / SECOND);
  const share = Math.min(100, Math.max(0, (100 * left) / whole));
  const urgent = left <= 120;
  if (left > 3600) {
    return <span className="text-sm text-muted tnum">answer by {clock}</span>;
  }
  const words = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <span className="flex flex-col items-end gap-1" role="timer" aria-label={`${words} left to answer`}>
      <span className={`text-2xl font-bold leading-none tnum ${urgent ? "text-act" : "text-ink"}`}>{words}</span>
      <span className="h-1.5 w-20 overflow-hidden rounded-full bg-sunken" aria-hidden="true">
        <span
          className={`block h-full rounded-full ${urgent ? "bg-act" : "bg-accent"}`}
          style={{ width: `${share}%` }}
        />
      </span>
    </span>
  );
}

/** "12 min" to a promise, "4 min late" after it. */
export function Due({ at, clock }) {
  const now = useNow(5 * SECOND);
  if (!at) return null;
  const seconds = Math.round((Date.parse(at) - now) / SECOND);
  const minutes = Math.ceil(Math.abs(seconds) / 60);
  const late = seconds < -LATE_SECONDS;
  const words = late ? `${minutes} min late` : seconds <= 0 ? "now" : `${minutes} min`;
  return (
    <span className="flex flex-col items-end">
      <span className={`text-2xl font-bold leading-none tnum ${late ? "text-act" : "text-ink"}`}>{words}</span>
      <span className="text-xs text-muted tnum">ready by {clock}</span>
    </span>
  );
}

/** "6 min" since the food stands there. */
export function Waiting({ since }) {
  const now = useNow(5 * SECOND);
  if (!since) return null;
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60000));
  return (
    <span className="flex flex-col items-end">
      <span className={`text-2xl font-bold leading-none tnum ${minutes >= 10 ? "text-act" : "text-ink"}`}>
        {minutes} min
      </span>
      <span className="text-xs text-muted">waiting</span>
    </span>
  );
}

const RING_EVERY_MS = 5 * SECOND;

function ring(context) {
  for (const [start, pitch] of [[0, 880], [0.18, 1174.7], [0.36, 1396.9]]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const at = context.currentTime + start;
    tone.type = "triangle";
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.5, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.32);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.35);
  }
}

function Bell({ off }) {
  return (
    <svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d="M6 8a6 6 0 0 1 12 0c0 7 3 9 3 9H3s3-2 3-9M10.3 21a1.94 1.94 0 0 0 3.4 0" />
      {off && <path d="m3 3 18 18" />}
    </svg>
  );
}

/** Rings until every new order is answered. Browsers keep quiet until somebody has touched the
 *  page once, so it asks for that touch. */
export function Alarm({ count }) {
  const context = useRef(null);
  const [sound, setSound] = useState("locked"); // locked, on, off
  const unlock = async () => {
    context.current ??= new AudioContext();
    await context.current.resume();
    setSound((now) => (now === "locked" ? "on" : now));
  };
  useEffect(() => {
    const touched = (event) => {
      if (!event.target.closest?.("[data-sound]")) unlock(); // its own click decides
    };
    addEventListener("pointerdown", touched);
    addEventListener("keydown", touched);
    return () => {
      removeEventListener("pointerdown", touched);
      removeEventListener("keydown", touched);
      context.current?.close();
      context.current = null;
    };
  }, []);
  useEffect(() => {
    document.title = count ? `(${count}) New orders` : "Orders";
    if (!count || sound !== "on") return undefined;
    const play = () => context.current && ring(context.current);
    play();
    const timer = setInterval(play, RING_EVERY_MS);
    return () => clearInterval(timer);
  }, [count, sound]);
  const press = () => (sound === "locked" ? unlock() : setSound(sound === "on" ? "off" : "on"));
  const words = { locked: "Tap for sound", on: "Sound on", off: "Sound off" }[sound];
  return (
    <>
      <button
        type="button"
        data-sound={sound}
        aria-pressed={sound === "on"}
        onClick={press}
        className={`inline-flex min-h-11 items-center gap-2 rounded-xl px-3 text-sm font-semibold whitespace-nowrap ${
          sound === "on" ? "bg-sunken text-ink" : count ? "bg-act-soft text-act" : "bg-accent-soft text-accent-ink"
        }`}
      >
        <Bell off={sound !== "on"} />
        <span className={sound === "on" ? "sr-only xl:not-sr-only" : "max-sm:sr-only"}>{words}</span>
        {sound !== "on" && <span className="sm:hidden" aria-hidden="true">Sound</span>}
      </button>
      <span className="sr-only" role="status">
        {count ? `${count} new ${count === 1 ? "order" : "orders"} to answer` : ""}
      </span>
    </>
  );
}

/** Prints the ticket it stands in, and nothing else. */
export function PrintTicket({ label }) {
  const button = useRef(null);
  const print = () => {
    const ticket = button.current?.closest("[data-ticket]");
    if (!ticket) return;
    ticket.dataset.printing = "";
    document.body.dataset.printing = "";
    window.print();
    delete ticket.dataset.printing;
    delete document.body.dataset.printing;
  };
  return (
    <button
      ref={button}
      type="button"
      onClick={print}
      aria-label={label}
      title={label}
      className="grid size-11 place-items-center rounded-xl text-muted hover:bg-sunken print:hidden"
    >
      <svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
        <path d="M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M6 9V3h12v6M6 14h12v7H6z" />
      </svg>
    </button>
  );
}
