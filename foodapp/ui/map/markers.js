// HTML markers that glide from one known position to the next.
import { Marker } from "maplibre-gl";

const ICONS = {
  rider:
    '<circle cx="5.5" cy="17.5" r="3"/><circle cx="18.5" cy="17.5" r="3"/><path d="M15 5h2.5l1 12.5M8.5 17.5H13l4-6M5.5 14.5c0-3 2-4 4.5-4H13"/>',
  restaurant:
    '<path d="M4 3v6a3 3 0 0 0 6 0V3M7 3v18M20 15V3c-3 1-4 4-4 8v4h4Zm0 0v6"/>',
  home: '<path d="M4 11 12 4l8 7v9h-5v-6H9v6H4Z"/>',
};
const PINS = new Set(["restaurant", "home"]);
const LONGEST_GLIDE = 6000; // ms: longer without news, and the marker jumps
const SHORTEST_GLIDE = 250;

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function element(spec, onClick) {
  const kind = spec.kind in ICONS || spec.kind === "me" ? spec.kind : "dot";
  const box = document.createElement(onClick ? "button" : "div");
  box.className = `mk mk-${kind}${spec.closed ? " mk-closed" : ""}`;
  box.dataset.marker = spec.id;
  if (onClick) {
    box.type = "button";
    box.addEventListener("click", (event) => {
      event.stopPropagation();
      onClick(spec.id);
    });
  } else box.setAttribute("role", "img");
  const icon = ICONS[kind];
  const drawing = icon
    ? `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${icon}</svg>`
    : "";
  box.innerHTML = `<span class="mk-body">${drawing}</span><span class="mk-name"></span>`;
  // Those who move and those who wait stand above the restaurants around them.
  box.style.zIndex = kind === "rider" ? 3 : kind === "home" || kind === "me" ? 2 : 1;
  return box;
}

function name(box, spec) {
  const label = spec.label || spec.id;
  box.setAttribute("aria-label", label);
  box.querySelector(".mk-name").textContent = label;
}

export class MarkerSet {
  constructor(map, onClick) {
    this.map = map;
    this.onClick = onClick;
    this.shown = new Map();
  }

  /** Show exactly these; returns whether one has come or gone. */
  show(specs) {
    const ids = new Set(specs.map((spec) => spec.id));
    let changed = false;
    for (const [id, entry] of this.shown) {
      const now = specs.find((spec) => spec.id === id);
      if (now && now.kind === entry.kind && now.closed === entry.closed) continue;
      this.remove(id);
      changed ||= !ids.has(id);
    }
    for (const spec of specs) changed = this.place(spec) || changed;
    return changed;
  }

  place(spec) {
    const entry = this.shown.get(spec.id);
    if (entry) {
      name(entry.box, spec);
      this.glide(entry, spec);
      return false;
    }
    const box = element(spec, this.onClick);
    name(box, spec);
    const anchor = PINS.has(spec.kind) ? "bottom" : "center"; // a pin stands on its tip
    const marker = new Marker({ element: box, anchor }).setLngLat([spec.lng, spec.lat]).addTo(this.map);
    const fresh = { marker, box, kind: spec.kind, closed: spec.closed, at: performance.now() };
    this.shown.set(spec.id, this.note(fresh, spec));
    return true;
  }

  /** Move at an even pace, for about as long as the news took to come. */
  glide(entry, spec) {
    if (entry.to.lng === spec.lng && entry.to.lat === spec.lat) return;
    const now = performance.now();
    const lasts = Math.max(now - entry.at, SHORTEST_GLIDE);
    const from = entry.marker.getLngLat();
    cancelAnimationFrame(entry.frame);
    this.note(entry, spec);
    entry.at = now;
    if (still() || lasts > LONGEST_GLIDE || document.hidden) {
      entry.marker.setLngLat([spec.lng, spec.lat]);
      return;
    }
    const step = (time) => {
      const part = Math.min(Math.max((time - now) / lasts, 0), 1);
      const lng = from.lng + (spec.lng - from.lng) * part;
      entry.marker.setLngLat([lng, from.lat + (spec.lat - from.lat) * part]);
      if (part < 1) entry.frame = requestAnimationFrame(step);
    };
    entry.frame = requestAnimationFrame(step);
  }

  note(entry, spec) {
    entry.to = { lng: spec.lng, lat: spec.lat };
    Object.assign(entry.box.dataset, { lng: spec.lng, lat: spec.lat });
    return entry;
  }

  remove(id) {
    const entry = this.shown.get(id);
    cancelAnimationFrame(entry.frame);
    entry.marker.remove();
    this.shown.delete(id);
  }

  clear() {
    for (const id of [...this.shown.keys()]) this.remove(id);
  }
}

/** Markers with the live ones laid over them, by id, each where it was last seen; without those
 * whose position nobody knows. */
export function merged(markers, live, positions) {
  const all = new Map();
  for (const spec of [...(markers || []), ...(live || [])]) {
    const id = String(spec.id);
    const seen = positions?.[id];
    const at = seen && { lng: Number(seen.lng), lat: Number(seen.lat) };
    all.set(id, { ...all.get(id), ...spec, ...at, id });
  }
  return [...all.values()].filter(({ lng, lat }) => Number.isFinite(lng) && Number.isFinite(lat));
}
