import React, { useEffect, useState } from "react";
import { FOOD } from "$/public/external/foodapp/ui/pictures/food_keys.js";

const PHOTO = /^[0-9a-f]{32}$/;

function drawn(prefix, emoji) {
  const shown = FOOD[emoji] || emoji;
  if (!shown) return "";
  return prefix + [...shown].map((letter) => letter.codePointAt(0).toString(16)).join("-") + ".webp";
}

/** A photo fills its frame; a drawing of the food stands in the middle of it. */
export function DishPicture({ picture, emoji, photoSize, prefix, px, alt, eager, className, style }) {
  const [missing, setMissing] = useState(false);
  const isPhoto = PHOTO.test(picture || "") && !missing;
  const address = isPhoto ? `/media/${picture}-${photoSize}.webp` : drawn(prefix, emoji);
  useEffect(() => setMissing(false), [picture, emoji]);
  return (
    <span className={className} style={style} data-kind={isPhoto ? "photo" : "drawing"}>
      {address && !missing ? (
        <img
          key={address}
          src={address}
          alt={alt || ""}
          width={px}
          height={px}
          loading={eager ? "eager" : "lazy"}
          decoding="async"
          onError={() => setMissing(true)}
        />
      ) : (
        <span aria-hidden="true">{FOOD[emoji] || emoji || "🍽️"}</span>
      )}
    </span>
  );
}
