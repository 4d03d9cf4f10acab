"""What the operator has set, and whether everything the platform stands on answers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import redis
from sqlalchemy import text
from sqlmodel import col, func, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.gateways import registry
from foodapp.gateways.declaring import Declared, variable
from foodapp.gateways.known import KNOWN
from foodapp.gateways.settings import ALL_OTHERS
from foodapp.gateways.settings import chosen as gateway_settings
from foodapp.kit import clock, heartbeat, when
from foodapp.kit.db import ReadSession
from foodapp.kit.outbox import OutboxEntry
from foodapp.kit.settings import settings
from foodapp.kit.valkey import valkey
from foodapp.kit.words import say, t
from foodapp.orders.settings import settings as order_settings
from foodapp.pictures import switch
from foodapp.restaurants.settings import settings as restaurant_settings
from foodapp.views.console.parts import Part
from foodapp.views.console.reaching import reaching

SILENT_AFTER_S = 90
NEARLY_FULL = 0.85  # of what Valkey may use
WAITS_TOO_LONG_S = 120


@dataclass(frozen=True)
class Setting:
    name: str
    value: str
    variable: str  # the environment variable that changes it
    means: str


@dataclass(frozen=True)
class SettingsPage:
    parts: list[Part]
    chosen: list[Setting]
    looked_at: str  # by the platform's clock: what is green was green then
    has_illustrations: bool  # made pictures are shown at all
    may_set: bool


def settings_page(session: ReadSession, admin: Admin) -> SettingsPage:
    here = clock.now().astimezone(when.town())
    return SettingsPage(
        health(session, admin),
        chosen(session, admin),
        f"{here:%H:%M:%S}",
        switch.read(session),
        admin.may(Permission.SETTINGS),
    )


def health(session: ReadSession, admin: Admin) -> list[Part]:
    require(admin, Permission.SEE)
    return [_database(session), _valkey(), _worker(), _outbox(session), *reaching(session)]


def chosen(session: ReadSession, admin: Admin) -> list[Setting]:
    """Nothing secret: of keys it is said only whether they are the operator's own."""
    require(admin, Permission.SEE)
    known = order_settings()
    fee = t("{percent} % of the dishes", percent=f"{known.service_fee_bps / 100:g}")
    answer = t(
        "{minutes} minutes, reminded after {prompt}",
        minutes=f"{known.accept_minutes:g}",
        prompt=f"{known.prompt_minutes:g}",
    )
    return [
        Setting("Mode", known.mode.value, "FOODAPP_MODE", "demo: a sample town, known sign-ins."),
        Setting("Address", known.public_url, "FOODAPP_PUBLIC_URL", "What people type."),
        Setting("Brand", known.brand_name, "FOODAPP_BRAND_NAME", "The name on every page."),
        Setting("Colour", known.accent or "saffron", "FOODAPP_ACCENT", "A CSS colour."),
        Setting("Currency", known.currency, "FOODAPP_CURRENCY", "ISO 4217, for new restaurants."),
        Setting("Time zone", known.time_zone, "FOODAPP_TIME_ZONE", "The clock of this console."),
        Setting("Country", known.country, "FOODAPP_COUNTRY", "How phone numbers are read."),
        *(_gateway(KNOWN[name]) for name in registry.names() if KNOWN[name].needs),
        Setting(
            "Payments by currency", _by_currency(), "FOODAPP_PAYMENT_GATEWAYS", "Who takes what."
        ),
        Setting("Service fee", say(fee), "FOODAPP_SERVICE_FEE_BPS", "In hundredths of a percent."),
        Setting("Base map", _basemap(), "FOODAPP_BASEMAP", "A .pmtiles file or a style's URL."),
        Setting("Addresses", _geocoder(), "FOODAPP_GEOCODER_URL", "A Nominatim server."),
        Setting(
            "Restaurants answer within",
            say(answer),
            "FOODAPP_ACCEPT_MINUTES",
            "Then the order ends by itself; reminders: FOODAPP_PROMPT_MINUTES.",
        ),
    ]


def _database(session: ReadSession) -> Part:
    version = str(session.execute(text("SHOW server_version")).scalar_one()).split(" ")[0]
    size = session.execute(
        text("SELECT pg_size_pretty(pg_database_size(current_database()))")
    ).scalar_one()
    revision = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    says = t(
        "PostgreSQL {version}, {size}, at {revision}", version=version, size=size, revision=revision
    )
    return Part("Database", True, say(says))


def _valkey() -> Part:
    try:
        # The client's annotation allows for an asynchronous answer; this client is synchronous.
        info = cast(dict[str, Any], valkey().info())
    except redis.RedisError:
        return Part("Valkey", False, "Does not answer", "Is it running? Live updates rest on it.")
    version = info.get("valkey_version") or info.get("redis_version", "")
    says = say(
        t("{version}, {memory} in use", version=version, memory=info.get("used_memory_human", ""))
    )
    most = int(info.get("maxmemory", 0))
    if most and int(info["used_memory"]) > most * NEARLY_FULL:
        return Part("Valkey", False, says, "Nearly full; then it refuses jobs. Who fills it?")
    return Part("Valkey", True, says)


def _worker() -> Part:
    silent_s = heartbeat.silent_s(valkey())
    if silent_s is None:
        return Part("Worker", False, "Cannot be told without Valkey")
    if silent_s > SILENT_AFTER_S:
        return Part("Worker", False, "No sign of life", "Restart the platform, and see its logs.")
    return Part(
        "Worker", True, say(t("Last sign of life {seconds} s ago", seconds=round(silent_s)))
    )


def _outbox(session: ReadSession) -> Part:
    waiting, oldest = session.exec(
        select(func.count(), func.min(OutboxEntry.recorded_at)).where(
            col(OutboxEntry.done_at).is_(None)
        )
    ).one()
    if not waiting:
        return Part("Follow-up work", True, "Nothing waits")
    waits_s = round((clock.now() - oldest).total_seconds())
    says = say(t("{waiting} waiting, the oldest for {seconds} s", waiting=waiting, seconds=waits_s))
    is_well = waits_s < WAITS_TOO_LONG_S
    return Part("Follow-up work", is_well, says, "" if is_well else "See the worker's logs.")


def _gateway(one: Declared) -> Setting:
    """How one that has keys is used."""
    name = t("Payments by {gateway}", gateway=one.label)
    means = t("Your key of {gateway}.", gateway=one.label)
    return Setting(say(name), _standing(one), variable(one.needs[0]), say(means))


def _standing(one: Declared) -> str:
    if settings().is_default(one.needs[0]):
        return "the demo's own test gateway"
    return "live" if one.is_live() else "test mode"


def _by_currency() -> str:
    chosen = gateway_settings().gateway_by_currency
    labels = {code: KNOWN[name].label for code, name in chosen.items()}
    special = [f"{code}: {label}" for code, label in labels.items() if code != ALL_OTHERS]
    others = say(t("all others: {gateway}", gateway=labels[ALL_OTHERS]))
    return ", ".join([*special, others])


def _basemap() -> str:
    """Only the host, or the file's name: an address may hold a key."""
    chosen = settings().basemap
    if not chosen:
        return "OpenStreetMap's public tiles"
    return urlsplit(chosen).hostname or Path(chosen).name


def _geocoder() -> str:
    """Only the host: an address may hold a key."""
    url = restaurant_settings().geocoder_url
    return urlsplit(url).hostname or "set" if url else "only those imported"
