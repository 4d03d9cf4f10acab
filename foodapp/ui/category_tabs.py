"""Tabs over the sections of a long list: `category_tabs(sections)` and elements with the ids
`section-<id>`."""

from typing import Any

import reflex as rx

from foodapp.ui import scripts


class CategoryTabs(rx.Component):
    library = f"$/public{scripts.script('category_tabs.jsx')}"
    tag = "CategoryTabs"
    sections: rx.Var[list[Any]]
    label: rx.Var[str]


def category_tabs(sections: Any, label: str = "Menu sections") -> rx.Component:
    """sections: a Var of objects with id and name."""
    return CategoryTabs.create(sections=sections, label=label)
