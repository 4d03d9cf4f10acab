"""Riders: their shifts, where they are, what they are offered and what they carry."""
