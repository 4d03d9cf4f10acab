from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine

from foodapp.kit import facts
from foodapp.kit.errors import DomainError, NotFound, Unusable
from foodapp.kit.geo import Distance
from foodapp.kit.money import Money
from foodapp.kit.settings import settings
from foodapp.kit.when import Moment
from foodapp.kit.words import Value, n, p, say, t

ONE, MANY = "{count} card is left.", "{count} cards are left."


def test_a_message_is_said_with_its_values() -> None:
    left = t("Only {left} × {dish} is left.", left=2, dish="Tiramisu")
    assert say(left) == "Only 2 × Tiramisu is left."


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Money(1250, "EUR"), "€12.50"),
        (10_000, "10,000"),
        (Decimal("8.875"), "8.875"),
        (Distance(1234), "1.2 km"),
        (t("the door"), "the door"),
        (("nuts", t("milk"), "eggs"), "nuts, milk and eggs"),
        (("nuts",), "nuts"),
        ((), ""),
        ("{0} {left.__class__} %s", "{0} {left.__class__} %s"),  # a name is no pattern
    ],
)
def test_values_are_put_into_words_where_they_are_read(value: Value, said: str) -> None:
    assert say(t("{value}", value=value)) == said


def test_only_what_a_message_names_is_put_into_words() -> None:
    assert (
        say(t("{dish} is sold out.", dish="Tiramisu", unused=object())) == "Tiramisu is sold out."
    )


def test_money_is_written_as_the_reader_s_language_does() -> None:
    assert say(t("{left} is left.", left=Money(1250, "EUR")), "de") == "12,50\xa0€ is left."


def test_a_moment_is_told_by_the_town_s_clock() -> None:
    at = datetime(2026, 5, 9, 16, 40, tzinfo=UTC)
    local = at.astimezone(ZoneInfo(settings().time_zone))
    with time_machine.travel(at):
        assert say(t("until {until}", until=Moment(at))) == f"until {local:%H:%M}"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 cards are left."), (1, "1 card is left."), (2, "2 cards are left.")]
)
def test_plurals_are_messages_apart(count: int, said: str) -> None:
    assert say(n(ONE, MANY, count)) == said


def test_what_is_said_without_values_may_hold_braces() -> None:
    assert say(t("Write {name} there.")) == "Write {name} there."


def test_a_context_is_not_said() -> None:
    assert say(p("of a shop", "Open")) == "Open"
    assert p("of a shop", "Open") != p("of a door", "Open")


def test_equal_messages_are_one_in_a_list_without_doubles() -> None:
    twice = [t("{dish} is sold out.", dish="Tiramisu"), t("{dish} is sold out.", dish="Tiramisu")]
    assert len(dict.fromkeys(twice)) == 1
    other = t("{dish} is sold out.", dish="Salami")
    assert len(dict.fromkeys([*twice, other])) == 2


def test_a_refusal_carries_its_msgid_and_values() -> None:
    refusal = DomainError(t("Only {left} is left to give back.", left=Money(250, "EUR")))
    assert refusal.words.msgid == "Only {left} is left to give back."
    assert refusal.words.values == {"left": Money(250, "EUR")}
    assert str(refusal) == "Only €2.50 is left to give back."


def test_what_is_not_found_or_unusable_is_a_value_of_the_message() -> None:
    assert str(NotFound("order")) == "We could not find that order."
    assert NotFound("order").words.msgid == NotFound("rider").words.msgid
    assert str(Unusable(t("The PIN"))).startswith("The PIN does not look right.")
    assert str(Unusable()).startswith("That input does not look right.")


def test_values_are_stored_as_what_they_are() -> None:
    values: dict[str, Value] = {
        "order": "K7P-42",
        "amount": Money(1250, "EUR"),
        "until": Moment(datetime(2026, 5, 9, 16, 40, tzinfo=UTC)),
        "found": 3,
    }
    stored = facts.packed(values)
    assert stored["amount"] == {"minor": 1250, "currency": "EUR"}
    assert facts.unpacked(stored) == values


@pytest.mark.parametrize("sentence", [t("The kitchen is too busy right now."), (t("a"), t("b"))])
def test_a_sentence_is_not_stored(sentence: Value) -> None:
    with pytest.raises(TypeError):
        facts.packed({"why": sentence})


def test_what_is_no_value_is_not_read_back() -> None:
    with pytest.raises(TypeError):
        facts.unpacked({"amount": {"minor": "12"}})
