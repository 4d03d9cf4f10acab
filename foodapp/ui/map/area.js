// A filled area, and its corners when they can be dragged.
import { Marker } from "maplibre-gl";

const ACCENT = "#8f4f00";

/** A ring of [lng, lat]; fewer than three corners are only a line. */
export function drawArea(map, corners) {
  const ring = corners.length > 2 ? [[...corners, corners[0]]] : [];
  const shape = { type: "Feature", properties: {}, geometry: ring.length
    ? { type: "Polygon", coordinates: ring } : { type: "LineString", coordinates: corners } };
  const source = map.getSource("area");
  if (source) return source.setData(shape);
  if (!corners.length) return;
  const colour = getComputedStyle(document.documentElement).getPropertyValue("--accent-ink").trim() || ACCENT;
  map.addSource("area", { type: "geojson", data: shape });
  map.addLayer({ id: "area", type: "fill", source: "area", filter: ["==", "$type", "Polygon"],
    paint: { "fill-color": colour, "fill-opacity": 0.16 } });
  map.addLayer({ id: "area-border", type: "line", source: "area",
    layout: { "line-join": "round" }, paint: { "line-color": colour, "line-width": 2.5 } });
}

export class Corners {
  /** onMove(n, lng, lat) is told when a corner has been let go. */
  constructor(map, onMove) {
    this.map = map;
    this.onMove = onMove;
    this.handles = [];
  }

  show(corners) {
    while (this.handles.length > corners.length) this.handles.pop().remove();
    corners.forEach((at, n) => {
      this.handles[n] ??= this.handle(n, at);
      this.handles[n].setLngLat(at);
    });
  }

  handle(n, at) {
    const box = document.createElement("div");
    box.className = "mk mk-corner";
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", `Corner ${n + 1}`);
    box.dataset.corner = n;
    box.innerHTML = '<span class="mk-body"></span>';
    box.addEventListener("click", (event) => event.stopPropagation());
    const marker = new Marker({ element: box, draggable: true }).setLngLat(at).addTo(this.map);
    marker.on("drag", () => drawArea(this.map, this.places()));
    marker.on("dragend", () => {
      const { lng, lat } = marker.getLngLat();
      this.onMove(n, lng, lat);
    });
    return marker;
  }

  places() {
    return this.handles.map((one) => one.getLngLat().toArray());
  }

  clear() {
    this.show([]);
  }
}
