"""How far the books were compared: what may be said where no difference is open."""

from dataclasses import dataclass
from datetime import UTC, timedelta

from babel.dates import format_date
from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.gateways import known, registry
from foodapp.gateways.errors import Unavailable
from foodapp.kit.db import ReadSession
from foodapp.kit.words import say
from foodapp.reconciliation.models import Run
from foodapp.reconciliation.running import UNAVAILABLE

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Standing:
    title: str = ""
    text: str = ""


def standing(session: ReadSession, admin: Admin) -> Standing:
    """Nothing is called the same before it was compared, and only up to the day to which it was."""
    require(admin, Permission.SEE)
    last = {name: _last(session, name) for name in registry.names()}
    said = " ".join(_said(name, *runs) for name, runs in last.items())
    if all(compared is None for compared, _ in last.values()):
        return Standing("Not compared yet", said or "No gateway is set up.")
    if any(compared is None or compared is not newest for compared, newest in last.values()):
        return Standing("Not everything is compared", said)
    return Standing("No open differences", said)


def _last(session: ReadSession, gateway: str) -> tuple[Run | None, Run | None]:
    """(the last run that compared, the last of all)."""
    of_it = select(Run).where(Run.gateway == gateway).order_by(col(Run.started_at).desc()).limit(1)
    compared = of_it.where(col(Run.finished_at).is_not(None), Run.failure == "")
    return session.exec(compared).first(), session.exec(of_it).first()


def _said(gateway: str, compared: Run | None, newest: Run | None) -> str:
    name = known.label(gateway)
    if newest is None:
        return f"{name}: the first comparison is made tonight."
    if compared is None:
        return f"{name}: {_undone(newest)}"
    day = format_date((compared.until - INSTANT).astimezone(UTC).date(), "d MMM", locale="en")
    what = f"{compared.payments} compared" if compared.payments else "nothing had moved"
    moving = f", {compared.in_motion} still moving" if compared.in_motion else ""
    late = "" if compared is newest else f" Since then: {_undone(newest)}"
    return f"{name}, to the end of {day}: {what}{moving}.{late}"


def _undone(run: Run) -> str:
    if run.failure:
        return f"the comparison could not be made ({failure_of(run)})."
    return "being compared now."


def failure_of(run: Run) -> str:
    """A gateway's code, or a sentence from before there were codes, stands as it is."""
    return say(Unavailable().words) if run.failure == UNAVAILABLE else run.failure
