"""What a mail server means when it says no (RFC 5321 replies, RFC 3463 status codes)."""

import re

STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
NO_SUCH_MAILBOX = (550, 551, 553)  # of a recipient, where no status is said
# 5.x.y that is about this mail, a full mailbox or a policy, and not about whether it exists.
NOT_THE_MAILBOX = (
    "5.2.2",
    "5.2.3",
    "5.3.",
    "5.4.1",
    "5.4.5",
    "5.4.6",
    "5.4.7",
    "5.5.",
    "5.6.",
    "5.7.",
)


def said(text: str) -> str:
    """The status in what a server says; empty: none."""
    found = STATUS.search(text)
    return found[0] if found else ""


def is_gone(status: str) -> bool:
    """Nothing will ever arrive there."""
    return status.startswith("5.") and not status.startswith(NOT_THE_MAILBOX)


def is_refused_for_good(code: int, status: str) -> bool:
    """The reply to a recipient: whether the mailbox does not exist."""
    return is_gone(status) if status else code in NO_SUCH_MAILBOX
