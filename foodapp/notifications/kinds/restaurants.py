"""What those who work in a restaurant are told."""

from foodapp.notifications.kind import Kind

KINDS: tuple[Kind, ...] = ()
