// What the map looks like: scheme, style sheet, the route's layers, and the sentence without WebGL.

export const STYLE_URL = "/api/map/style.json";
const ACCENT = "#f4a024";
const PLAIN = {
  version: 8,
  sources: {},
  layers: [{ id: "ground", type: "background", paint: { "background-color": "#e9e2d5" } }],
};

const CSS = `
.fm{position:relative;border-radius:12px;overflow:hidden;background:var(--sunken,#f1ebe1);isolation:isolate}
.fm-canvas{position:absolute;inset:0}
.fm .maplibregl-canvas:focus-visible{outline:3px solid var(--accent-ink,#8f4f00);outline-offset:-3px}
.fm .maplibregl-ctrl-group{border-radius:10px;background:var(--raised,#fff);box-shadow:var(--shadow,0 1px 4px rgb(0 0 0/.2))}
.fm .maplibregl-ctrl-group button{width:44px;height:44px}
.fm .maplibregl-ctrl-group button+button{border-top-color:var(--line,#e3dacb)}
.fm[data-scheme=dark] .maplibregl-ctrl-group .maplibregl-ctrl-icon{filter:invert(1)}
.fm .maplibregl-ctrl-attrib{background:color-mix(in srgb,var(--raised,#fff) 82%,transparent);color:var(--muted,#6a5f50);font:500 11px/1.6 inherit;border-radius:8px 0 0 0;padding:1px 8px}
.fm .maplibregl-ctrl-attrib a{color:inherit;text-decoration:underline}
.fm-all{position:absolute;left:10px;top:10px;z-index:3;min-height:44px;padding:0 16px;border-radius:999px;background:var(--raised,#fff);color:var(--ink,#221c14);box-shadow:var(--shadow,0 1px 4px rgb(0 0 0/.2));font-weight:600;font-size:14px}
.fm-note{position:absolute;left:10px;right:64px;bottom:34px;z-index:3;margin:0;width:fit-content;padding:6px 12px;border-radius:10px;background:var(--raised,#fff);color:var(--ink,#221c14);font-size:13px;box-shadow:var(--shadow,0 1px 4px rgb(0 0 0/.2))}
.fm-cross{position:absolute;left:50%;top:50%;width:22px;height:22px;margin:-11px;z-index:2;pointer-events:none;opacity:0;border-radius:50%;border:2px solid var(--ink,#221c14);box-shadow:0 0 0 2px var(--raised,#fff)}
.fm-picks .fm-canvas:has(.maplibregl-canvas:focus-visible)~.fm-cross{opacity:1}
.fm-list{padding:16px;color:var(--ink,#221c14);overflow:auto}
.fm-list ul{margin:12px 0 0;padding:0;list-style:none}
.fm-list li{padding:10px 0;border-top:1px solid var(--line,#e3dacb);display:flex;gap:12px;justify-content:space-between;font-variant-numeric:tabular-nums}
.mk{width:44px;height:44px;padding:0;border:0;background:none;display:grid;place-items:center;color:inherit}
.mk-body{grid-area:1/1;position:relative;z-index:1;display:grid;place-items:center;border:2.5px solid #fff;box-shadow:0 2px 8px rgb(30 20 5/.35);transition:scale .15s ease-out}
button.mk{cursor:pointer}
button.mk:hover .mk-body,button.mk:focus-visible .mk-body{scale:1.12}
.mk svg{width:19px;height:19px;display:block}
.mk-rider .mk-body{width:38px;height:38px;border-radius:50%;background:var(--accent,#f4a024);color:var(--on-accent,#221c14)}
.mk-restaurant .mk-body{width:34px;height:34px;border-radius:50% 50% 50% 4px;rotate:-45deg;translate:0 -2px;background:#fff;border-color:#8f4f00;color:#8f4f00}
.mk-home .mk-body{width:34px;height:34px;border-radius:50% 50% 50% 4px;rotate:-45deg;translate:0 -2px;background:#221c14;color:#fff}
.mk-restaurant svg,.mk-home svg{rotate:45deg}
.mk-me .mk-body{width:20px;height:20px;border-radius:50%;background:#2563eb}
.mk-dot .mk-body{width:16px;height:16px;border-radius:50%;background:var(--accent-ink,#8f4f00)}
.mk-group .mk-body{width:40px;height:40px;border-radius:50%;background:#fff;border-color:#8f4f00;color:#8f4f00;font-size:15px;font-weight:700;font-variant-numeric:tabular-nums}
.mk-corner{cursor:grab}
.mk-corner .mk-body{width:18px;height:18px;border-radius:50%;background:var(--accent,#f4a024);border-color:#fff}
.mk-corner:active{cursor:grabbing}
.fm-picking .maplibregl-canvas-container{cursor:crosshair}
.mk-closed .mk-body{filter:grayscale(1);opacity:.75}
.mk-rider::before,.mk-me::before{content:"";grid-area:1/1;width:38px;height:38px;border-radius:50%;background:var(--accent,#f4a024);opacity:.35;animation:mk-pulse 2s ease-out infinite}
.mk-me::before{background:#2563eb;width:22px;height:22px}
@keyframes mk-pulse{from{scale:.9;opacity:.45}to{scale:1.7;opacity:0}}
.mk-name{position:absolute;bottom:calc(100% - 2px);left:50%;translate:-50% 0;white-space:nowrap;max-width:180px;overflow:hidden;text-overflow:ellipsis;padding:2px 8px;border-radius:8px;background:var(--raised,#fff);color:var(--ink,#221c14);font-size:12px;font-weight:600;box-shadow:var(--shadow,0 1px 4px rgb(0 0 0/.2));opacity:0;pointer-events:none;transition:opacity .15s}
.mk:hover .mk-name,.mk:focus-visible .mk-name{opacity:1}
.maplibregl-marker:has(:focus-visible),.maplibregl-marker:hover{z-index:2}
@media (prefers-reduced-motion:reduce){.mk-rider::before,.mk-me::before{animation:none;opacity:.25;scale:1.2}.mk-body,.mk-name{transition:none}}
`;

