"""What happens to the ways in which somebody signs in: the messages that follow carry ids alone,
and whatever opens an account is made when its message is."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from foodapp.kit.outbox import Event
from foodapp.kit.personas import Persona


class EmailUnproven(Event):
    """Somebody wants to prove that the mailbox of their account is theirs."""

    user_id: UUID
    persona: Persona


class ResetAsked(Event):
    """Of an account that exists: somebody says they have forgotten its password."""

    user_id: UUID
    persona: Persona


class SignInLinkAsked(Event):
    """browser_hash: of the visitor cookie it was asked for with; code: signed, of what that browser
    shows, for whoever opens the link in another one."""

    user_id: UUID
    persona: Persona
    browser_hash: str
    code: str


class EmailChangeAsked(Event):
    """By somebody who has just proven who they are."""

    user_id: UUID
    persona: Persona
    new_email: str


class EmailChanged(Event):
    user_id: UUID
    old_email: str


class PasswordChanged(Event):
    user_id: UUID


class AccountClaimed(Event):
    """An account whose address nobody had proven is its mailbox's holder's. What its maker left in
    it until then is gone; whoever keeps more of the kind (cards) takes it away, too."""

    user_id: UUID
    at: datetime


class SignedInAnew(Event):
    """From a browser and an address that this account did not know. device: "Firefox on Mac"."""

    user_id: UUID
    device: str
    persona: Persona


class Changed(StrEnum):
    """Codes, as they are stored in messages."""

    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    PASSKEY_DOUBTED = "passkey_doubted"  # perhaps somebody has a copy
    APP_ADDED = "app_added"
    APP_REMOVED = "app_removed"
    CODES_RENEWED = "codes_renewed"
    RECOVERY_CODE_USED = "recovery_code_used"
    CLEARED = "cleared"  # by an owner of the console, or by command


class CredentialChanged(Event):
    """How somebody signs in is another than before. name: of the passkey."""

    user_id: UUID
    what: Changed
    name: str = ""
