from hypothesis import given
from hypothesis import strategies as st

from foodapp.kit.text import one_line, paragraph

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=300)


@given(ANYTHING)
def test_whatever_is_typed_can_be_stored_and_shown(text):
    for cleaned in (one_line(text, 80), paragraph(text, 80)):
        assert len(cleaned) <= 80
        assert "\0" not in cleaned
        cleaned.encode()  # no lone surrogate is left


@given(ANYTHING)
def test_one_line_has_no_line_breaks_and_no_double_spaces(text):
    cleaned = one_line(text, 80)

    assert "\n" not in cleaned
    assert "  " not in cleaned


def test_a_name_cannot_turn_the_direction_of_what_follows():
    assert one_line("Cy\u202eevil\u2066", 80) == "Cyevil"


def test_joined_emoji_and_accents_stay():
    assert one_line("  José  👩‍🍳\tRossi ", 80) == "José 👩‍🍳 Rossi"


def test_a_paragraph_keeps_at_most_one_empty_line():
    assert paragraph("Good!\r\n\n\n\nVery good.  \n", 80) == "Good!\n\nVery good."