export function addCss() {
  if (document.getElementById("fm-css")) return;
  const sheet = document.createElement("style");
  sheet.id = "fm-css";
  sheet.textContent = CSS;
  document.head.append(sheet);
}

export function scheme() {
  const chosen = document.documentElement.dataset.look;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Calls back when the page turns light or dark; returns how to stop. */
export function onSchemeChange(tell) {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const watcher = new MutationObserver(tell);
  watcher.observe(document.documentElement, { attributeFilter: ["data-look"] });
  media.addEventListener("change", tell);
  return () => {
    watcher.disconnect();
    media.removeEventListener("change", tell);
  };
}

/** The style for this scheme; a plain ground when the server cannot give one. */
export async function loadStyle(which) {
  try {
    const answer = await fetch(`${STYLE_URL}?scheme=${which}`);
    if (!answer.ok) throw new Error(`style: ${answer.status}`);
    return { style: await answer.json(), complete: true };
  } catch (error) {
    console.warn("The base map could not be loaded.", error);
    return { style: PLAIN, complete: false };
  }
}

/** Tiles are named by their path: our own origin is added here, whatever proxy stands before it. */
export function withOrigin(url) {
  return { url: url.startsWith("/") ? location.origin + url : url };
}

export function drawRoute(map, route) {
  const line = {
    type: "Feature",
    properties: {},
    geometry: { type: "LineString", coordinates: route.length > 1 ? route : [] },
  };
  const source = map.getSource("route");
  if (source) return source.setData(line);
  const look = getComputedStyle(document.documentElement);
  const accent = look.getPropertyValue("--accent").trim() || ACCENT;
  const layout = { "line-cap": "round", "line-join": "round" };
  map.addSource("route", { type: "geojson", data: line });
  const layer = (id, colour, width) => ({
    id, type: "line", source: "route", layout,
    paint: { "line-color": colour, "line-width": width },
  });
  map.addLayer(layer("route-casing", scheme() === "dark" ? "#1b1814" : "#8f4f00", 8));
  map.addLayer(layer("route", accent, 5));
}

export function hasWebGL() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2"));
}
