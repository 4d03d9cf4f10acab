import React, { useEffect } from "react";

const SOON_MS = 10_000;
const ONCE_IN_MS = 120_000;
const KEPT = "reloaded-at";

/** A page that broke: what to do, and nothing of how it broke. It comes back by itself, so that a
 *  tablet nobody looks at goes on ringing; not again and again, if it breaks again. */
export function Broken({ home }) {
  useEffect(() => {
    const last = Number(sessionStorage.getItem(KEPT) || 0);
    if (Date.now() - last < ONCE_IN_MS) return undefined;
    const timer = setTimeout(() => {
      sessionStorage.setItem(KEPT, String(Date.now()));
      location.reload();
    }, SOON_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main
      id="content"
      role="alert"
      data-broken=""
      className="grid min-h-dvh place-items-center bg-ground px-6 text-ink"
    >
      <div className="flex max-w-md flex-col items-center gap-4 text-center">
        <img src="/icon.svg" alt="" className="size-14" />
        <h1 className="text-2xl font-bold tracking-tight text-balance">This page has stopped.</h1>
        <p className="text-balance text-muted">
          That was our fault, and we have been told. Nothing you ordered or answered is lost.
        </p>
        <button
          type="button"
          onClick={() => location.reload()}
          className="inline-flex min-h-12 items-center justify-center rounded-xl bg-accent px-6 font-semibold text-on-accent"
        >
          Show it again
        </button>
        <a href={home} className="inline-flex min-h-11 items-center text-accent-ink">
          Go to the first page
        </a>
      </div>
    </main>
  );
}
