"""News of lines that somebody has written."""

from foodapp.notifications.kind import Kind

KINDS: tuple[Kind, ...] = ()
