// The rider's phone: asks for the position, reports it, keeps what could not be sent.
import React, { useEffect, useRef, useState } from "react";
import { allowSound, say } from "$/public/external/rider/ride/phone/here.js";
import {
  alone, forgetPlaces, keepPlace, placesOf,
} from "$/public/external/foodapp/ui/presses/presses/queue.js";

const REPORT_MS = 4_000;
const STILL_MS = 20_000; // somebody who waits is still there
const KEEP_MS = 10_000; // without network one position in so many is kept
const MAX_KEPT = 180; // half an hour
const BEFORE = "foodapp.rider.kept."; // in localStorage: where a version before kept them
const PATIENCE_MS = 8_000;
const AWAKE_MS = 1_000;
const LOST_MS = 60_000; // a phone that lies still may have nothing to say for a while

const SENT_MS = 40_000; // nothing has got through for so long: not shared

const SAID = {
  asking: "Looking for your position…",
  sharing: "Sharing your position",
  old: "Your phone finds no new position. Your last one is sent, from",
  unsent: "No connection. Your way is kept on this phone.",
  denied: "Location is off. Allow it for this page in your browser, or no orders can reach you.",
  lost: "Your phone cannot find its position, so nobody sees where you are.",
  wrong: "Your phone's position looks wrong. Please check its location settings.",
};
const TONE = { sharing: "done", asking: "muted", unsent: "accent-ink", old: "accent-ink" };

const age = (ms) => (ms < 90_000 ? `${Math.round(ms / 1000)} s ago.` : `${Math.round(ms / 60_000)} min ago.`);

class Reporter {
  constructor(rider, show, refused) {
    this.rider = rider;
    this.box = `rider.${rider}`; // phones are shared
    this.kept = []; // as they lie in the store, which the worker sends from, too
    this.show = show;
    this.refused = refused;
    this.sent = 0;
    this.busy = false;
    this.latest = null;
  }

  start() {
    this.begun = Date.now();
    this.load();
    if (!navigator.geolocation) return this.show("denied", 0);
    const options = { enableHighAccuracy: true, maximumAge: 2_000, timeout: 15_000 };
    const at = (position) => this.at(position), not = (error) => this.not(error);
    this.watch = navigator.geolocation.watchPosition(at, not, options);
    this.still = setInterval(() => {
      if (Date.now() - this.sent > STILL_MS - 1_000) {
        const again = { ...options, maximumAge: 15_000 };
        // A phone that lies still may say nothing new: the last one is sent, with its age.
        navigator.geolocation.getCurrentPosition(at, () => this.report(true), again);
      }
    }, STILL_MS);
    this.again = setInterval(() => this.report(), REPORT_MS);
    this.true = setInterval(() => this.judge(), 2_000);
    this.back = () => this.report(true);
    this.gone = () => this.show("unsent", this.kept.length);
    this.first = (event) => event.detail.push(this.now());
    addEventListener("foodapp:before-press", this.first);
    addEventListener("online", this.back);
    addEventListener("offline", this.gone);
  }

  stop() {
    if (this.watch !== undefined) navigator.geolocation.clearWatch(this.watch);
    clearInterval(this.still);
    clearInterval(this.again);
    clearInterval(this.true);
    removeEventListener("foodapp:before-press", this.first);
    removeEventListener("online", this.back);
    removeEventListener("offline", this.gone);
    this.stopped = true;
  }

  at({ coords, timestamp }) {
    const now = Date.now(), age = now - timestamp; // some phones count from another beginning
    const at = age > 0 && age < LOST_MS ? timestamp : now;
    const fix = { lat: coords.latitude, lng: coords.longitude, accuracy: coords.accuracy, at };
    say(fix);
    this.latest = this.known = fix;
    this.isDenied = false;
    if (Date.now() - this.sent > REPORT_MS) this.report();
  }

  /** Before a press arrives: where the phone is at this moment. */
  async now() {
    const options = { enableHighAccuracy: true, maximumAge: 1_000, timeout: 1_000 };
    await new Promise((go) => {
      navigator.geolocation.getCurrentPosition((position) => go(this.at(position)), go, options);
    });
    while (this.busy && !this.stopped) await new Promise((go) => setTimeout(go, 50));
    await this.report();
  }

  not(error) {
    this.isDenied = error.code === error.PERMISSION_DENIED;
    this.judge();
  }

  /** Green only while positions arrive and get through. */
  judge() {
    const kept = this.kept.length, now = Date.now();
    const since = now - (this.known?.at ?? 0), unheard = now - (this.heard ?? this.begun);
    if (this.isDenied) this.show("denied", kept);
    else if (!this.known) this.show(now - this.begun > LOST_MS ? "lost" : "asking", kept);
    else if (!navigator.onLine || unheard > SENT_MS) this.show("unsent", kept);
    else if (this.isWrong) this.show("wrong", kept);
    else if (since > LOST_MS) this.show("old", kept, age(since));
    else if (this.heard) this.show("sharing", kept);
  }

  /** anyway: also where nothing has changed, to learn whether we get through. */
  async report(anyway = false) {
    if (anyway && this.known) this.latest ??= this.known;
    if (this.busy || this.stopped || (!this.latest && !this.kept.length)) return;
    this.busy = true;
    this.sent = Date.now();
    try {
      await alone(`places.${this.box}`, () => this.send());
    } finally {
      this.busy = false;
    }
  }

