"""What a page says of values that only the browser has."""

from typing import Any

import reflex as rx

from foodapp.kit.money import Money
from foodapp.kit.words import n, t
from foodapp.ui import kit


def var(name: str, kind: Any) -> Any:
    return rx.Var(name, _var_type=kind).guess_type()


rows = var("rows", list[str])


def test_rows_are_counted_in_the_browser() -> None:
    assert str(kit.count(rows)) == "rows.length"
    assert str(kit.some(rows)) == "(rows.length > 0)"


def test_the_browser_looks_for_one_of_the_rows() -> None:
    assert str(kit.has(rows, "salad")) == 'rows.includes("salad")'
    assert ".hasOwnProperty(" in str(kit.has(var("by_id", dict[str, int]), "17"))


def test_a_choice_of_words_is_made_in_the_browser() -> None:
    assert str(kit.either(var("open", bool), "Open", "Closed")) == '(open ? "Open" : "Closed")'


def test_components_are_chosen_by_what_a_value_is() -> None:
    chosen = kit.cases(var("kind", str), ("new", rx.el.p("New")), otherwise=rx.el.p("Old"))
    assert isinstance(chosen, rx.Component)
    assert "New" in str(chosen)
    assert "Old" in str(chosen)


def test_a_number_stands_in_a_longer_text() -> None:
    assert "JSON.stringify(percent)" in str(kit.text(var("percent", int)) + "%")


def test_the_opposite_and_what_is_there_are_yes_or_no() -> None:
    assert str(kit.no(var("open", bool))) == "!(open)"
    assert str(kit.is_set(var("left", int))) == "isNotNullOrUndefined(left)"


def test_a_message_is_filled_in_the_browser() -> None:
    said = kit.phrase(t("Ask {customer} for the PIN", customer=var("job.customer", str)))
    assert str(said) == '(("Ask "+job.customer)+" for the PIN")'


def test_the_browser_says_how_many() -> None:
    said = str(kit.phrase(n("{count} order", "{count} orders", var("orders", int))))
    assert "orders?.valueOf?.() === 1" in said
    assert said.index('+" order")') < said.index('+" orders")')


def test_a_message_within_a_message_is_filled_too() -> None:
    waits = n("{count} minute", "{count} minutes", var("left", int))
    assert '+" minutes")' in str(kit.phrase(t("Answer within {time}.", time=waits)))


def test_a_message_without_values_of_the_browser_is_said_at_once() -> None:
    said = kit.phrase(t("At least {least}, {paid} paid.", least=12, paid=Money(250, "EUR")))
    assert said == "At least 12, €2.50 paid."


def test_a_value_that_is_known_stands_beside_one_of_the_browser() -> None:
    name, paid = var("name", str), Money(250, "EUR")
    said = kit.phrase(t("{name}: {paid}", name=name, paid=paid))
    assert str(said) == '((name+": ")+"\\u20ac2.50")'
