"""An address as people type it, taken apart: `Flat 3, 220 High Street` is number 220, and the flat
is a note for the rider. See docs/decisions/0021-addresses-and-imports.md."""

from foodapp.restaurants.typed.reading import Typed, read

__all__ = ["Typed", "read"]