  /** What was kept and what is new, in one. Beside the worker never: it has the same lock. */
  async send() {
    if (this.kept.length) await this.load();
    const fresh = this.latest, kept = this.kept;
    const positions = [...kept, ...(fresh ? [fresh] : [])].map(({ n, box, ...place }) => place);
    if (!positions.length) return;
    try {
      const answer = await fetch("/api/rider/position", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ rider: this.rider, sent_at: Date.now(), positions }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (this.stopped) return;
      if (answer.status === 429 || answer.status >= 500) return this.keep(fresh);
      this.forget();
      if (this.latest === fresh) this.latest = null;
      if (!answer.ok && answer.status !== 422) return this.refused(); // offline or signed out elsewhere: the screen reads again
      this.heard = Date.now();
      // None of them could be true: whoever was seen before is still seen there.
      this.isWrong = !answer.ok || (await answer.json()).taken === 0;
      this.judge();
    } catch {
      if (!this.stopped) this.keep(fresh); // no network: fetch rejects
    }
  }

  keep(fix) {
    if (fix && fix.at - (this.kept.at(-1)?.at ?? 0) >= KEEP_MS) {
      this.kept = [...this.kept, fix].slice(-MAX_KEPT);
      // Where storage is closed to us this page remembers them.
      keepPlace(this.box, fix, MAX_KEPT).catch((why) => console.debug("places:", why));
    }
    this.show("unsent", this.kept.length);
  }

  forget() {
    const last = this.kept.at(-1)?.n;
    this.kept = [];
    if (last) forgetPlaces(this.box, last).catch((why) => console.debug("places:", why));
  }

  /** The worker may have sent some; an earlier page may have left some. */
  async load() {
    try {
      await this.takeOverOld();
      this.kept = await placesOf(this.box);
    } catch (why) {
      console.debug("places:", why);
    }
  }

  async takeOverOld() {
    let old = [];
    try {
      old = JSON.parse(localStorage.getItem(BEFORE + this.rider) || "[]");
      localStorage.removeItem(BEFORE + this.rider);
    } catch {
      // Nothing of ours lies there.
    }
    for (const fix of Array.isArray(old) ? old : []) await keepPlace(this.box, fix, MAX_KEPT);
  }
}

export function SharePosition({ rider, onRefused }) {
  const [[state, waiting, old], show] = useState(["asking", 0, ""]);
  const refused = useRef(onRefused);
  refused.current = onRefused;
  useEffect(() => {
    const reporter = new Reporter(
      rider, (next, count, old = "") => show([next, count, old]), () => refused.current?.(),
    );
    reporter.start();
    addEventListener("pointerdown", allowSound, { once: true }); // after a reload while online
    return () => {
      reporter.stop();
      removeEventListener("pointerdown", allowSound);
    };
  }, [rider]);
  const sleeps = useAwake();
  const tone = TONE[state] || "act";
  return (
    <>
    <p id="position-state" data-state={state} data-kept={waiting} role="status"
       style={{ display: "flex", gap: "8px", alignItems: "center", minHeight: "28px",
                fontSize: "14px", fontWeight: 600, color: `var(--${tone})` }}>
      <span aria-hidden="true" style={{ flex: "none", width: "10px", height: "10px",
             borderRadius: "50%", background: "currentColor" }} />
      <span>{SAID[state]}{old && ` ${old}`}</span>
      {waiting > 0 && (
        <span id="kept-positions" style={{ marginLeft: "auto", whiteSpace: "nowrap", padding: "2px 10px", borderRadius: "99px",
               background: "var(--accent-soft)", color: "var(--accent-ink)" }}>{waiting} kept</span>
      )}
    </p>
    {sleeps && (
      <p id="screen-sleeps" style={{ fontSize: "14px", color: "var(--muted)" }}>
        This browser lets the screen go dark. Keep it lit while you ride, so that you see offers.
      </p>
    )}
    </>
  );
}

/** The screen stays on while the rider is online. A lock ends whenever the page is hidden, or when
 *  the phone says so: it is taken again. True where the phone does not allow it. */
function useAwake() {
  const [sleeps, setSleeps] = useState(false);
  useEffect(() => {
    let lock = null, gone = false;
    const take = async () => {
      if (document.hidden || gone || (lock && !lock.released)) return;
      if (!navigator.wakeLock) return setSleeps(true);
      try {
        lock = await navigator.wakeLock.request("screen");
        if (gone) return lock.release();
        setSleeps(false);
        lock.addEventListener("release", () => setTimeout(take, AWAKE_MS));
      } catch {
        setSleeps(true); // a low battery: the phone decides
      }
    };
    take();
    document.addEventListener("visibilitychange", take);
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", take);
      lock?.release();
    };
  }, []);
  return sleeps;
}

/** Going online starts with the question for the position: without it no order can come. */
export function GoOnline({ onGo, className }) {
  const [state, set] = useState("ready");
  const go = () => {
    allowSound();
    if (!navigator.geolocation) return set("denied");
    set("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        say({ lat: coords.latitude, lng: coords.longitude });
        set("ready");
        onGo?.();
      },
      (error) => {
        if (error.code === error.PERMISSION_DENIED) return set("denied");
        set("ready"); // no satellites indoors: they will come
        onGo?.();
      },
      { enableHighAccuracy: true, maximumAge: 60_000, timeout: 8_000 },
    );
  };
  return (
    <>
      <div role="alert">
        {state === "denied" && (
          <p id="position-denied" style={{ padding: "12px 16px", borderRadius: "12px", fontWeight: 600,
               background: "var(--act-soft)", color: "var(--act)" }}>
            Your browser does not share your position with this page. Open its site settings, allow
            “Location”, and press again.
          </p>
        )}
      </div>
      <button id="go-online" type="button" className={className} onClick={go}
              disabled={state === "asking"} aria-busy={state === "asking"}>
        {state === "asking" ? "Finding your position…" : "Go online"}
      </button>
    </>
  );
}
