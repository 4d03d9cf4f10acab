"""What an applicant reads of their own application."""

from dataclasses import dataclass, field

from foodapp.accounts.actors import Visitor
from foodapp.accounts.models import User
from foodapp.applications import applying
from foodapp.applications.models import (
    EDITABLE,
    Application,
    ApplicationKind,
    ApplicationStatus,
)
from foodapp.applications.questions import QUESTIONS, STEPS, asked_of
from foodapp.kit import clock, private_files, when
from foodapp.kit.db import ReadSession
from foodapp.kit.words import say, t
from foodapp.restaurants import hours_week
from foodapp.restaurants.regions import calendar, region_at

STANDINGS = {
    ApplicationStatus.DRAFT: t("Not sent yet"),
    ApplicationStatus.SENT: t("Sent: we read it, usually within two working days"),
    ApplicationStatus.ASKED_AGAIN: t("We ask again"),
    ApplicationStatus.APPROVED: t("Approved"),
    ApplicationStatus.DECLINED: t("Declined"),
    ApplicationStatus.WITHDRAWN: t("Taken back"),
}


@dataclass(frozen=True)
class Paper:
    id: str
    name: str
    size: str  # "1.2 MB"


@dataclass(frozen=True)
class Wanted:
    """A paper that is asked for, with what was uploaded."""

    value: str  # key of its question
    words: str
    is_needed: bool
    why: str  # what an admin says of it
    files: list[Paper]


@dataclass(frozen=True)
class AskedLine:
    value: str
    words: str
    why: str


@dataclass(frozen=True)
class DayHours:
    value: str  # "Mo"
    name: str
    opens: str
    closes: str


@dataclass(frozen=True)
class Said:
    """An answer, to be read before it is sent."""

    value: str
    words: str
    answer: str


@dataclass(frozen=True)
class Applied:
    is_signed_in: bool = False
    email: str = ""
    standing: str = ""  # of ApplicationStatus; empty: nothing yet
    words: str = ""
    since: str = ""
    can_edit: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    cuisines: list[str] = field(default_factory=list)
    days: list[DayHours] = field(default_factory=list)
    place: list[float] = field(default_factory=list)  # [lng, lat]
    papers: list[Wanted] = field(default_factory=list)
    asked: list[AskedLine] = field(default_factory=list)
    message: str = ""
    said: list[Said] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    is_proven: bool = False  # whose address is not gets the rights by a link


def applied(session: ReadSession, visitor: Visitor, kind: ApplicationKind) -> Applied:
    """For anybody: whoever is not signed in is shown the way in."""
    customer = visitor.customer
    if customer is None:
        return Applied(days=_days(None))
    user = session.get_one(User, customer.user_id)
    row = applying.mine(session, customer, kind)
    if row is None:
        return Applied(is_signed_in=True, email=user.email, days=_days(None))
    return Applied(
        is_signed_in=True,
        email=user.email,
        standing=row.status.value,
        words=say(STANDINGS[row.status]),
        since=_since(row),
        can_edit=row.status in EDITABLE,
        answers={one.key: _text(row, one.key) for one in QUESTIONS[kind]},
        cuisines=list(row.answers.get("cuisines", [])),
        days=_days(row),
        place=[row.lng, row.lat] if row.lat is not None and row.lng is not None else [],
        papers=papers(session, row),
        asked=asked(row),
        message=row.message,
        said=said(row),
        missing=[say(one.words) for one in applying.missing_in(session, row)],
        is_proven=user.email_proven_at is not None,
    )


def papers(session: ReadSession, row: Application) -> list[Wanted]:
    """Those that are asked of this applicant, with what is there."""
    there = applying.documents_of(session, row.id)
    facts = private_files.facts(session, [one.file_id for one in there if one.file_id])
    return [
        Wanted(
            value=one.key,
            words=say(one.words),
            is_needed=one.is_needed,
            why=row.asked.get(one.key, ""),
            files=[
                Paper(str(paper.id), facts[paper.file_id].name, _size(facts[paper.file_id].size))
                for paper in there
                if paper.question == one.key and paper.file_id in facts
            ],
        )
        for one in asked_of(row.kind, row.answers)
        if one.is_document
    ]


def asked(row: Application) -> list[AskedLine]:
    return [
        AskedLine(one.key, say(one.words), row.asked[one.key])
        for one in asked_of(row.kind, row.answers)
        if one.key in row.asked
    ]


def said(row: Application) -> list[Said]:
    """Everything but papers and the place, which the page shows as what they are."""
    return [
        Said(one.key, say(one.words), _shown(row.answers.get(one.key, "")))
        for one in asked_of(row.kind, row.answers)
        if not one.is_document and one.key != "position"
    ]


def steps(kind: ApplicationKind) -> list[tuple[str, str]]:
    return [(key, say(words)) for key, words in STEPS[kind]]


def _text(row: Application, key: str) -> str:
    """As a form starts with it; empty where it is not answered."""
    answer = row.answers.get(key, "")
    return answer if isinstance(answer, str) else ""


def _shown(answer: object) -> str:
    if isinstance(answer, list):
        return ", ".join(str(one).replace("_", " ").capitalize() for one in answer)
    return str(answer)


def _since(row: Application) -> str:
    at = getattr(row, f"{row.status.value}_at", None) or row.saved_at
    return when.shown(at, when.town(), clock.now())


def _size(size: int) -> str:
    return (
        say(t("{size} MB", size=f"{size / 1024 / 1024:.1f}"))
        if size >= 100 * 1024
        else say(t("{size} KB", size=max(size // 1024, 1)))
    )


def _days(row: Application | None) -> list[DayHours]:
    """One stretch a day: what is more is added when the restaurant is there."""
    week = None
    if row is not None and row.answers.get("hours") and row.lat is not None:
        country = calendar(region_at(row.lat, row.lng or 0.0))
        week = hours_week.from_text(row.answers["hours"], country)
    stretches = [day[0] if day else ("", "") for day in week.days] if week else [("", "")] * 7
    return [
        DayHours(short, say(name), *hours)
        for short, name, hours in zip(hours_week.DAYS, hours_week.NAMES, stretches, strict=True)
    ]
