"""All that the platform has to know of a gateway before it talks to it: each says it in its own
folder, and is listed in gateways.known."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foodapp.kit.settings import Settings
from foodapp.kit.tender.amounts import Amounts

if TYPE_CHECKING:
    from foodapp.gateways.protocol import Gateway


@dataclass(frozen=True)
class Traits:
    """What a gateway's holds can do, and what it takes of each currency."""

    captures_part: bool  # else all is taken, and the rest refunded
    voids: bool  # else a hold that nobody takes lapses by itself, after hours or days
    saves_cards: bool  # for the next time; see vault.Vault
    amounts: Mapping[str, Amounts]  # by currency; one that is missing is not taken
    pays_out_whole: frozenset[str] = frozenset()  # currencies without decimals in transfers


@dataclass(frozen=True)
class PayeeAccounts:
    """How a payee's own account at this gateway is named: in a way of its own."""

    pattern: re.Pattern[str]
    begins: str  # as one reads it: "acct_..."


@dataclass(frozen=True)
class Declared:
    """One gateway. Its settings are named by their fields."""

    name: str  # in the database and in addresses: 16 characters at most, never renamed
    label: str  # as people read it
    traits: Traits
    open: Callable[[], "Gateway"]  # makes its client, whose import may take a second
    settings: type[Settings] = Settings
    needs: tuple[str, ...] = ()  # settings of which production has to have its own; a key first
    is_live: Callable[[], bool] = lambda: True  # money is real, by the keys that are set
    api_base: str = ""  # the setting with the address of its interface; empty: has none
    test_path: str = ""  # of its interface at the demo's test gateway
    at_home: frozenset[str] = frozenset()  # currencies that are its own where its keys are set
    payees: PayeeAccounts | None = None  # None: it pays nobody out


def variable(setting: str) -> str:
    """The environment variable of a setting."""
    return f"FOODAPP_{setting}".upper()
