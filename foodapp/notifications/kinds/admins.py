"""What admins are told, in the order in which they are on call."""

from foodapp.notifications.kind import Kind

KINDS: tuple[Kind, ...] = ()
