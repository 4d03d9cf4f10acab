"""HTML and text of an e-mail, from one letter. Jinja escapes every value; styles stand at each
element, because mail programs read nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from foodapp.notifications.document import Document, Row

TEMPLATES = Path(__file__).parent / "templates"
# Gmail cuts a mail off at 102 KB; both parts together stay well below.
HTML_ROWS_BYTES = 30_000
TEXT_ROWS_BYTES = 30_000
ROW_MARKUP = 700  # bytes of a row's own HTML


@dataclass(frozen=True)
class Letter:
    """Everything that is said, in words. Addresses are absolute, or empty."""

    brand: str
    accent: str
    home: str
    title: str
    paragraphs: tuple[str, ...]
    button: str
    url: str
    document: Document | None
    why_sent: str
    choices_url: str
    unsubscribe_url: str
    locale: str


def html(letter: Letter) -> str:
    """A long receipt shows what there is room for; the rest is one press away, and in the text."""
    rows = letter.document.rows if letter.document else ()
    shown = _within(rows, HTML_ROWS_BYTES)
    return (
        _environment()
        .get_template("letter.html")
        .render(
            letter=letter,
            document=letter.document,
            rows=shown,
            more=len(rows) - len(shown),
            pictured=any(row.picture for row in shown),
        )
    )


def text(letter: Letter) -> str:
    """Complete: every line, names cut where there are very many."""
    rows = letter.document.rows if letter.document else ()
    longest = max(12, TEXT_ROWS_BYTES // max(len(rows), 1) - 40)
    told = (
        _environment()
        .get_template("letter.txt")
        .render(letter=letter, document=letter.document, rows=[_cut(row, longest) for row in rows])
    )
    lines = [line.rstrip() for line in told.splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip() + "\n"


def _within(rows: Sequence[Row], most: int) -> list[Row]:
    kept: list[Row] = []
    for row in rows:
        said = (row.name, row.detail, row.amount, row.picture, row.picture_says)
        most -= ROW_MARKUP + sum(_weight(one) for one in said)
        if most < 0:
            break
        kept.append(row)
    return kept


def _cut(row: Row, longest: int) -> Row:
    name, detail = _up_to(row.name, longest), ""
    if row.detail:
        detail = _up_to(row.detail, longest - _weight(name))
    return Row(name, detail, row.amount)


def _up_to(words: str, most: int) -> str:
    """At a whole sign; empty where there is no room at all."""
    if _weight(words) <= most:
        return words
    kept = ""
    for sign in words:
        if (most := most - _weight(sign)) < 3:
            break
        kept += sign
    return f"{kept}…" if kept else ""


def _weight(words: str) -> int:
    """Bytes on the way: base64 makes four of three, quoted-printable three of one."""
    return sum(1 if sign.isascii() else 4 for sign in words)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
