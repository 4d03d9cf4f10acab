"""A list that changes keeps each entry's own words, inputs and clocks: every entry has a key that
says what it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import reflex as rx
from reflex.compiler.compiler import into_component
from reflex_components_core.core.foreach import Foreach

from foodapp import app as program
from foodapp.orders.prices import PriceLine
from foodapp.ui.kit import each
from foodapp.ui.kit.lists import NoKey

ROOT = Path(__file__).parents[2]
SCREENS = ("customer", "restaurant", "rider", "admin", "foodapp")
# Entries that an editor itself calls by their place, under a parent that is drawn anew with them.
BY_PLACE = {"/restaurant/hours"}


class Lists(rx.State):
    words: list[str] = []
    prices: list[PriceLine] = []


def test_lists_are_made_by_each_alone() -> None:
    made = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for folder in SCREENS
        for file in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "foreach"
    ]
    assert [place.split(":")[0] for place in made] == ["foodapp/ui/kit/lists.py"]


def test_every_entry_on_every_page_has_a_key_that_says_what_it_is() -> None:
    program.app._apply_decorated_pages()
    pages = program.app._unevaluated_pages
    assert len(pages) > 40
    lists = [
        (f"/{route}", one)
        for route, page in pages.items()
        for one in _lists(into_component(page.component))
    ]
    assert len(lists) > 100
    by_place = {route for route, one in lists if _is_keyed_by_place(one)}
    assert by_place == BY_PLACE


def test_an_entry_without_an_id_needs_a_key() -> None:
    with pytest.raises(NoKey, match="PriceLine"):
        each(Lists.prices, lambda price: rx.el.p(price.label))
    keyed = each(Lists.prices, lambda price: rx.el.p(price.label), key="label")
    assert 'key:price_rx_state_?.["label"]' in str(keyed).replace(" ", "")


def test_the_same_words_may_stand_in_a_list_twice() -> None:
    drawn = str(each(Lists.words, lambda word: rx.el.li(word))).replace(" ", "")
    assert "word_rx_state_" in drawn.partition("key:")[2]
    assert "nth_word" in drawn.partition("key:")[2]


def _is_keyed_by_place(one: Foreach) -> bool:
    tag = one._render()
    return str(tag.render_component().key) == str(tag.get_index_var())


def _lists(component: rx.Component) -> Iterator[Foreach]:
    if isinstance(component, Foreach):
        yield component
    for child in component.children:
        if isinstance(child, rx.Component):
            yield from _lists(child)
