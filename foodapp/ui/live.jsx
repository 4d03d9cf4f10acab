import React, { useEffect, useRef, useState } from "react";

const SETTLE_MS = 100;
const AWAY_MS = 30_000;

export function LiveRefresh({ changed, everyS, onChange }) {
  const call = useRef(onChange);
  const timer = useRef(null);
  const known = useRef(changed?.n);
  const last = useRef(-SETTLE_MS); // when it was last called because of news
  call.current = onChange;
  const n = changed?.n;
  // The first news at once; what comes soon after it together, SETTLE_MS later. What was told
  // before this page was there, it has read.
  useEffect(() => {
    if (!n || n === known.current || timer.current) return;
    known.current = n;
    const wait = Math.max(0, last.current + SETTLE_MS - performance.now());
    const read = () => {
      timer.current = null;
      last.current = performance.now();
      call.current?.();
    };
    if (wait) timer.current = setTimeout(read, wait);
    else read();
  }, [n]);
  useEffect(() => {
    if (!everyS) return;
    const ticking = setInterval(() => document.hidden || call.current?.(), everyS * 1000);
    return () => clearInterval(ticking);
  }, [everyS]);
  useEffect(() => {
    let left = null;
    const seen = () => {
      if (document.hidden) left = Date.now();
      else if (left && Date.now() - left > AWAY_MS) call.current?.();
    };
    document.addEventListener("visibilitychange", seen);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      clearTimeout(timer.current);
      timer.current = null;
    };
  }, []);
  return null;
}

/** A phone without network says so at once; the socket would notice only after its next ping. */
function useOffline() {
  const [offline, set] = useState(false);
  useEffect(() => {
    const look = () => set(!navigator.onLine);
    look();
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return offline;
}

export function Connection({ lost: closed, quiet }) {
  const offline = useOffline();
  const lost = closed || offline;
  return (
    <span
      role="status"
      data-connection={lost ? "lost" : "live"}
      className={`items-center gap-1.5 text-xs font-medium ${quiet && !lost ? "sr-only" : "inline-flex whitespace-nowrap"} ${lost ? "text-act" : "text-muted"}`}
    >
      <span className={`size-2 rounded-full ${lost ? "bg-act" : "bg-done"}`} aria-hidden="true" />
      {offline ? "No network" : lost ? "Reconnecting…" : "Live"}
    </span>
  );
}
