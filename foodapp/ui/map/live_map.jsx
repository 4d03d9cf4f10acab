// The map of foodapp/ui/map/live_map.py.
import React, { useEffect, useMemo, useRef, useState } from "react";
import { AttributionControl, LngLatBounds, Map, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { Corners, drawArea } from "$/public/external/foodapp/ui/map/live_map/area.js";
import { Clusters } from "$/public/external/foodapp/ui/map/live_map/clusters.js";
import { MarkerSet, merged } from "$/public/external/foodapp/ui/map/live_map/markers.js";
import {
  addCss, drawRoute, hasWebGL, loadStyle, onSchemeChange, scheme, withOrigin,
} from "$/public/external/foodapp/ui/map/live_map/map_look.js";

setWorkerUrl(workerUrl);
const CLOSEST = 16.5; // zoom, when fitting to one marker

export function LiveMap(props) {
  const drawable = useMemo(hasWebGL, []);
  return drawable ? <DrawnMap {...props} /> : <ListedMap {...props} />;
}

function DrawnMap({
  center, zoom = 14, markers, live, positions, route, height = "320px", label = "Map",
  fit = true, cooperative = false, area, corners, picking = false,
  onMapClick, onMarkerClick, onCornerMove,
}) {
  const box = useRef(null), map = useRef(null), set = useRef(null), line = useRef([]);
  const moved = useRef(false), said = useRef({});
  const shape = useRef([]), held = useRef([]), styled = useRef(false);
  const clusters = useRef(null), handles = useRef(null);
  const [look, setLook] = useState("light");
  const [away, setAway] = useState(false), [plain, setPlain] = useState(false);
  const all = useMemo(() => merged(markers, live, positions), [markers, live, positions]);
  said.current = { onMapClick, onMarkerClick, onCornerMove };
  line.current = route || [];
  shape.current = area || [];
  held.current = corners || [];

  useEffect(() => {
    addCss();
    let gone = false, stop = () => {};
    const start = async () => {
      const first = await loadStyle(scheme());
      if (gone) return;
      setLook(scheme());
      setPlain(!first.complete);
      const drawn = (map.current = new Map({
        container: box.current, style: first.style, center: center || [0, 0], zoom, maxZoom: 19,
        attributionControl: false, cooperativeGestures: cooperative, transformRequest: withOrigin,
        dragRotate: false, pitchWithRotate: false, touchPitch: false, refreshExpiredTiles: false,
      }));
      drawn.touchZoomRotate.disableRotation();
      drawn.addControl(new NavigationControl({ showCompass: false }), "top-right");
      drawn.addControl(new AttributionControl({ compact: false }));
      drawn.getCanvas().setAttribute("aria-label", label);
      drawn.on("style.load", () => {
        styled.current = true;
        drawArea(drawn, shape.current);
        drawRoute(drawn, line.current);
      });
      drawn.once("idle", () => (box.current.parentElement.dataset.ready = "1"));
      drawn.on("error", ({ error, sourceId }) => {
        console.warn("The map:", error?.message || error);
        if (sourceId) setPlain(true);
      });
      drawn.on("sourcedata", ({ tile }) => tile?.state === "loaded" && setPlain(false));
      listen(drawn);
      set.current = new MarkerSet(drawn, onMarkerClick ? (id) => said.current.onMarkerClick?.(id) : null);
      clusters.current = new Clusters(drawn, () => {
        moved.current = true;
        setAway(true);
      });
      handles.current = new Corners(drawn, (...at) => said.current.onCornerMove?.(...at));
      drawn.on("zoomend", arrange);
      set.current.show(latest.current);
      handles.current.show(held.current);
      frame(false);
      arrange();
      stop = onSchemeChange(async () => {
        const next = await loadStyle(scheme());
        if (gone) return;
        setLook(scheme());
        styled.current = false; // nothing can be added until the next one is there
        drawn.setStyle(next.style, { diff: false });
      });
    };
    const listen = (drawn) => {
      drawn.on("click", ({ lngLat }) => said.current.onMapClick?.(lngLat.lng, lngLat.lat));
      drawn.getCanvas().addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        const middle = drawn.getCenter();
        said.current.onMapClick?.(middle.lng, middle.lat);
      });
      drawn.on("movestart", (event) => {
        if (!event.originalEvent) return;
        moved.current = true;
        setAway(true);
      });
    };
    start();
    return () => {
      gone = true;
      stop();
      handles.current?.clear();
      clusters.current?.clear();
      set.current?.clear();
      map.current?.remove();
      map.current = set.current = null;
    };
  }, []);

  const latest = useRef(all);
  latest.current = all;
  const arrange = () => clusters.current?.arrange(set.current?.shown.values() ?? []);

  const frame = (smoothly) => {
    const points = [...latest.current.map(({ lng, lat }) => [lng, lat]), ...line.current, ...shape.current];
    if (!map.current || !fit || !points.length) return;
    const bounds = points.reduce((sum, point) => sum.extend(point), new LngLatBounds());
    map.current.fitBounds(bounds, {
      padding: margins(box.current), maxZoom: CLOSEST,
      duration: smoothly && !matchMedia("(prefers-reduced-motion: reduce)").matches ? 600 : 0,
    });
  };

  useEffect(() => {
    if (!set.current?.show(all)) return;
    if (!moved.current) frame(true);
    arrange();
  }, [all]);

  useEffect(() => {
    if (map.current?.getSource("route")) drawRoute(map.current, line.current);
    if (!moved.current) frame(true);
  }, [JSON.stringify(route)]);

  useEffect(() => {
    if (styled.current) drawArea(map.current, shape.current);
    handles.current?.show(held.current);
    if (!moved.current && !picking) frame(true);
  }, [JSON.stringify(area), JSON.stringify(corners)]);

  useEffect(() => {
    if (map.current && center && !fit) map.current.easeTo({ center });
  }, [center?.[0], center?.[1]]);

  const showAll = () => {
    moved.current = false;
    setAway(false);
    frame(true);
  };

  return (
    <div className={`fm${onMapClick ? " fm-picks" : ""}${picking ? " fm-picking" : ""}`} data-map="1" data-scheme={look}
         role="group" aria-label={label} style={{ height }}>
      <div ref={box} className="fm-canvas" />
      <span className="fm-cross" aria-hidden="true" />
      {away && fit && all.length > 0 && (
        <button type="button" className="fm-all" onClick={showAll}>Show all</button>
      )}
      {plain && <p className="fm-note" role="status">The base map could not be loaded; positions are right.</p>}
    </div>
  );
}

/** What stays free round the markers: room for a pin above its place and for the zoom buttons; on a
 *  small map no more than leaves half of it. */
function margins({ clientWidth: width, clientHeight: height }) {
  const [across, down] = [Math.min(1, width / 240), Math.min(1, height / 240)];
  return { top: Math.max(44, 64 * down), bottom: Math.max(36, 56 * down), left: 48 * across, right: 64 * across };
}

function ListedMap({ markers, live, positions, height = "320px", label = "Map", onMarkerClick }) {
  useEffect(addCss, []);
  const all = merged(markers, live, positions);
  return (
    <div className="fm fm-list" data-map="list" role="region" aria-label={label}
         style={{ minHeight: "120px", maxHeight: height }}>
      <p>This browser cannot draw maps (WebGL is off). These are the positions:</p>
      <ul>
        {all.map(({ id, label: name, lat, lng }) => (
          <li key={id} data-marker={id}>
            {onMarkerClick ? (
              <button type="button" onClick={() => onMarkerClick(id)}>{name || id}</button>
            ) : (<span>{name || id}</span>)}
            <span>{lat.toFixed(5)}, {lng.toFixed(5)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
