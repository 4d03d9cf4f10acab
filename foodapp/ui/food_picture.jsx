import React, { useEffect, useRef, useState } from "react";

// A photo's key, and where to look in it (percent): as media.placed says it.
const PHOTO = /^([0-9a-f]{32})(?:@(\d{1,3}),(\d{1,3}))?$/;
const FORMS = ["avif", "webp"];
const PHONES = "(max-width: 639.9px)";
const HERE = "/assets/pictures/";
// How near the screen a picture has to be before it is loaded. Browsers' own loading="lazy" begins
// up to three screens away, which on a mobile network is most of a page.
const NEAR = { rootMargin: "240px 0px", scrollMargin: "0px 120px" };

const waiting = new WeakMap();
let watcher = null;

function watch(frame, arrive) {
  watcher ||= new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) waiting.get(entry.target)?.();
  }, NEAR);
  waiting.set(frame, arrive);
  watcher.observe(frame);
  return () => {
    waiting.delete(frame);
    watcher.unobserve(frame);
  };
}

const photoSize = (wanted) => (wanted <= 320 ? "s" : wanted <= 960 ? "m" : "l");

function nearest(widths, wanted) {
  const rising = [...widths].sort((one, other) => one - other);
  return rising.find((one) => one >= wanted) || rising[rising.length - 1];
}

/** The addresses for one and for two pixels a point, as srcset has them. */
function addresses(shown, [one, two], form) {
  const of = (wanted) =>
    shown.kind === "photo"
      ? `/media/${PHOTO.exec(shown.photo)[1]}-${photoSize(wanted)}.${form}`
      : `${HERE}${shown.file}.${nearest(shown.widths, wanted)}.${form}`;
  return of(one) === of(two) ? of(one) : `${of(one)}, ${of(two)} 2x`;
}

/** Where to look when the frame cannot show all of it. */
function focusOf(shown) {
  const placed = shown.kind === "photo" && PHOTO.exec(shown.photo);
  return placed && placed[2] ? { objectPosition: `${placed[2]}% ${placed[3]}%` } : undefined;
}

/** Whether there is anything to load. What is shown instead is drawn by the style sheet. */
function isSomething(shown) {
  if (!shown || shown.kind === "neutral") return false;
  return shown.kind === "photo" ? PHOTO.test(shown.photo) : !!shown.file && shown.widths?.length > 0;
}

const nameOf = (shown) => (shown?.kind === "photo" ? shown.photo : shown?.file || "");
const isCutOut = (shown) => (shown.file || "").startsWith("chip/");

/** Whether the server wrote this picture into the page that this one takes the place of: then it is
 * loaded, and is to stand there at once. */
function isServed(name) {
  const slot = typeof document !== "undefined" && document.getElementById("ssr-slot");
  const file = name && (PHOTO.exec(name)?.[1] || name);
  return !!(slot && file && slot.querySelector(`img[src*="${CSS.escape(file)}"]`));
}

const groundOf = ({ colour, blur }) => ({
  backgroundColor: colour || undefined,
  backgroundImage: blur ? `url(${blur})` : undefined,
});

/** A photo or a picture of ours, which fills its frame; until it is there, its colour and its
 * shape; if it never comes, a stand-in. `onPhones`: another framing of the same, below 640 points. */
export function FoodPicture(props) {
  const { shown, onPhones, phone, wide, alts, eager, className, style } = props;
  const frame = useRef(null);
  const name = nameOf(shown);
  const [wasServed] = useState(() => isServed(name));
  const [isNear, setNear] = useState(!!eager || wasServed);
  const [missing, setMissing] = useState("");
  useEffect(() => (isNear ? undefined : watch(frame.current, () => setNear(true))), [isNear]);
  // A picture that failed before React came to the page told nobody: it is asked here.
  const asked = (image) => {
    if (image?.complete && !image.naturalWidth && image.currentSrc) setMissing(name);
  };

  const there = isSomething(shown) && missing !== name;
  const small = isSomething(onPhones) ? onPhones : shown;
  const ground = there && !isCutOut(shown) ? groundOf(shown) : {};
  const [across, down] = shown?.ratio?.length === 2 ? shown.ratio : [4, 3];
  return (
    <span
      ref={frame}
      className={className}
      style={{ ...style, ...ground }}
      data-kind={there ? shown.kind : "neutral"}
      data-cut={there && isCutOut(shown) ? "" : undefined}
      data-course={there ? undefined : shown?.course || "food"}
    >
      {there && isNear && (
        <picture key={name}>
          {FORMS.map((form) => (
            <source
              key={`phone-${form}`}
              type={`image/${form}`}
              media={PHONES}
              srcSet={addresses(small, phone, form)}
            />
          ))}
          {FORMS.map((form) => (
            <source key={form} type={`image/${form}`} srcSet={addresses(shown, wide, form)} />
          ))}
          <img
            ref={asked}
            src={addresses(shown, [wide[0], wide[0]], "webp")}
            alt={alts?.[shown.kind] || ""}
            width={wide[0]}
            height={Math.round((wide[0] * down) / across)}
            style={focusOf(shown)}
            decoding={wasServed ? "sync" : eager ? "auto" : "async"}
            fetchPriority={eager ? "high" : "auto"}
            onError={() => setMissing(name)}
          />
        </picture>
      )}
    </span>
  );
}
