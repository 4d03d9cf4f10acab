"""An open food ordering and delivery platform. See docs/decisions/0001-shape.md for the layout."""

import gc

# Objects made and not gone before garbage is looked for (Python's own: 700). Nearly all that a
# program of ours makes while it is loaded stays: a quarter of its start went into looking.
gc.set_threshold(50_000, 20, 20)
