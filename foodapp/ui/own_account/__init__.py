"""How somebody signs in, on the account page of every persona."""

from foodapp.ui.own_account.sections import account_sections, ways_section
from foodapp.ui.own_account.state import OwnAccount

__all__ = ["OwnAccount", "account_sections", "ways_section"]
