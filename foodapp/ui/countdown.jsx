import React, { useEffect, useState } from "react";

/** 4:32. By how long, not by when: the clock of a phone may be wrong. */
export function Countdown({ seconds, label }) {
  const [left, set] = useState(Math.ceil(seconds));
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    const tick = () => set(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [seconds]);
  const words = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <span role="timer" aria-label={`${words} ${label}`} className={`tnum font-bold ${left <= 60 ? "text-act" : ""}`}>
      {words}
    </span>
  );
}
