"""Restaurants and riders that want to join: they apply, an admin answers, first steps follow."""
