"""Restaurants: who cooks, where, when, and how far they deliver."""
