"""News of the account itself: its mailbox, its password, its sign-ins."""

from foodapp.notifications.kind import Kind

KINDS: tuple[Kind, ...] = ()
