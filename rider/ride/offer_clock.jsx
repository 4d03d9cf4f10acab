// The seconds a rider has to answer: a ring that empties, a chime, a shake.
import React, { useEffect, useRef, useState } from "react";
import { chime } from "$/public/external/rider/ride/phone/here.js";

const SIZE = 104, STROKE = 9, R = (SIZE - STROKE) / 2, ROUND = 2 * Math.PI * R;
const CHIME_MS = 5_000;
const SPOKEN = [30, 15, 5]; // seconds at which a screen reader is told

export function OfferClock({ offer, left, seconds, onOver }) {
  const [remaining, set] = useState(left);
  const over = useRef(onOver);
  over.current = onOver;

  useEffect(() => {
    // By how long, not by when: the phone's clock may be wrong.
    const end = performance.now() + left * 1000;
    let said = false;
    const tick = () => {
      const now = Math.max(0, (end - performance.now()) / 1000);
      set(now);
      if (now === 0 && !said) {
        said = true;
        over.current?.();
      }
    };
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [offer, left]);

  useEffect(() => {
    chime();
    const timer = setInterval(chime, CHIME_MS);
    return () => {
      clearInterval(timer);
      navigator.vibrate?.(0);
    };
  }, [offer]);

  const whole = Math.ceil(remaining);
  const hurry = whole <= 10;
  return (
    <div role="timer" aria-label={`${whole} seconds left to answer`} id="offer-clock"
         style={{ position: "relative", width: SIZE, height: SIZE, flex: "none",
                  color: hurry ? "var(--act)" : "var(--accent)" }}>
      <svg width={SIZE} height={SIZE} aria-hidden="true" style={{ transform: "rotate(-90deg)" }}>
        <circle cx={SIZE / 2} cy={SIZE / 2} r={R} fill="none" stroke="var(--line)" strokeWidth={STROKE} />
        <circle cx={SIZE / 2} cy={SIZE / 2} r={R} fill="none" stroke="currentColor" strokeWidth={STROKE}
                strokeLinecap="round" strokeDasharray={ROUND}
                strokeDashoffset={ROUND * (1 - Math.min(1, remaining / seconds))} />
      </svg>
      <span aria-hidden="true" className="tnum"
            style={{ position: "absolute", inset: 0, display: "grid", placeItems: "center",
                     fontSize: 34, fontWeight: 800, color: hurry ? "var(--act)" : "var(--ink)" }}>
        {whole}
      </span>
      <span className="sr-only" aria-live="assertive">
        {SPOKEN.includes(whole) ? `${whole} seconds left` : ""}
      </span>
    </div>
  );
}
