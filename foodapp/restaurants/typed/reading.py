"""Taking an address apart: first what is within the house, then the post code, then the number."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from foodapp.restaurants.typed import east
from foodapp.restaurants.typed.words import (
    AT_LAST,
    COLOMBIAN,
    MARKS,
    NAMED,
    NUMBERED,
    POSTCODES,
    STREET,
    UNIT_SLASH,
    UNITS,
)

LONGEST = 200
DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—−－", "-") | {"／": "/", "，": ",", "、": ",", "\n": ","}
)
HELD = "\ue000"  # stands for the digit 0 where it belongs to a name; the next nine for 1 to 9
MARKED = "\ue010"  # stands before a number that was announced as that of the house
WITHIN_ALONE = re.compile(r"#\s*\w+|\d{1,3}[^\W\d_]?\d?|\d{1,2}/\d{1,2}")  # `4B`, `3F2`, `2/1`
# 12, 12a, 12 bis, 12/A, 123/45, 34-12, 12 A; a letter apart only behind the street
NUMBER = re.compile(
    r"(?<![\w/.-])\d{1,5}(?:\s1/2\b|\s?(?:bis|ter|quater|quinquies)\b|\s?(?:к|корп|корпус|стр|строение)\.?\s?\d{1,3}\b|[^\W\d_](?![\w'’]))?"
    r"(?:\s?[-/]\s?(?:\d{1,5}[^\W\d_]?|[^\W\d_]{1,3})(?![\w'’]))*(?![\w'’]|\.\d)",
    re.IGNORECASE,
)
LETTER_FIRST = re.compile(  # `14 B rue Victor Hugo`
    r"\s+([A-F])\s+(?=(?:rue|avenue|boulevard|chemin|allée|impasse|place|quai|route|cours)\b)", re.I
)
LETTER_APART = re.compile(r"\s+([^\W\d_])(?![\w'’.])(?!\s+[^\W\d_]{2})")
STAIR_AND_FLAT = re.compile(r"(?<=\D\s\d|\s\d\d|\d\d\d)\s+([A-Z]\s\d{1,3})$")  # Finnish `12 A 5`
ROMAN = re.compile(r"-(hs|i{1,3}|iv|v)$", re.IGNORECASE)  # floors in Amsterdam
UNIT_FIRST = frozenset(("AU", "NZ"))  # 12/345 is flat 12 of number 345
WHOLE = frozenset(
    [
        "IN",
        "LK",
        "BD",
        "PK",
        "NP",
        "IT",
        "CZ",
        "SK",
        "HR",
        "SI",
        "RS",
        "GR",
        "RU",
        "UA",
        "BG",
        "BY",
        "TH",
    ]
)
FLAT_LAST = frozenset(("AT", "PL", "TR"))  # 12/34 is flat 34 of number 12


@dataclass(frozen=True)
class Typed:
    street: str = ""  # without its number; a place or village where there are no streets
    house_number: str = ""  # as typed: 135, 12 bis, 12/A, 34-12
    unit: str = ""  # what is within the house, for the note: "Flat 3, 2nd floor"
    postcode: str = ""
    city: str = ""  # what else was typed
    is_number_first: bool = False
    between: str = " "  # street and number
    is_sure: bool = True  # False: it can be read in another way, and must be asked
    others: tuple[str, ...] = ()  # other numbers that may be meant

    @property
    def line(self) -> str:
        """Street and number in the order in which they were typed."""
        if not self.house_number:
            return self.street
        if self.is_number_first:
            return f"{self.house_number} {self.street}".strip()
        return f"{self.street}{self.between}{self.house_number}".strip()

    @property
    def words(self) -> str:
        """All but the number and what is within the house."""
        return " ".join(filter(None, (self.street, self.postcode, self.city)))


def read(text: str, country: str = "", names: tuple[str, ...] = ()) -> Typed:
    """country: ISO 3166-1 where it is known: the same signs mean different things. names: streets
    of the town with numbers in their names."""
    tidy = _tidy(text)
    if east.writes(tidy):
        return replace(Typed(), **east.read(tidy))
    if match := COLOMBIAN.search(tidy):
        return _colombian(tidy, match)
    rest, units = _without_units(_held(tidy, names, ()))
    rest, postcode = _without_postcode(_held(rest, (), NAMED))
    rest = MARKS.sub(f" {MARKED}", rest)
    bare = (" ".join(one.split()).strip(" -/") for one in rest.split(","))
    parts = _joined([part for part in bare if part])
    at = _street_part(parts)
    if at is None:
        return _without_number(parts, units, postcode)
    others = parts[:at] + parts[at + 1 :]
    found = _of_street(parts[at], country, units)
    more = [part for part in others if not _is_bare(part) and not WITHIN_ALONE.fullmatch(part)]
    units += [part for part in others if WITHIN_ALONE.fullmatch(part)]
    code = postcode or next((part for part in others if re.fullmatch(r"\d{4,6}", part)), "")
    town, code = _town(", ".join(filter(None, (found.city, *more))), found.postcode or code)
    return _shown(found, units=units, postcode=code, city=town)


def _tidy(text: str) -> str:
    """Dashes, digits and signs of other scripts as ours; on one line."""
    usable = text.replace("\x00", " ").translate(DASHES)[:LONGEST]
    digits = (
        str(unicodedata.decimal(sign)) if unicodedata.decimal(sign, None) is not None else sign
        for sign in unicodedata.normalize("NFC", usable)
    )
    return " ".join("".join(digits).split()).strip(" ,")


def _held(text: str, names: tuple[str, ...], patterns: tuple[re.Pattern[str], ...]) -> str:
    """Digits of names are covered, so that nobody takes them for the number of a house."""

    def cover(match: re.Match[str]) -> str:
        return re.sub(r"\d", lambda digit: chr(ord(HELD) + int(digit.group())), match.group())

    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", cover, text, flags=re.IGNORECASE)
    for pattern in patterns:
        text = pattern.sub(cover, text)
    return text


def _uncovered(text: str) -> str:
    return "".join(
        str(ord(sign) - ord(HELD)) if HELD <= sign < chr(ord(HELD) + 10) else sign
        for sign in text.replace(MARKED, "")
    )


def _without_units(text: str) -> tuple[str, list[str]]:
    units: list[str] = []

    def take(match: re.Match[str]) -> str:
        units.append(" ".join(match.group(match.lastindex or 0).split()).strip(" ,"))
        return " , " if match.start() == 0 else "  "

    text = UNIT_SLASH.sub(take, text)
    for pattern in UNITS:
        text = pattern.sub(take, text)
    return text, units


def _without_postcode(text: str) -> tuple[str, str]:
    for pattern in POSTCODES:
        if match := pattern.search(text):
            return text[: match.start()] + " " + text[match.end() :], match.group()
    return text, ""


def _is_bare(part: str) -> bool:
    return not any(sign.isalpha() for sign in part if not HELD <= sign < chr(ord(HELD) + 10))


def _joined(parts: list[str]) -> list[str]:
    """`Rua X, 123` and `15, avenue Foch`: a number that is a part of its own goes to its street."""
    joined: list[str] = []
    for part in parts:
        number = part.strip(MARKED)
        alone = len(joined) == 1 and NUMBER.fullmatch(joined[0].strip(MARKED))
        if (joined and NUMBER.fullmatch(number) and _waits(joined, part)) or (
            alone and (joined[0].startswith(MARKED) or not NUMBER.search(part))
        ):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _waits(parts: list[str], number: str) -> bool:
    """Whether the last part may be a street without its number."""
    if number.startswith(MARKED):
        return True
    has_number = any(not _names_a_street(parts[-1], one) for one in NUMBER.finditer(parts[-1]))
    return not has_number and (len(parts) == 1 or len(number) < 4)


def _street_part(parts: list[str]) -> int | None:
    """Which part holds the street and its number; None if there is no number."""
    scores: dict[int, int] = {}
    for n, part in enumerate(parts):
        numbers = list(NUMBER.finditer(part))
        if not numbers or (_is_bare(part) and len(parts) > 1):
            continue
        code_first = re.match(r"\d{4,6}\s+\D", part) is not None
        scores[n] = 4 * bool(STREET.search(part)) - 3 * code_first - n
        scores[n] += any(len(number.group()) < 4 for number in numbers) + 9 * (MARKED in part)
    return max(scores, key=lambda n: scores[n]) if scores else None


def _of_street(part: str, country: str, units: list[str]) -> Typed:
    """The part that holds the number, with what stands behind it."""
    if match := STAIR_AND_FLAT.search(part):
        units.append(match[1])
        part = part[: match.start()]
    numbers = list(NUMBER.finditer(part))
    if len(numbers) > 1 and (flat := AT_LAST.search(part)):
        units.append(flat.group())
        part = " ".join((part[: flat.start()] + part[flat.end() :]).split())
        numbers = list(NUMBER.finditer(part))
    chosen, is_sure = _chosen(part, numbers)
    before, after = part[: chosen.start()].strip(f" -#{MARKED}"), part[chosen.end() :]
    number = chosen.group().strip()
    if not before and (match := LETTER_FIRST.match(after)):
        number, after = f"{number} {match[1]}", after[match.end() :]
    if before:
        number, after, flat_of = _tail(number, after)
        units += flat_of
    code = ""
    if match := re.match(r"\s*(\d{4,6})(?!\w)\s*", after):
        code, after = match[1], after[match.end() :]
    is_first = not before
    street, city = (after, "") if is_first else (before, after)
    if is_first and (match := re.search(r"\s(\d{4,6})(?!\w)(.*)$", street)):
        street, code, city = street[: match.start()], match[1], match[2]
    elif not is_first and (match := re.match(r"(\d{4,6})\s+(.*)$", street)):
        code, street = match[1], match[2]
    return _by_country(
        Typed(
            street=street.strip(), house_number=number, city=city.strip(), postcode=code,
            is_number_first=is_first, is_sure=is_sure,
            others=tuple(one.group() for one in numbers if one != chosen and len(one.group()) < 4),
        ),
        country,
        units,
    )  # fmt: skip


def _chosen(part: str, numbers: list[re.Match[str]]) -> tuple[re.Match[str], bool]:
    """Of several numbers the one of the door, and whether that is certain."""
    if marked := [one for one in numbers if part[: one.start()].endswith(MARKED)]:
        return marked[0], True
    if len(numbers) == 1:
        return numbers[0], True
    after_kind = [one for one in numbers if _names_a_street(part, one)]
    free = [one for one in numbers if one not in after_kind] or numbers
    codes = [one for one in free if re.fullmatch(r"\d{4,6}", one.group())]
    doors = [one for one in free if one not in codes] or free
    if doors[0].start() == 0 and STREET.search(part):
        return doors[0], len(doors) == 1
    return doors[0] if len(doors) == 1 else doors[-1], len(doors) == 1


def _names_a_street(part: str, number: re.Match[str]) -> bool:
    """`Calle 50`, `Avenue 5`: right behind the kind of street, with another number elsewhere."""
    ahead = part[: number.start()]
    return any(match.end() == len(ahead) for match in NUMBERED.finditer(ahead + "0") if ahead)


def _tail(number: str, after: str) -> tuple[str, str, list[str]]:
    """What belongs to the number behind it: a letter apart, or a stair and flat."""
    if match := LETTER_APART.match(after):
        number, after = f"{number} {match[1]}", after[match.end() :]
    if match := ROMAN.search(number):
        return number[: match.start()], after, [match[1]]
    return number, after, []


def _by_country(typed: Typed, country: str, units: list[str]) -> Typed:
    """What a slash means depends on where one is."""
    first, slash, second = typed.house_number.partition("/")
    if not slash or not second.strip()[:1].isdigit() or country in WHOLE:
        return typed
    if typed.is_number_first and country in UNIT_FIRST:
        units.append(f"Unit {first.strip()}")
        return _shown(typed, house_number=second.strip())
    if not typed.is_number_first and (country in FLAT_LAST or "/" in second):
        units.append(f"/{second.strip()}")
        return _shown(typed, house_number=first.strip(), is_sure=country in FLAT_LAST)
    likely = second.strip() if typed.is_number_first else first.strip()
    return _shown(typed, is_sure=False, others=(likely, *typed.others))


def _town(text: str, code: str) -> tuple[str, str]:
    """The town, and its post code if that stands with it."""
    if not code and (match := re.search(r"(?<!\w)(\d{4,6})(?!\w)", text)):
        code, text = match[1], f"{text[: match.start()]} {text[match.end() :]}"
    return ", ".join(filter(None, (" ".join(one.split()) for one in text.split(",")))), code


def _without_number(parts: list[str], units: list[str], postcode: str) -> Typed:
    street, *rest = parts or [""]
    town, code = _town(", ".join(rest), postcode)
    return _shown(Typed(street=street), units=units, postcode=code, city=town)


def _colombian(text: str, match: re.Match[str]) -> Typed:
    rest, units = _without_units(text[: match.start()] + " , " + text[match.end() :])
    town, code = _town(rest, "")
    return Typed(
        street=" ".join(match[1].split()),
        house_number=re.sub(r"\s*-\s*", "-", match[3]),
        between=f" {match[2]} ",
        unit=", ".join(units),
        city=town,
        postcode=code,
    )


def _shown(typed: Typed, units: list[str] | None = None, **changes: object) -> Typed:
    facts: dict[str, Any] = {name: getattr(typed, name) for name in Typed.__dataclass_fields__}
    facts |= changes
    if units is not None:
        facts["unit"] = ", ".join(dict.fromkeys(filter(None, units)))
    shown: dict[str, Any] = {
        key: _uncovered(one) if isinstance(one, str) else one for key, one in facts.items()
    }
    return replace(typed, **shown)
