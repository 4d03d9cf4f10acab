// Pins that would hide each other stand as one with their number; as near as it gets, side by side.
import { LngLatBounds, Marker } from "maplibre-gl";

const GATHERED = new Set(["restaurant", "home"]);
const FEW = 8; // up to so many pins are all shown: those of one order are never gathered
const TIP = { x: 0, y: 18 }; // px from a pin's middle down to its tip, which stands on the place
const PIN = 15; // px from a pin's middle in which it wants to be alone
const BUBBLE = 22;
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
    const pins = [...shown].filter((entry) => GATHERED.has(entry.kind));
    const near = this.map.getZoom() >= NEAREST;
    for (const { at, members } of pins.length > FEW ? this.groups(pins) : []) {
      const alone = members.length === 1;
      members.forEach((entry, n) => {
        entry.box.style.display = alone || near ? "" : "none";
        entry.marker.setOffset(alone || !near ? [0, 0] : beside(n, members.length));
      });
      if (!alone && !near) this.bubbles.push(this.bubble(at, members));
    }
  }

  /** Two that touch become one, until none touch. */
  groups(pins) {
    const groups = pins.map((entry) => ({ at: this.map.project(entry.marker.getLngLat()).sub(TIP), members: [entry] }));
    const size = (group) => (group.members.length > 1 ? BUBBLE : PIN);
    for (let n = 0; n < groups.length; n += 1) {
      const one = groups[n];
      const other = groups.findIndex((two, m) => m > n && one.at.dist(two.at) < size(one) + size(two));
      if (other < 0) continue;
      const [two] = groups.splice(other, 1);
      const share = two.members.length / (one.members.length + two.members.length);
      one.at = one.at.add(two.at.sub(one.at).mult(share));
      one.members.push(...two.members);
      n = -1; // the middle has moved: look at all of them again
    }
    return groups;
  }

  bubble(at, members) {
    const box = document.createElement("button");
    box.type = "button";
    box.className = "mk mk-group";
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
    return new Marker({ element: box }).setLngLat(this.map.unproject(at)).addTo(this.map);
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
