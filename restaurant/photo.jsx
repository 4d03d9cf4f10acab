import React, { useRef, useState } from "react";

/** Sends a photo to the server, which keeps it in three sizes, and says how it went. */
export function PhotoButton({ itemId, label, onKept, onRefused }) {
  const input = useRef(null);
  const [busy, setBusy] = useState(false);
  const send = async (event) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    setBusy(true);
    try {
      const query = itemId ? `?item=${encodeURIComponent(itemId)}` : "";
      const response = await fetch(`/api/restaurant/photo${query}`, { method: "POST", body: file });
      const answer = await response.json();
      if (response.ok) onKept?.(answer.url);
      else onRefused?.(String(answer.error ?? ""));
    } catch {
      onRefused?.(""); // No connection, or an answer that was not ours: the screen has words for it.
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/avif"
        onChange={send}
        hidden
        aria-hidden="true"
        tabIndex={-1}
      />
      <button
        type="button"
        disabled={busy}
        onClick={() => input.current?.click()}
        className="inline-flex min-h-11 items-center rounded-xl bg-sunken px-4 font-semibold hover:bg-line disabled:opacity-50"
      >
        {busy ? "Sending…" : label}
      </button>
    </>
  );
}
