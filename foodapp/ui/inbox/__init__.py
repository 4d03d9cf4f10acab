"""What somebody was told: the bell in each frame, the list, and what they want to hear of."""

from foodapp.ui.inbox.page import bell, inbox
from foodapp.ui.inbox.state import BellState, InboxState

__all__ = ["BellState", "InboxState", "bell", "inbox"]
