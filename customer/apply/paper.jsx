import React, { useRef, useState } from "react";

const MOST = 10 * 1024 * 1024;

/** Sends a paper to the server, which looks into it and keeps it, and says how it went. */
export function PaperButton({ kind, question, label, tooBig, onKept, onRefused }) {
  const input = useRef(null);
  const [busy, setBusy] = useState(false);
  const send = async (event) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    if (file.size > MOST) {
      onRefused?.(tooBig);
      return;
    }
    setBusy(true);
    try {
      const query = new URLSearchParams({ kind, question });
      const response = await fetch(`/api/application/paper?${query}`, { method: "POST", body: file });
      const answer = await response.json();
      if (response.ok) onKept?.();
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
        accept="application/pdf,image/jpeg,image/png,image/webp"
        onChange={send}
        hidden
        aria-hidden="true"
        tabIndex={-1}
        data-paper={question}
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
