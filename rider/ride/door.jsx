// At the door and on the way: the keypad for the PIN, and the link that opens a navigation app.
import React, { useEffect, useRef, useState } from "react";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const KEY = {
  minHeight: 60, borderRadius: 14, fontSize: 26, fontWeight: 700, background: "var(--raised)",
  border: "1px solid var(--line)", color: "var(--ink)",
};

/** What is typed is sent by the box around it: see foodapp/ui/presses. */
export function PinPad({ length = 4, tries, className }) {
  const [pin, set] = useState("");
  const field = useRef(null);
  useEffect(() => {
    set("");
    field.current?.focus({ preventScroll: true });
  }, [tries]);
  const type = (text) => set(text.replace(/\D/g, "").slice(0, length));
  const full = pin.length === length;
  return (
    <form id="pin-pad" style={{ display: "flex", flexDirection: "column", gap: 12 }}>
      <label htmlFor="pin" style={{ fontSize: 14, fontWeight: 600 }}>
        PIN, {length} digits: the customer says it
      </label>
      <input ref={field} id="pin" name="pin" value={pin} onChange={(event) => type(event.target.value)}
             inputMode="none" autoComplete="off" required minLength={length} maxLength={length} placeholder={"•".repeat(length)}
             className="tnum"
             style={{ width: "100%", minHeight: 72, textAlign: "center", fontSize: 40, fontWeight: 800,
                      letterSpacing: "0.5em", textIndent: "0.5em", borderRadius: 14,
                      background: "var(--raised)", border: "2px solid var(--line)", color: "var(--ink)" }} />
      <div role="group" aria-label="Keypad"
           style={{ display: "grid", gridTemplateColumns: "repeat(3, 1fr)", gap: 8 }}>
        {KEYS.map((key) => (
          <button key={key} type="button" id={`pin-key-${key}`} style={KEY} className="tnum"
                  onClick={() => type(pin + key)}>{key}</button>
        ))}
        <button type="button" id="pin-clear" style={{ ...KEY, fontSize: 15 }} aria-label="Delete all"
                onClick={() => set("")}>Clear</button>
        <button type="button" id="pin-key-0" style={KEY} className="tnum"
                onClick={() => type(pin + "0")}>0</button>
        <button type="button" id="pin-back" style={KEY} aria-label="Delete last digit"
                onClick={() => set(pin.slice(0, -1))}>⌫</button>
      </div>
      <button id="hand-over" type="submit" disabled={!full} className={className}>Hand over</button>
    </form>
  );
}

/** A new step begins at the top, and with its own words for those who listen. */
export function StepStart({ step, title }) {
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    window.scrollTo({ top: 0 });
    const heading = document.getElementById(title);
    heading?.setAttribute("tabindex", "-1");
    if (document.activeElement?.tagName !== "INPUT") heading?.focus({ preventScroll: true });
  }, [step]);
  return null;
}

/** Opens the app the phone has: geo: on Android, Apple's maps, else OpenStreetMap. */
export function Navigate({ to, place, className, children, id }) {
  const [href, set] = useState("#");
  useEffect(() => {
    const [lng, lat] = to || [0, 0], agent = navigator.userAgent;
    if (/android/i.test(agent)) set(`geo:${lat},${lng}?q=${lat},${lng}(${encodeURIComponent(place)})`);
    else if (/iphone|ipad|macintosh/i.test(agent)) set(`https://maps.apple.com/?daddr=${lat},${lng}`);
    else set(`https://www.openstreetmap.org/directions?to=${lat}%2C${lng}`);
  }, [to?.join(), place]);
  return (
    <a id={id} href={href} target="_blank" rel="noopener noreferrer" className={className}
       aria-label={`Navigate to ${place}`}>{children}</a>
  );
}
