import React, { useEffect, useRef, useState } from "react";

const TAKES = "image/jpeg,image/png,image/webp,image/avif";
const MOST_BYTES = 12 * 1024 * 1024;
const SENT_FROM_PX = 2400; // the server keeps no more; a phone's 8 MB need not cross a slow line
const QUIET = "inline-flex min-h-11 items-center justify-center rounded-xl bg-sunken px-4 font-semibold hover:bg-line disabled:opacity-50";
const MAIN = "inline-flex min-h-11 items-center justify-center rounded-xl bg-accent px-5 font-semibold text-on-accent disabled:opacity-50";
const LOST = "No connection. Your photos are still here: send them again.";
const BUSY = 429;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
let number = 0;

/** Sends one file; answers {answer} or {refusal}, a sentence; throws when the line is down. */
async function send(file, query) {
  for (let attempt = 0; ; attempt += 1) {
    const response = await fetch(`/api/restaurant/photo${query}`, { method: "POST", body: file });
    if (response.status === BUSY && attempt < 6) {
      await wait(700 * (attempt + 1)); // others send photos, too
      continue;
    }
    const answer = await response.json();
    return response.ok ? { answer } : { refusal: String(answer.error ?? "") };
  }
}

/** A photo of a phone, made smaller here where the browser can; else it goes as it is. */
async function lighter(file) {
  if (file.size < 1_500_000 || !window.createImageBitmap) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = SENT_FROM_PX / Math.max(picture.width, picture.height);
    if (scale >= 1) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
    return made && made.size < file.size ? made : file;
  } catch {
    return file; // a format that only the server reads, or none: it says which
  }
}

function row(file) {
  number += 1;
  const isBig = file.size > MOST_BYTES && !/^image\/jpeg$/.test(file.type);
  const trouble = isBig ? "That photo is too big. Please use one of at most 12 MB." : "";
  return { id: `${Date.now()}-${number}`, file, name: file.name, url: URL.createObjectURL(file), dish: "", state: "chosen", trouble };
}

