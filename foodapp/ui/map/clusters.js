// Pins that would hide each other stand as one with their number; as near as it gets, side by side.
import { LngLatBounds, Marker } from "maplibre-gl";

const GATHERED = new Set(["restaurant", "home"]);
const TOO_NEAR = 26; // px between two tips
const NEAREST = 17; // zoom from which nothing is gathered any more
const ASIDE = 22; // px from their place, for pins of the same house

export class Clusters {
  /** onNear is told when somebody looks closer: the map is theirs from then on. */
  constructor(map, onNear) {
    this.map = map;
    this.onNear = onNear;
    this.bubbles = [];
  }

  /** shown: the entries of a MarkerSet. */
  arrange(shown) {
    this.clear();
    const near = this.map.getZoom() >= NEAREST;
    for (const group of this.groups(shown)) {
      const alone = group.members.length === 1;
      group.members.forEach((entry, n) => {
        entry.box.style.display = alone || near ? "" : "none";
        entry.marker.setOffset(alone || !near ? [0, 0] : beside(n, group.members.length));
      });
      if (!alone && !near) this.bubbles.push(this.bubble(group));
    }
  }

  groups(shown) {
    const groups = [];
    for (const entry of shown) {
      if (!GATHERED.has(entry.kind)) continue;
      const at = this.map.project(entry.marker.getLngLat());
      const found = groups.find((one) => one.kind === entry.kind && one.at.dist(at) < TOO_NEAR);
      if (found) found.members.push(entry);
      else groups.push({ kind: entry.kind, at, members: [entry] });
    }
    return groups;
  }

  bubble({ kind, members }) {
    const box = document.createElement("button");
    box.type = "button";
    box.className = `mk mk-group mk-group-${kind}`;
    const names = members.map((entry) => entry.box.getAttribute("aria-label"));
    const rest = names.length - 3;
    const words = names.slice(0, 3).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
    box.setAttribute("aria-label", `${members.length} here: ${words}. Look closer`);
    box.innerHTML = '<span class="mk-body"></span><span class="mk-name"></span>';
    box.querySelector(".mk-body").textContent = members.length;
    box.querySelector(".mk-name").textContent = words;
    box.style.zIndex = 1;
    const bounds = members.reduce((sum, one) => sum.extend(one.marker.getLngLat()), new LngLatBounds());
    box.addEventListener("click", (event) => {
      event.stopPropagation();
      this.onNear();
      this.map.fitBounds(bounds, { padding: 80, maxZoom: NEAREST + 0.5 });
    });
    return new Marker({ element: box }).setLngLat(bounds.getCenter()).addTo(this.map);
  }

  clear() {
    for (const bubble of this.bubbles) bubble.remove();
    this.bubbles = [];
  }
}

function beside(n, count) {
  const angle = (2 * Math.PI * n) / count;
  return [Math.round(ASIDE * Math.cos(angle)), Math.round(ASIDE * Math.sin(angle))];
}
