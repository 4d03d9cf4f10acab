"""News of applications, invitations, colleagues."""

from foodapp.notifications.kind import Kind

KINDS: tuple[Kind, ...] = ()
