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
from foodapp.kit.personas import Persona, Served

DEMO_SECRET = "demo-only-secret-never-for-production"  # noqa: S105 - refused outside demo mode
PARTS = "*/settings.py"  # beside this folder

P = TypeVar("P", bound="Settings")


class Mode(StrEnum):
    DEMO = "demo"  # a town of sample data, a test gateway, known sign-ins
    PRODUCTION = "production"


class Settings(BaseSettings):
    # What is set to nothing is not set: compose names every setting, and most are left out.
    model_config = SettingsConfigDict(
        env_prefix="FOODAPP_", env_ignore_empty=True, frozen=True, secrets_dir=None, extra="ignore"
    )

    mode: Mode = Mode.PRODUCTION  # `make run`, the tests and the demo's files say demo
    persona: Served = "all"  # which screens this process builds and serves
    host: str = "127.0.0.1"
    port: int = 8000
    # What people type; also the allowed Origin.
    public_url: str = Field(default_factory=lambda known: f"http://localhost:{known['port']}")
    # Where a persona's pages are, if on a host of their own; empty: at public_url.
    restaurant_url: str = ""  # of restaurants' staff
    rider_url: str = ""  # of riders
    admin_url: str = ""  # of the console
    trusted_proxy_hops: int = 0  # how many X-Forwarded-For entries our own proxies append
    web_workers: int = 2  # processes that serve pages
    data_dir: Path = Path(".data")  # databases, logs and builds of `make run`

    # PostgreSQL's address, with the role that the programs have; empty: `make run` starts its own.
    database_url: str = Field(
        default="", validation_alias=AliasChoices("DATABASE_URL", "FOODAPP_DATABASE_URL")
    )
    # The owner of the tables, who alone migrates; empty: DATABASE_URL is the owner's. Only
    # `foodapp migrate` and the demo's `foodapp seed` need to know it.
    database_owner_url: str = Field(
        default="",
        validation_alias=AliasChoices("DATABASE_OWNER_URL", "FOODAPP_DATABASE_OWNER_URL"),
    )
    # Valkey's address: jobs, news, limits; empty: `make run` starts its own.
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
    key_tabs: SecretStr = SecretStr("")  # binds a browser's tab to its cookies
    key_devices: SecretStr = SecretStr("")  # browsers that somebody has signed in with before
    key_gift_cards: SecretStr = SecretStr("")  # the codes of cards that were bought
    key_second_factors: SecretStr = SecretStr("")  # what authenticator apps know, recovery codes
    key_logs: SecretStr = SecretStr("")  # hashes of people in the security log
    key_mail: SecretStr = SecretStr("")  # links in e-mails, and the address that they come back to

    gateway_port: int = 8010  # the demo's test gateway
    gateway_public_url: str = ""  # where browsers reach it; empty: our own host, its port

    brand_name: str = "Saffron"  # on every page, statement and message
    accent: str = ""  # a CSS colour in place of saffron
    currency: str = "EUR"  # ISO 4217, of the platform; a restaurant may have another one
    time_zone: str = "Europe/Berlin"  # IANA; the town's clock: consoles, weeks, statements
    country: str = "DE"  # ISO 3166-1; how numbers of phones are read, whose taxes and holidays
    basemap: str = ""  # a .pmtiles file or a style URL; empty: OpenStreetMap's public tiles
    media_dir: Path = Path(".data/media")  # pictures that were uploaded

    log_level: str = "INFO"  # DEBUG, INFO, WARNING or ERROR
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
            "FOODAPP_KEY_SECOND_FACTORS": self.key_second_factors,
            "FOODAPP_KEY_LOGS": self.key_logs,
            "FOODAPP_KEY_MAIL": self.key_mail,
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

    def url_of(self, persona: Persona) -> str:
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
