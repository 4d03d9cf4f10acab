"""Addresses in Chinese, Japanese and Korean script: no spaces, the largest first."""

import re
from typing import Any

SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
JAPANESE = re.compile(r"(\d+)\s*(?:丁目|番地の?|番|号(?!室)|の(?=\d))\s*-?\s*")
JAPANESE_NUMBER = re.compile(r"\d+(?:-\d+){0,3}")
WITHIN = re.compile(
    r"(?:\d+(?:号室|階|F\b)|地下\d+階|\d+\s*(?:동|층|호)(?:\s*\d+\s*(?:층|호))*|\d+\s*(?:栋|号楼|单元|层|楼|室)"
    r"(?:\s*\d+\s*(?:栋|号楼|单元|层|楼|室))*)"
)
CHINESE = re.compile(r"(\d+(?:-\d+)?)\s*[号號](?![楼室樓])")
KOREAN = re.compile(r"(?:로|길)\s*(\d+(?:-\d+)?)(?!\s*(?:번길|길|로|동|층|호|\d))")


def writes(text: str) -> bool:
    return SCRIPT.search(text) is not None


def read(text: str) -> dict[str, Any]:
    """The fields of a Typed."""
    code = ""
    if match := re.search(r"〒?\s*(\d{3}-\d{4}|(?<!\d)\d{5,6}(?!\d))", text):
        code, text = match[1], f"{text[: match.start()]} {text[match.end() :]}".strip()
    units: list[str] = []

    def take(match: re.Match[str]) -> str:
        units.append(" ".join(match.group().split()))
        return " "

    text = WITHIN.sub(take, text)
    is_japanese = "丁目" in text or "番" in text
    match = None if is_japanese else KOREAN.search(text) or CHINESE.search(text)
    if match:
        before, number, after = text[: match.start(1)], match[1], text[match.end() :]
    else:
        text = JAPANESE.sub(r"\1-", text)
        match = JAPANESE_NUMBER.search(text)
        before, number, after = _around(text, match)
    more = " ".join(after.replace("-", " ", 1).split()).strip(" ,")
    return {
        "street": " ".join(before.replace(",", " ").split()),
        "house_number": number,
        "unit": ", ".join([*units, *filter(None, (more,))]),
        "postcode": code,
    }


def _around(text: str, match: re.Match[str] | None) -> tuple[str, str, str]:
    if match is None:
        return text, "", ""
    return text[: match.start()], match.group(), text[match.end() :]
