"""Figures for restaurants and for the people who run the platform, counted in the database."""
