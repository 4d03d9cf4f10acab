"""Talbruck: a town that does not exist, on ground that does, with ninety days behind it."""
