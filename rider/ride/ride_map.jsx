// The rider's map: themselves from the phone, the two stops, the line between.
import React, { useEffect, useMemo, useState } from "react";
import { LiveMap } from "$/public/external/foodapp/ui/map/live_map/live_map.jsx";
import { here, listen } from "$/public/external/rider/ride/phone/here.js";

const set = (place) => place && (place[0] !== 0 || place[1] !== 0);
const rough = (degrees) => Math.round(degrees * 5e3) / 5e3; // some 15 m: the line need not tremble

export function RideMap({ pickup, dropoff, pickupLabel, dropoffLabel, collected, height, label }) {
  const [me, move] = useState(here);
  useEffect(() => listen(move), []);
  const markers = useMemo(() => {
    const stops = [];
    if (set(pickup) && !collected)
      stops.push({ id: "pickup", lng: pickup[0], lat: pickup[1], kind: "restaurant", label: pickupLabel });
    if (set(dropoff))
      stops.push({ id: "dropoff", lng: dropoff[0], lat: dropoff[1], kind: "home", label: dropoffLabel });
    return stops;
  }, [pickup?.join(), dropoff?.join(), pickupLabel, dropoffLabel, collected]);
  const live = useMemo(
    () => (me ? [{ id: "me", lng: me.lng, lat: me.lat, kind: "me", label: "You" }] : []),
    [me?.lng, me?.lat],
  );
  const route = useMemo(() => {
    const line = me && markers.length ? [[rough(me.lng), rough(me.lat)]] : [];
    return [...line, ...markers.map(({ lng, lat }) => [lng, lat])];
  }, [markers, me && rough(me.lng), me && rough(me.lat)]);
  const center = markers.length
    ? [markers[0].lng, markers[0].lat]
    : me ? [rough(me.lng), rough(me.lat)] : null; // alone, the map follows
  if (!center) {
    return <div className="skeleton" style={{ height, borderRadius: "12px" }} aria-hidden="true" />;
  }
  return (
    <LiveMap center={center} zoom={15} markers={markers} live={live} route={route} height={height}
             label={label} cooperative={true} fit={markers.length > 0} />
  );
}
