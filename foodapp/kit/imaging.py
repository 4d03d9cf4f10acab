"""Pictures that people send, taken apart: judged by their header, decoded, made upright and flat,
and retouched as their owner says."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageEnhance, ImageOps, ImageStat

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t

MAX_BYTES = 12 * 1024 * 1024
# A modern phone's photo: its decoder can skip detail. MPO is what phones call .jpg when there is a
# second picture in it (another lens, a preview); the first is taken.
MAX_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000}
MAX_PIXELS_ELSE = 20_000_000  # decoded whole: 60 to 80 MB
SMALLEST_PX = 64
LONGEST_SIDES = 12  # times the shorter one: what is longer is a strip that no frame can show
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
AVIF = frozenset({b"avif", b"avis"})
WIDE = ("I", "F")  # and every I;16: more than 8 bits a pixel, which convert() would cut off

DIM, BRIGHT = 105, 118  # of 255: means of luminance below which a photo looks dim, and its aim
HIGHLIGHT = 250  # where the brightest twentieth may get to
DARKEST, BRIGHTEST = 0.6, 1.6
MAX_TURN_DEG = 360.0


class NotAPhoto(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(t("We cannot read that photo. Please use a JPEG, PNG, WebP or AVIF file."))


class AppleFormat(NotAPhoto):
    """HEIC, as iPhones store it. Browsers there hand over a JPEG when they are asked for one."""

    def __init__(self) -> None:
        DomainError.__init__(
            self, t("This photo is a HEIC file, which we cannot read. Please send it as a JPEG.")
        )


class TooBig(DomainError):
    status = 413

    def __init__(self) -> None:
        super().__init__(t("That photo is too big. Please use one of at most 12 MB."))


@dataclass(frozen=True)
class Retouch:
    """What an owner does with a photo, in this order: turned clockwise by turn_deg (the picture
    grows to what holds all of it), cut to crop (left, top, width, height as parts of the turned
    picture), made brighter (1: as it is)."""

    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    turn_deg: float = 0.0
    brightness: float = 1.0


AS_IT_IS = Retouch()


def opened(data: bytes, longest_px: int) -> Image.Image:
    """An upright RGB picture. Size and format are judged from the header, before any pixel is
    decoded. longest_px: a JPEG decoder may skip detail beyond. Raises NotAPhoto, AppleFormat,
    TooBig, or DomainError for what is too small or too long to be shown."""
    if len(data) > MAX_BYTES:
        raise TooBig
    if _is_heic(data):
        raise AppleFormat
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            _judge(image)
            image.draft("RGB", (longest_px, longest_px))
            return _flat(ImageOps.exif_transpose(image))
    except Image.DecompressionBombError as error:
        raise TooBig from error
    # What Pillow raises for files that end early, lie about themselves or are no picture.
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError) as error:
        raise NotAPhoto from error


def _judge(image: Image.Image) -> None:
    width, height = image.size
    if width * height > _most_pixels(image):
        raise TooBig
    if min(width, height) < SMALLEST_PX:
        raise DomainError(t("That photo is too small to be seen."))
    if max(width, height) > LONGEST_SIDES * min(width, height):
        raise DomainError(t("That photo is a narrow strip. Please use one that shows the dish."))


def _most_pixels(image: Image.Image) -> int:
    """Of a progressive JPEG the decoder holds every coefficient, whatever detail is asked for."""
    if "progressive" in image.info:
        return MAX_PIXELS_ELSE
    return MAX_PIXELS.get(str(image.format), MAX_PIXELS_ELSE)


def _is_heic(data: bytes) -> bool:
    """ISO 14496-12: a file type box first, whose brands say what is in it. An AVIF file may call
    itself mif1 first and name itself among the brands that follow."""
    if data[4:8] != b"ftyp" or data[8:12] not in HEIC:
        return False
    brands = data[8 : min(int.from_bytes(data[:4]), 128)]
    return not AVIF & {brands[at : at + 4] for at in range(0, len(brands), 4)}


def _flat(image: Image.Image) -> Image.Image:
    """Without transparency: on white, as a plate would stand. Eight bits a colour."""
    if image.mode in WIDE or image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256, "L").convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        ground = Image.new("RGB", seen.size, "white")
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    return image.convert("RGB")


def retouched(image: Image.Image, wish: Retouch) -> Image.Image:
    """A new picture. Raises DomainError where next to nothing would be left."""
    if wish.turn_deg % 360:
        image = image.rotate(
            -wish.turn_deg, Image.Resampling.BICUBIC, expand=True, fillcolor="white"
        )
    image = image.crop(_box(image.size, wish.crop))
    if wish.brightness != 1:
        image = ImageEnhance.Brightness(image).enhance(wish.brightness)
    return image


def _box(
    size: tuple[int, int], crop: tuple[float, float, float, float]
) -> tuple[int, int, int, int]:
    """In pixels, inside the picture."""
    left, top, width, height = crop
    x, y = max(0, round(left * size[0])), max(0, round(top * size[1]))
    right = min(size[0], round((left + width) * size[0]))
    bottom = min(size[1], round((top + height) * size[1]))
    if right - x < SMALLEST_PX or bottom - y < SMALLEST_PX:
        raise DomainError(t("Too little of the photo is left. Please choose a larger part."))
    return x, y, right, bottom


def brightness_for(image: Image.Image) -> float:
    """What a photo taken in a dim kitchen should be multiplied by so that it looks as food does by
    daylight; 1 where it is bright enough. Never so much that highlights burn out."""
    luminance = image.convert("L")
    mean = ImageStat.Stat(luminance).mean[0]
    if mean >= DIM:
        return 1.0
    room = HIGHLIGHT / max(_twentieth_from_above(luminance), 1)
    return round(max(1.0, min(BRIGHT / max(mean, 1), room, BRIGHTEST)), 2)


def _twentieth_from_above(luminance: Image.Image) -> int:
    left = luminance.width * luminance.height / 20
    for value, pixels in reversed([*enumerate(luminance.histogram())]):
        left -= pixels
        if left <= 0:
            return value
    return 0
