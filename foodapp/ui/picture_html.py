"""The same picture as food_pictures has, for pages that the server writes."""

from html import escape

from foodapp.kit import media
from foodapp.kit.words import say, t
from foodapp.pictures.manifest import ADDRESS
from foodapp.pictures.showing import Shown
from foodapp.ui.picture_frames import CUT_OUT, FRAMES, classes, nearest, photo_size

PHONES = "(max-width: 639.9px)"


def picture_html(
    shown: Shown,
    frame: str,
    *,
    name: str = "",
    on_phones: Shown | None = None,
    eager: bool = False,
    loads: bool = True,
    class_name: str = "",
) -> str:
    """name, eager, class_name: as for food_picture. loads: False for the ground alone. Everything
    in it is escaped."""
    kind = shown.kind if _is_something(shown) else "neutral"
    inside = ""
    if kind != "neutral" and loads:
        inside = _picture(shown, on_phones or shown, frame, name, eager)
    return (
        f'<span class="{classes(frame, escape(class_name))}" data-kind="{kind}"'
        f"{_ground(shown, kind)}>{inside}</span>"
    )


def _is_something(shown: Shown) -> bool:
    if shown.kind == "photo":
        return bool(media.url(shown.photo))
    return shown.kind != "neutral" and bool(shown.file and shown.widths)


def _ground(shown: Shown, kind: str) -> str:
    if kind == "neutral":
        return f' data-course="{escape(shown.course or "food")}"'
    if shown.file.startswith(CUT_OUT):
        return " data-cut"
    blur = f"background-image:url({shown.blur});" if shown.blur else ""
    style = (f"background-color:{shown.colour};" if shown.colour else "") + blur
    return f' style="{escape(style)}"' if style else ""


def _picture(shown: Shown, small: Shown, frame: str, name: str, eager: bool) -> str:
    one = FRAMES[frame]
    small = small if _is_something(small) else shown
    phone = "".join(_source(small, one.phone, form, PHONES) for form in media.FORMATS)
    wide = "".join(_source(shown, one.wide, form) for form in media.FORMATS)
    across, down = shown.ratio
    alt = _alt(shown, name) if name else ""
    how = ('fetchpriority="high"' if eager else 'decoding="async"') + _focus(shown)
    return (
        f"<picture>{phone}{wide}"
        f'<img src="{escape(_address(shown, one.wide[0], "webp"))}" alt="{escape(alt)}"'
        f' width="{one.wide[0]}" height="{round(one.wide[0] * down / across)}" {how}/></picture>'
    )


def _alt(shown: Shown, name: str) -> str:
    """A photo stands beside its name. A kitchen's table is no picture of the restaurant itself."""
    if shown.kind == "illustration":
        return say(t("Illustration of {dish}", dish=name))
    return say(t("Illustration")) if shown.kind == "cuisine" else ""


def _focus(shown: Shown) -> str:
    """Where to look when the frame cannot show all of a photo."""
    x, y = media.focus_of(shown.photo)
    return "" if (x, y) == (50, 50) else f' style="object-position:{x}% {y}%"'


def _source(shown: Shown, wanted: tuple[int, int], form: str, where: str = "") -> str:
    one, two = (_address(shown, width, form) for width in wanted)
    addresses = one if one == two else f"{one}, {two} 2x"
    media_of = f' media="{where}"' if where else ""
    return f'<source type="image/{form}"{media_of} srcset="{escape(addresses)}"/>'


def _address(shown: Shown, wanted: int, form: str) -> str:
    if shown.kind == "photo":
        return media.url(shown.photo, photo_size(wanted), form)
    return f"{ADDRESS}/{shown.file}.{nearest(list(shown.widths), wanted)}.{form}"
