import React, { useEffect, useRef, useState } from "react";

const SETTLE_MS = 100;
const AWAY_MS = 30_000;

export function LiveRefresh({ changed, everyS, onChange }) {
  const call = useRef(onChange);
  const timer = useRef(null);
  call.current = onChange;
  const n = changed?.n;
  useEffect(() => {
    if (!n || timer.current) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      call.current?.();
    }, SETTLE_MS);
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
