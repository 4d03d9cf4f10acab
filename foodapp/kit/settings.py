"""Everything an operator sets, read once from the environment (prefix FOODAPP_).

A part of the platform declares what is its own in a settings.py of its folder: a class that extends
Settings, listed by `parts()`. All of them are one object, so that a program starts with all of its
settings or says in one go what is wrong with them; `declared(Kind)` is that object as the part
knows it.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Self, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AliasChoices,
    Field,
    SecretStr,
    ValidationError,
    create_model,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from foodapp.kit import refused
from foodapp.kit.worth import about

DEMO_SECRET = "demo-only-secret-never-for-production"  # noqa: S105 - refused outside demo mode
PARTS = "*/settings.py"  # beside this folder

P = TypeVar("P", bound="Settings")


class Mode(StrEnum):
    DEMO = "demo"  # a town of sample data, a test gateway, known sign-ins
    PRODUCTION = "production"


class Persona(StrEnum):
    ALL = "all"
    CUSTOMER = "customer"
    RESTAURANT = "restaurant"
    RIDER = "rider"
    ADMIN = "admin"


class Settings(BaseSettings):
    # What is set to nothing is not set: compose names every setting, and most are left out.
    model_config = SettingsConfigDict(
        env_prefix="FOODAPP_", env_ignore_empty=True, frozen=True, secrets_dir=None, extra="ignore"
    )

    mode: Mode = Mode.PRODUCTION  # `make run`, the tests and the demo's files say demo
    persona: Persona = Persona.ALL  # which screens this process builds and serves
    host: str = "127.0.0.1"
    port: int = 8000
    # What people type; also the allowed Origin.
    public_url: str = Field(default_factory=lambda known: f"http://localhost:{known['port']}")
    # Where a persona's pages are, if on a host of their own; empty: at public_url.
    restaurant_url: str = ""
    rider_url: str = ""
    admin_url: str = ""
    trusted_proxy_hops: int = 0  # how many X-Forwarded-For entries our own proxies append
    web_workers: int = 2
    data_dir: Path = Path(".data")

    database_url: str = Field(
        default="", validation_alias=AliasChoices("DATABASE_URL", "FOODAPP_DATABASE_URL")
    )
    # The owner of the tables, who alone migrates; empty: DATABASE_URL is the owner's. Only
    # `foodapp migrate` and the demo's `foodapp seed` need to know it.
    database_owner_url: str = Field(
        default="",
        validation_alias=AliasChoices("DATABASE_OWNER_URL", "FOODAPP_DATABASE_OWNER_URL"),
    )
    redis_url: str = Field(
        default="", validation_alias=AliasChoices("REDIS_URL", "FOODAPP_REDIS_URL")
    )
    # A Valkey that may forget when it is full (tabs, pages, menus), so that the one with the jobs
    # never has to. Empty: the one of REDIS_URL keeps these, too.
    cache_url: str = ""
    # Connections that each process keeps; as many again when it is busy (docs/operations.md).
    db_pool_size: int = Field(4, gt=0)
    db_through_pooler: bool = False  # DATABASE_URL leads to PgBouncer in transaction mode

    # What the platform's own keys are worked out from, one a use (kit.keys).
    secret_key: SecretStr = SecretStr(DEMO_SECRET)
    # Those before it, parted by commas: nothing is signed with them, what they signed still counts.
    previous_secret_keys: SecretStr = SecretStr("")
    # A key of its own for one use, in place of the one worked out: "new" or, while an old one still
    # counts, "new,old". At least 32 characters each; empty: worked out.
    key_tabs: SecretStr = SecretStr("")
    key_devices: SecretStr = SecretStr("")
    key_gift_cards: SecretStr = SecretStr("")
    key_logs: SecretStr = SecretStr("")

    # Who does not use their sign-in for so long has to sign in again.
    staff_idle_minutes: float = Field(3 * 24 * 60, gt=0)  # of a restaurant: its tablet sleeps
    rider_idle_minutes: float = Field(24 * 60, gt=0)
    admin_idle_minutes: float = Field(8 * 60, gt=0)
    # Whoever moves money or rights has entered the password within so many minutes.
    reauth_minutes: float = Field(15, gt=0)
    invitation_hours: float = Field(7 * 24, gt=0)  # so long its link can be used

    gateway_port: int = 8010  # the demo's test gateway
    gateway_public_url: str = ""  # where browsers reach it; empty: our own host, its port

    brand_name: str = "Saffron"
    accent: str = ""  # a CSS colour in place of saffron
    currency: str = "EUR"
    time_zone: str = "Europe/Berlin"
    country: str = "DE"
    basemap: str = ""  # a .pmtiles file or a style URL; empty: OpenStreetMap's public tiles
    geocoder_url: str = ""  # a Nominatim server for addresses we do not know; empty: never ask
    media_dir: Path = Path(".data/media")

    service_fee_bps: int = 0
    commission_tax_bps: int = 0  # what the state takes of the platform's commission, on top of it
    # A payee's new account is paid after so long: time to notice that it is not theirs.
    payout_account_wait_hours: float = Field(72, ge=0)
    # Less than this waits for the next week. In minor units of FOODAPP_CURRENCY; about EUR 10.
    payout_minimum_minor: int = Field(default_factory=lambda known: about(1000, known["currency"]))
    operator_name: str = ""  # who invoices commission; empty: the brand
    operator_address: str = ""  # on invoices; lines parted by commas
    operator_tax_number: str = ""
    # Whether customers may pay riders in cash.
    takes_cash: bool = Field(default_factory=lambda known: known["mode"] is Mode.DEMO)
    # The dearest order in cash, and what a rider may hold of ours. In minor units of
    # FOODAPP_CURRENCY; about EUR 150.
    cash_most_minor: int = Field(default_factory=lambda known: about(15_000, known["currency"]))
    # By what one person with several accounts is told apart, where a promotion is for a first
    # order: any of card, phone, address, parted by commas. Empty: by account alone.
    first_order_by: str = "card,phone,address"
    # Cash by what a customer has paid before: see orders/cash_limits.py. Euro cents, in other
    # currencies about as much.
    cash_first_euro_cents: int = Field(4_000, ge=0)  # the dearest one of somebody new
    cash_step_euro_cents: int = Field(2_000, ge=0)  # each one paid raises that by so much
    cash_known_after: int = Field(3, ge=0)  # paid orders; then several at a time
    cash_open_most: int = Field(3, gt=0)  # at a time, of somebody known
    cash_needs_phone: bool = True
    accept_minutes: float = Field(10, gt=0)  # an order unanswered this long ends by itself
    prompt_minutes: float = Field(3, gt=0)  # ... and is brought up again after this long
    # The exception autopilot: how long each step waits (see autopilot/plans.py).
    call_restaurant_after_seconds: int = Field(180, gt=0)
    search_seconds: int = Field(600, gt=0)  # nobody found by then: the customer is told
    search_nearby_seconds: int = Field(240, gt=0)
    search_wider_seconds: int = Field(120, gt=0)
    search_raised_seconds: int = Field(120, gt=0)
    give_up_after_ready_seconds: int = Field(1200, gt=0)  # food that stood this long is over
    search_m: int = Field(10_000, gt=0)  # riders this far from the restaurant are asked
    search_wider_m: int = Field(20_000, gt=0)
    ride_raise_bps: int = Field(1500, ge=0)  # of a ride's pay, a step
    ride_raise_limit_bps: int = Field(3000, ge=0)  # of a ride's pay, all steps together
    rider_silent_seconds: int = Field(300, gt=0)  # no position, or none that moves
    rider_answer_seconds: int = Field(120, gt=0)
    substitute_answer_seconds: int = Field(600, gt=0)
    door_wait_seconds: int = Field(300, gt=0)  # nobody opens, or the address is not found
    refused_wait_seconds: int = Field(120, gt=0)  # refused, or unsafe; the customer may object
    damaged_wait_seconds: int = Field(60, gt=0)
    rider_near_m: int = Field(150, gt=0)  # a rider this near to a place is there
    # What one person of the console gives back in 24 hours without a second one, whole units.
    refunds_a_day_support: int = Field(100, ge=0)
    refunds_a_day_operations: int = Field(1_000, ge=0)
    tip_days: int = Field(7, ge=0)  # so long after a delivery its rider can be tipped
    # What one address may hold open, in each web process. Many people can share an address.
    tabs_of_address: int = Field(400, gt=0)
    new_tabs_a_minute: int = Field(300, gt=0)  # of one address; half of it at once
    pin_most_wrong: int = Field(15, gt=0)  # wrong PINs of an order in all; then a person decides
    log_level: str = "INFO"
    security_log: Path | None = None  # a file for sign-ins, roles, exports; else standard error

    @field_validator("database_url", "database_owner_url")
    @classmethod
    def _through_psycopg_3(cls, url: str) -> str:
        """Hosts hand out postgres://...; SQLAlchemy would look for another driver."""
        scheme, separator, rest = url.partition("://")
        known = scheme in ("postgres", "postgresql")
        return f"postgresql+psycopg{separator}{rest}" if known else url

    @model_validator(mode="after")
    def _production_refuses_defaults(self) -> Self:
        if self.mode is not Mode.PRODUCTION:
            return self
        defaults = {
            "FOODAPP_SECRET_KEY": _plain(self.secret_key) == DEMO_SECRET,
            **self.needed_by_parts(),
            "FOODAPP_PUBLIC_URL": not self.public_url.startswith("https://"),
        }
        if missing := [name for name, is_default in defaults.items() if is_default]:
            raise ValueError(f"Production needs its own value for {', '.join(missing)}.")
        if len(self.secret_key.get_secret_value()) < 32:
            raise ValueError("FOODAPP_SECRET_KEY needs at least 32 characters.")
        if short := [name for name, keys in self._other_keys().items() if _is_short(keys)]:
            raise ValueError(f"Each key of {', '.join(short)} needs at least 32 characters.")
        return self

    def _other_keys(self) -> dict[str, SecretStr]:
        return {
            "FOODAPP_PREVIOUS_SECRET_KEYS": self.previous_secret_keys,
            "FOODAPP_KEY_TABS": self.key_tabs,
            "FOODAPP_KEY_DEVICES": self.key_devices,
            "FOODAPP_KEY_GIFT_CARDS": self.key_gift_cards,
            "FOODAPP_KEY_LOGS": self.key_logs,
        }

    def needed_by_parts(self) -> dict[str, bool]:
        """Variables that production cannot leave as they are -> whether somebody has; each part
        adds its own to what the others say."""
        return {}

    def is_own(self, name: str) -> bool:
        """Set, and not to what everybody can read in the code."""
        is_set = bool(_plain(getattr(self, name)).strip())
        return is_set and (self.is_demo or not self.is_default(name))

    def is_default(self, name: str) -> bool:
        """As everybody can read it in the code."""
        default: str | SecretStr = type(self).model_fields[name].default
        return _plain(getattr(self, name)).strip() == _plain(default)

    @property
    def migration_url(self) -> str:
        return self.database_owner_url or self.database_url

    def url_of(self, persona: str) -> str:
        """Where this persona's pages are, without a slash at the end."""
        own = "" if persona == "customer" else str(getattr(self, f"{persona}_url"))
        return (own or self.public_url).rstrip("/")

    @property
    def gateway_page_base(self) -> str:
        """Where browsers reach the demo's test gateway."""
        if self.gateway_public_url:
            return self.gateway_public_url.rstrip("/")
        here = urlsplit(self.public_url)
        return f"{here.scheme}://{here.hostname}:{self.gateway_port}"

    @property
    def test_gateway_url(self) -> str:
        """Where our own programs reach the demo's test gateway; empty where there is none."""
        return f"http://127.0.0.1:{self.gateway_port}" if self.is_demo else ""

    @property
    def is_demo(self) -> bool:
        return self.mode is Mode.DEMO


def _is_short(keys: SecretStr) -> bool:
    return any(len(key.strip()) < 32 for key in keys.get_secret_value().split(",") if key.strip())


def _plain(value: str | SecretStr) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


@cache
def whole() -> type[Settings]:
    """All settings there are: those above and those of every part."""
    package = Path(__file__).parents[1]
    found = (file.parent.name for file in sorted(package.glob(PARTS)))
    names = [f"{package.name}.{name}.settings" for name in found if name != "kit"]
    return joined(kind for name in names for kind in import_module(name).parts())


def joined(parts: Iterable[type[Settings]]) -> type[Settings]:
    """One class of all these parts."""
    return create_model("WholeSettings", __base__=tuple(parts) or (Settings,))


@cache
def settings() -> Settings:
    """Ends the program, whichever it is, with a sentence for each setting that is refused."""
    try:
        return whole()()
    except ValidationError as reasons:
        raise SystemExit(refused.sentences(reasons, whole())) from None


def declared(kind: type[P]) -> P:
    """The same settings, as the part that declares this class knows them."""
    found = settings()
    if not isinstance(found, kind):
        raise LookupError(f"no part declares {kind.__name__}")
    return found
