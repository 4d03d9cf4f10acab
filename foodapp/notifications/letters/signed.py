"""Addresses that only we can have made: links in e-mails, and where an e-mail comes back to."""

from uuid import UUID

from foodapp.kit import keys
from foodapp.notifications.letters.settings import settings

SHOWN = 16  # signs of a signature that a mailbox's name has room for


def choices_token(user_id: UUID) -> str:
    """What stands in the link to somebody's choices; it says nothing but whose they are."""
    return f"{user_id.hex}.{keys.sign(keys.Use.MAIL, f'choices:{user_id.hex}')[:32]}"


def whose_choices(token: str) -> UUID | None:
    """None: we have not made it."""
    whose, _, given = token.partition(".")
    try:
        user_id = UUID(hex=whose)
    except ValueError:
        return None
    return user_id if _is_ours(f"choices:{user_id.hex}", given, 32) else None


def comes_back_to(sending_id: UUID) -> str:
    """The return path of one mail (VERP): whose bounce it is, provably."""
    to = settings().mail_bounces_to
    if not to:
        return settings().mail_from
    name, _, domain = to.rpartition("@")
    return f"{name}+{sending_id.hex}{_signature(sending_id)}@{domain}"


def came_back(address: str) -> UUID | None:
    """Which mail this address of ours belongs to; None: none of ours."""
    _, _, tag = address.rpartition("@")[0].rpartition("+")
    try:
        sending_id = UUID(hex=tag[:32])
    except ValueError:
        return None
    return sending_id if _is_ours(f"bounce:{sending_id.hex}", tag[32:].lower(), SHOWN) else None


def _signature(sending_id: UUID) -> str:
    return keys.sign(keys.Use.MAIL, f"bounce:{sending_id.hex}")[:SHOWN]


def _is_ours(message: str, given: str, length: int) -> bool:
    return keys.is_signed(keys.Use.MAIL, message, given, length=length)
