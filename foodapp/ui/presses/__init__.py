"""Presses that outlive a lost network: see decision 19 and presses.presses."""

from foodapp.ui.presses.presses import keeper, kept, while_kept, while_lost

__all__ = ["keeper", "kept", "while_kept", "while_lost"]
