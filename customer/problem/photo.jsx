import React, { useEffect, useRef, useState } from "react";

const QUIET = "inline-flex min-h-11 items-center rounded-xl bg-sunken px-4 font-semibold hover:bg-line disabled:opacity-50";

/** 122 random bits (RFC 9562, version 4); crypto.randomUUID wants https. */
function name() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

/** One photo. state: "" none yet, sending, kept, lost (without a network: it can be sent again). */
export function ProblemPhoto({ orderId, onKept, onRefused }) {
  const input = useRef(null);
  const [photo, setPhoto] = useState({ state: "" });
  useEffect(() => () => photo.url && URL.revokeObjectURL(photo.url), [photo.url]);

  const send = async (one) => {
    setPhoto({ ...one, state: "sending" });
    try {
      const address = `/api/orders/${encodeURIComponent(orderId)}/problem-photo?client=${one.id}`;
      const response = await fetch(address, { method: "POST", body: one.file });
      if (response.ok) {
        setPhoto({ ...one, state: "kept" });
        return onKept?.();
      }
      const answer = await response.json();
      setPhoto({ state: "" });
      onRefused?.(String(answer.error ?? ""));
    } catch {
      setPhoto({ ...one, state: "lost" });
      onRefused?.(""); // No connection, or an answer that was not ours: the screen has words for it.
    }
  };
  const picked = (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) send({ id: name(), file, url: URL.createObjectURL(file) });
  };
  return (
    <div className="flex flex-wrap items-center gap-3" data-photo-state={photo.state}>
      <input type="hidden" name="photo" value={photo.state === "kept" ? photo.id : ""} readOnly />
      <input type="hidden" name="photo-state" value={photo.state} readOnly />
      <input ref={input} type="file" accept="image/jpeg,image/png,image/webp" onChange={picked} hidden data-photo="" />
      {photo.url && <img src={photo.url} alt="Your photo" width="80" height="80" className="size-20 rounded-xl object-cover" />}
      {photo.state === "sending" && <p role="status" className="text-sm text-muted">Sending…</p>}
      {photo.state === "lost" && <button type="button" className={QUIET} onClick={() => send(photo)}>Send it again</button>}
      <button type="button" className={QUIET} disabled={photo.state === "sending"} onClick={() => input.current.click()}>
        {photo.url ? "Another photo" : "Add a photo"}
      </button>
      {photo.url && photo.state !== "sending" && (
        <button type="button" className={QUIET} onClick={() => setPhoto({ state: "" })}>Without it</button>
      )}
    </div>
  );
}