/** Many photos at once: dropped, chosen or taken; each with its dish; sent when all is right. */
export function PhotoUploads({ dishes, matched, most, onMatch, onKept }) {
  const [rows, setRows] = useState([]);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState(false);
  const [tooMany, setTooMany] = useState(false);
  const asked = useRef({ of: "", ids: [] });
  const picker = useRef(null);
  const camera = useRef(null);

  const change = (id, what) => setRows((all) => all.map((one) => (one.id === id ? { ...one, ...what } : one)));
  const take = (files) => {
    const pictures = [...files].filter((file) => file.type.startsWith("image/") || /\.(heic|heif)$/i.test(file.name));
    const room = most - rows.length;
    const added = pictures.slice(0, Math.max(room, 0)).map(row);
    setTooMany(pictures.length > room);
    if (!added.length) return;
    setRows((all) => [...all, ...added]);
    asked.current = { of: added[0].id, ids: added.map((one) => one.id) };
    onMatch?.(added[0].id, added.map((one) => one.name.slice(0, 200)));
  };
  useEffect(() => {
    if (matched?.of !== asked.current.of) return;
    const found = Object.fromEntries(asked.current.ids.map((id, at) => [id, matched.ids[at] || ""]));
    setRows((all) => all.map((one) => (one.id in found && !one.dish ? { ...one, dish: found[one.id] } : one)));
  }, [matched]);
  useEffect(() => {
    if (!rows.length) return undefined;
    const warn = (event) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [rows.length]);

  const drop = (one) => {
    URL.revokeObjectURL(one.url);
    setRows((all) => all.filter((other) => other.id !== one.id));
  };
  const sendAll = async () => {
    setSending(true);
    for (const one of rows.filter((each) => each.dish && each.state !== "kept")) {
      change(one.id, { state: "sending", trouble: "" });
      try {
        const query = one.dish === "restaurant" ? "" : `?item=${encodeURIComponent(one.dish)}`;
        const { refusal } = await send(await lighter(one.file), query);
        if (refusal === undefined) drop(one);
        else change(one.id, { state: "chosen", trouble: refusal || "This photo could not be kept." });
      } catch {
        change(one.id, { state: "chosen", trouble: LOST });
        break;
      }
    }
    setSending(false);
    onKept?.();
  };
  const dropped = (event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const picked = (event) => {
    take(event.target.files);
    event.target.value = "";
  };
  const ready = rows.filter((one) => one.dish).length;
  return (
    <section aria-label="New photos" className="flex flex-col gap-3">
      <div
        data-drop=""
        onDragOver={(event) => { event.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
        className={`flex flex-col items-center gap-3 rounded-2xl border-2 border-dashed p-6 text-center ${over ? "border-accent bg-accent-soft" : "border-line"}`}
      >
        <p className="font-semibold max-sm:hidden">Drop photos here, many at once</p>
        <p className="font-semibold sm:hidden">Add photos, many at once</p>
        <div className="flex flex-wrap justify-center gap-2">
          <button type="button" className={QUIET} disabled={sending} onClick={() => picker.current.click()}>Choose photos</button>
          <button type="button" className={`${QUIET} sm:hidden`} disabled={sending} onClick={() => camera.current.click()}>Take a photo</button>
        </div>
        <p className="max-w-prose text-sm text-muted">
          JPEG, PNG, WebP or AVIF, at most 12 MB each; at least 1200 pixels wide looks best. Name the files like the dishes and they find their place.
        </p>
        <input ref={picker} type="file" accept={TAKES} multiple hidden onChange={picked} data-photos="" />
        <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={picked} />
      </div>
      {tooMany && <p role="alert" className="text-sm text-act">Only {most} photos at once. Send these first.</p>}
      {rows.length > 0 && (
        <>
          <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3" data-chosen="">
            {rows.map((one) => (
              <Chosen key={one.id} one={one} dishes={dishes} busy={sending} onDish={(dish) => change(one.id, { dish })} onDrop={() => drop(one)} />
            ))}
          </ul>
          <div className="flex flex-wrap items-center gap-3">
            <button type="button" className={MAIN} disabled={sending || !ready} onClick={sendAll} data-send-photos="">
              {sending ? "Sending…" : ready === 1 ? "Send 1 photo" : `Send ${ready} photos`}
            </button>
            <p role="status" className="text-sm text-muted">
              {sending ? `${rows.length} left` : rows.length > ready ? "Choose a dish for the others, or take them away." : ""}
            </p>
          </div>
        </>
      )}
    </section>
  );
}

function Chosen({ one, dishes, busy, onDish, onDrop }) {
  return (
    <li className="flex gap-3 rounded-xl bg-raised p-3" data-file={one.name}>
      <img src={one.url} alt="" onError={(event) => { event.target.style.visibility = "hidden"; }} className="size-20 shrink-0 rounded-lg bg-sunken object-cover" />
      <div className="flex min-w-0 grow flex-col gap-2">
        <p className="truncate text-sm" title={one.name} translate="no">{one.name}</p>
        <select
          aria-label={`Dish of ${one.name}`}
          value={one.dish}
          disabled={busy}
          onChange={(event) => onDish(event.target.value)}
          className="min-h-11 w-full min-w-0 rounded-xl border border-line bg-ground px-2"
        >
          <option value="">Which dish is it?</option>
          <option value="restaurant">The restaurant</option>
          {dishes.map((dish) => <option key={dish.id} value={dish.id}>{dish.name}</option>)}
        </select>
        {one.state === "sending" && <p role="status" className="text-sm text-muted">Sending…</p>}
        {one.trouble && <p role="alert" className="text-sm text-act">{one.trouble}</p>}
      </div>
      <button type="button" aria-label={`Leave ${one.name} out`} disabled={busy} onClick={onDrop} className="size-11 shrink-0 rounded-xl text-xl hover:bg-sunken">×</button>
    </li>
  );
}

export function LogoButton({ label, onKept, onRefused }) {
  const input = useRef(null);
  const [busy, setBusy] = useState(false);
  const picked = async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) return;
    setBusy(true);
    try {
      const { refusal } = await send(await lighter(file), "?as=logo");
      if (refusal === undefined) onKept?.();
      else onRefused?.(refusal);
    } catch {
      onRefused?.(""); // No connection, or an answer that was not ours: the screen has words for it.
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <input ref={input} type="file" accept={TAKES} onChange={picked} hidden data-logo="" />
      <button type="button" className={QUIET} disabled={busy} onClick={() => input.current.click()}>{busy ? "Sending…" : label}</button>
    </>
  );
}
