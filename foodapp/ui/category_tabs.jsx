import React, { useEffect, useRef, useState } from "react";

const LINE = 140; // px from the top: what has passed under the tabs is being read

/** Links to the sections of a long list; the one being read is marked and scrolled into view. */
export function CategoryTabs({ sections, label }) {
  const [at, setAt] = useState("");
  const bar = useRef(null);
  const ids = (sections || []).map(({ id }) => id).join(" ");
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      let reading = sections?.[0]?.id || "";
      for (const { id } of sections || []) {
        const top = document.getElementById(`section-${id}`)?.getBoundingClientRect().top;
        if (top !== undefined && top <= LINE) reading = id;
      }
      setAt(reading);
    };
    const soon = () => (frame ||= requestAnimationFrame(look));
    look();
    addEventListener("scroll", soon, { passive: true });
    return () => {
      removeEventListener("scroll", soon);
      cancelAnimationFrame(frame);
    };
  }, [ids]);
  useEffect(() => {
    const tab = bar.current?.querySelector("[aria-current=true]");
    if (tab) bar.current.scrollTo({ left: tab.offsetLeft - 48 });
  }, [at]);
  const go = (event, id) => {
    event.preventDefault();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.getElementById(`section-${id}`)?.scrollIntoView({ behavior: calm ? "auto" : "smooth" });
  };
  return (
    <nav ref={bar} aria-label={label} className="scroll-quiet relative -mx-4 flex gap-1 overflow-x-auto px-4">
      {(sections || []).map(({ id, name }) => (
        <a
          key={id}
          href={`#section-${id}`}
          aria-current={at === id ? "true" : undefined}
          onClick={(event) => go(event, id)}
          className={`inline-flex min-h-11 shrink-0 items-center border-b-2 px-3 text-sm font-semibold no-underline ${
            at === id ? "border-accent text-ink" : "border-transparent text-muted"
          }`}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}
