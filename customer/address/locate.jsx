// Asks the browser where it is, once, when its person asks for it.
import React, { useState } from "react";

const OPTIONS = { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 };

export function Locate({ children, label, className, onFound, onNotFound }) {
  const [asking, setAsking] = useState(false);
  const ask = () => {
    if (!navigator.geolocation) return onNotFound?.();
    setAsking(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false);
        onFound?.(coords.latitude, coords.longitude);
      },
      () => {
        setAsking(false);
        onNotFound?.();
      },
      OPTIONS,
    );
  };
  return (
    <button type="button" id="use-my-location" className={className} onClick={ask} disabled={asking}>
      {children}
      {asking ? "Looking for you…" : label}
    </button>
  );
}
