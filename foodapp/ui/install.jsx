// Asks whether the app may come to the home screen, at a moment when somebody has seen what it is
// good for. What the browser offers, and when it was put away: installed.js.
import React, { useEffect, useState } from "react";

export function InstallNudge({ words }) {
  const [way, setWay] = useState("");
  useEffect(() => {
    const look = () => setWay(window.foodappInstall?.way() ?? "");
    look();
    addEventListener("foodapp:install", look);
    return () => removeEventListener("foodapp:install", look);
  }, []);
  if (!way) return null;
  const install = async () => {
    await window.foodappInstall.ask();
    setWay("");
  };
  const putAway = () => {
    window.foodappInstall.putAway();
    setWay("");
  };
  return (
    <section
      data-testid="install-nudge"
      aria-label={words.title}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-line bg-accent-soft px-4 py-3 text-accent-ink"
    >
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-semibold">{words.title}</p>
        <p className="text-sm">{way === "apple" ? words.apple : words.says}</p>
      </div>
      <div className="flex gap-2">
        {way === "prompt" && (
          <button type="button" onClick={install}
                  className="inline-flex min-h-11 items-center justify-center rounded-xl bg-accent px-4 font-semibold text-on-accent">
            {words.install}
          </button>
        )}
        <button type="button" onClick={putAway} className="inline-flex min-h-11 items-center px-2 font-semibold">
          {words.put_away}
        </button>
      </div>
    </section>
  );
}
