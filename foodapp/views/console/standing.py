"""How far the books were compared: what may be said where no difference is open."""

from dataclasses import dataclass
from datetime import UTC, timedelta

from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.gateways import known, registry
from foodapp.gateways.errors import Unavailable
from foodapp.kit import when
from foodapp.kit.db import ReadSession
from foodapp.kit.words import Words, paragraph, say, t
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
        return say(t("{gateway}: the first comparison is made tonight.", gateway=name))
    if compared is None:
        return say(t("{gateway}: {undone}", gateway=name, undone=_undone(newest)))
    told = [_told(compared).with_({"gateway": name})]
    if compared is not newest:
        told.append(t("Since then: {undone}", undone=_undone(newest)))
    return paragraph(told)


def _told(run: Run) -> Words:
    """Without the gateway's name."""
    said = t("{gateway}, to the end of {day}: nothing had moved.")
    if run.payments and run.in_motion:
        said = t("{gateway}, to the end of {day}: {compared} compared, {moving} still moving.")
    elif run.payments:
        said = t("{gateway}, to the end of {day}: {compared} compared.")
    elif run.in_motion:
        said = t("{gateway}, to the end of {day}: nothing had moved, {moving} still moving.")
    day = when.Day((run.until - INSTANT).astimezone(UTC).date(), "d MMM")
    return said.with_({"day": day, "compared": run.payments, "moving": run.in_motion})


def _undone(run: Run) -> Words:
    if run.failure:
        return t("the comparison could not be made ({failure}).", failure=failure_of(run))
    return t("being compared now.")


def failure_of(run: Run) -> str:
    """A gateway's code, or a sentence from before there were codes, stands as it is."""
    return say(Unavailable().words) if run.failure == UNAVAILABLE else run.failure
