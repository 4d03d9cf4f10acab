"""An open food ordering and delivery platform. See docs/decisions/0001-shape.md for the layout."""
