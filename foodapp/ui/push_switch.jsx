import React, { useEffect, useState } from "react";

const PUT_AWAY = "push-put-away"; // in localStorage: asked here, and not wanted

function wasPutAway() {
  try {
    return localStorage.getItem(PUT_AWAY) !== null;
  } catch {
    return false;
  }
}

const asks = (standing, away) =>
  standing === "lost" || standing === "failed" || (standing === "off" && !away);

/** Where this browser stands; empty until it is known. */
function useStanding() {
  const [standing, set] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let gone = false;
    const hear = ({ detail }) => set(detail);
    const look = () => window.foodappPush?.standing().then((found) => gone || set(found));
    look();
    addEventListener("push-ready", look);
    addEventListener("push-standing", hear);
    return () => {
      gone = true;
      removeEventListener("push-ready", look);
      removeEventListener("push-standing", hear);
    };
  }, []);
  const press = (act) => async () => {
    setBusy(true);
    try {
      set(await act());
    } catch (failed) {
      console.debug("push:", failed);
      set("failed");
    }
    setBusy(false);
  };
  return {
    standing,
    busy,
    switchOn: press(() => window.foodappPush.switchOn()),
    switchOff: press(() => window.foodappPush.switchOff()),
  };
}

const QUIET =
  "inline-flex min-h-11 items-center justify-center rounded-xl border border-line bg-raised px-4 font-semibold text-ink hover:bg-sunken disabled:opacity-60";
const STRONG =
  "inline-flex min-h-11 items-center justify-center rounded-xl bg-accent px-4 font-semibold text-on-accent disabled:opacity-60";

/** A row of a settings page: says how it is, and changes it. */
export function PushRow({ words, besideNudge }) {
  const { standing, busy, switchOn, switchOff } = useStanding();
  if (standing === "none" || (besideNudge && asks(standing, wasPutAway()))) return null;
  const canOn = ["off", "lost", "failed", "stale"].includes(standing);
  return (
    <div className="flex flex-wrap items-center gap-3" data-testid="push-row" data-standing={standing}>
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-semibold">{words.title}</p>
        <p role="status" className={`text-sm ${["lost", "failed", "blocked"].includes(standing) ? "text-act" : "text-muted"}`}>
          {words[standing] ?? words.says}
        </p>
      </div>
      {canOn && (
        <button type="button" className={STRONG} disabled={busy} onClick={switchOn}>
          {words.switch_on}
        </button>
      )}
      {standing === "on" && (
        <button type="button" className={QUIET} disabled={busy} onClick={switchOff}>
          {words.switch_off}
        </button>
      )}
    </div>
  );
}

/** Asks once, at a moment when it is worth something; put away, it does not come back. */
export function PushNudge({ words }) {
  const { standing, busy, switchOn } = useStanding();
  const [away, setAway] = useState(true);
  useEffect(() => setAway(wasPutAway()), []);
  const putAway = () => {
    try {
      localStorage.setItem(PUT_AWAY, String(Date.now()));
    } catch {
      // For this page only.
    }
    setAway(true);
  };
  if (!asks(standing, away)) return null;
  return (
    <section
      data-testid="push-nudge"
      aria-label={words.title}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-line bg-accent-soft px-4 py-3 text-accent-ink"
    >
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-semibold">{words.title}</p>
        <p className="text-sm">{words[standing] ?? words.says}</p>
      </div>
      <div className="flex gap-2">
        <button type="button" className={STRONG} disabled={busy} onClick={switchOn}>
          {words.switch_on}
        </button>
        {standing === "off" && (
          <button type="button" className="inline-flex min-h-11 items-center px-2 font-semibold" onClick={putAway}>
            {words.put_away}
          </button>
        )}
      </div>
    </section>
  );
}
