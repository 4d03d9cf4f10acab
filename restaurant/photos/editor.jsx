import React, { lazy, Suspense, useState } from "react";

const Cropper = lazy(() => import("react-easy-crop"));
const MAIN = "inline-flex min-h-11 items-center justify-center rounded-xl bg-accent px-5 font-semibold text-on-accent disabled:opacity-50";
const QUIET = "inline-flex min-h-11 items-center justify-center rounded-xl bg-sunken px-4 font-semibold hover:bg-line disabled:opacity-50";
const LEAN_DEG = 15; // what straightening may turn; the rest is quarter turns
const LOOKS = [ // where to look when a frame cannot show all of it
  ["Top left", 0, 0], ["Top", 50, 0], ["Top right", 100, 0],
  ["Left", 0, 50], ["Middle", 50, 50], ["Right", 100, 50],
  ["Bottom left", 0, 100], ["Bottom", 50, 100], ["Bottom right", 100, 100],
];
const nearest = (value) => [0, 50, 100].reduce((best, one) => (Math.abs(one - value) < Math.abs(best - value) ? one : best));

/** A turn of 352 degrees leans by -8 from a whole one. */
function split(turn) {
  const quarters = Math.round(turn / 90) * 90;
  return { quarters: ((quarters % 360) + 360) % 360, lean: turn - quarters };
}

/** So much larger that no corner of a leaning picture is empty. */
function filling(lean, size) {
  const angle = (Math.abs(lean) * Math.PI) / 180;
  const ratio = size ? Math.max(size.width / size.height, size.height / size.width) : 1;
  return Math.cos(angle) + Math.sin(angle) * ratio;
}

/** Cuts, straightens and brightens one photo; the server makes it again from what came. */
export function PhotoEditor({ photo, aspect, onSaved }) {
  const whole = photo.crop.join() === "0,0,1,1";
  const start = split(photo.turn);
  const [at, setAt] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  const [quarters, setQuarters] = useState(start.quarters);
  const [lean, setLean] = useState(start.lean);
  const [brightness, setBrightness] = useState(photo.brightness);
  const [focus, setFocus] = useState([nearest(photo.focus[0]), nearest(photo.focus[1])]);
  const [size, setSize] = useState(null);
  const [part, setPart] = useState(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");

  const least = filling(lean, size);
  const save = async () => {
    setBusy(true);
    setTrouble("");
    const inside = (value) => Math.min(Math.max(value / 100, 0), 1);
    const wish = {
      crop: [part.x, part.y, part.width, part.height].map(inside),
      turn: quarters + lean,
      brightness,
      focus,
    };
    try {
      const response = await fetch(photo.source, { method: "PUT", body: JSON.stringify(wish) });
      const answer = await response.json();
      if (response.ok) onSaved?.();
      else setTrouble(String(answer.error ?? ""));
    } catch {
      setTrouble("No connection. What you chose is still here: save it again.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-4" data-editor="">
      <div className="relative h-[42vh] min-h-60 overflow-hidden rounded-xl bg-sunken" style={{ "--brightness": brightness }}>
        <Suspense fallback={<p role="status" className="p-4 text-muted">Loading…</p>}>
          <Cropper
            image={photo.source}
            crop={at}
            zoom={Math.max(zoom, least)}
            minZoom={least}
            maxZoom={4}
            rotation={quarters + lean}
            aspect={aspect}
            initialCroppedAreaPercentages={whole ? undefined : { x: 100 * photo.crop[0], y: 100 * photo.crop[1], width: 100 * photo.crop[2], height: 100 * photo.crop[3] }}
            onCropChange={setAt}
            onZoomChange={setZoom}
            onCropComplete={setPart}
            onCropAreaChange={setPart}
            onMediaLoaded={setSize}
            zoomWithScroll={false}
            style={{ mediaStyle: { filter: `brightness(${brightness})` } }}
          />
        </Suspense>
      </div>
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        <Slider label="Size" value={Math.max(zoom, least)} from={least} to={4} step={0.01} onChange={setZoom} />
        <Slider label="Straighten" value={lean} from={-LEAN_DEG} to={LEAN_DEG} step={0.5} onChange={setLean} />
        <Slider label="Brightness" value={brightness} from={0.6} to={1.6} step={0.01} onChange={setBrightness} />
        <div className="flex flex-wrap items-end gap-2">
          <button type="button" className={QUIET} onClick={() => setQuarters((quarters + 90) % 360)}>Turn</button>
          {photo.proposed > 1 && brightness !== photo.proposed && (
            <button type="button" className={QUIET} onClick={() => setBrightness(photo.proposed)} data-brighter="">Brighter, as we would</button>
          )}
        </div>
      </div>
      <fieldset>
        <legend className="pb-1 text-sm font-medium">What must stay in sight when the photo is shown smaller</legend>
        <div className="grid w-fit grid-cols-3 gap-1" role="radiogroup">
          {LOOKS.map(([label, x, y]) => (
            <label key={label} title={label} className="grid size-11 cursor-pointer place-items-center rounded-lg bg-sunken has-[:checked]:bg-accent has-[:focus-visible]:outline has-[:focus-visible]:outline-2">
              <input type="radio" name="focus" aria-label={label} className="sr-only" checked={focus[0] === x && focus[1] === y} onChange={() => setFocus([x, y])} />
              <span className="size-2 rounded-full bg-ink" aria-hidden="true" />
            </label>
          ))}
        </div>
      </fieldset>
      <p role="alert" className="text-sm text-act empty:hidden">{trouble}</p>
      <button type="button" className={MAIN} disabled={busy || !part} onClick={save} data-save-photo="">{busy ? "Saving…" : "Save"}</button>
    </div>
  );
}

function Slider({ label, value, from, to, step, onChange }) {
  return (
    <label className="flex flex-col gap-1 text-sm font-medium">
      {label}
      <input type="range" min={from} max={to} step={step} value={value} onChange={(event) => onChange(Number(event.target.value))} className="h-11 w-full accent-accent" />
    </label>
  );
}
