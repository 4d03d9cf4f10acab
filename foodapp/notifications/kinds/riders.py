"""What riders are told."""

from foodapp.notifications.kind import Kind

KINDS: tuple[Kind, ...] = ()
