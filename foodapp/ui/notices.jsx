import React, { useEffect, useState } from "react";

const LOOK = {
  done: "bg-done-soft text-done",
  info: "bg-raised text-ink",
  act: "bg-act-soft text-act",
};

/** The region is always in the page, so that a screen reader announces what is put into it. */
export function NoticeRegion({ latest }) {
  const [shown, setShown] = useState([]);
  useEffect(() => {
    if (!latest?.n) return;
    // Said again while it still stands there: once is enough.
    setShown((all) => [...all.filter((one) => one.text !== latest.text).slice(-2), latest]);
    setTimeout(
      () => setShown((all) => all.filter((one) => one.n !== latest.n)),
      latest.kind === "act" ? 9000 : 5000,
    );
  }, [latest?.n]);
  return (
    <div
      aria-live="polite"
      role="status"
      data-notices=""
      className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex flex-col items-center gap-2 px-4"
    >
      {shown.map((one) => (
        <div
          key={one.n}
          className={`rise pointer-events-auto flex max-w-md items-center gap-1 rounded-xl border border-line py-1 pr-1 pl-4 text-sm font-medium shadow-card ${LOOK[one.kind] || LOOK.info}`}
        >
          <span>{one.text}</span>
          <button
            type="button"
            aria-label="Dismiss"
            className="grid size-11 place-items-center rounded-lg"
            onClick={() => setShown((all) => all.filter((other) => other.n !== one.n))}
          >
            ✕
          </button>
        </div>
      ))}
    </div>
  );
}
