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
