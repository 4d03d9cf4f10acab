import pytest

from foodapp.kit import wording
from foodapp.kit.words import t


def test_a_line_is_tidied():
    assert wording.line(" Nonna’s\t pizza\n\0", t("The name"), most=20) == "Nonna’s pizza"


def test_too_long_is_refused_never_cut():
    with pytest.raises(wording.TooLong, match="at most 5 characters"):
        wording.line("Margherita", t("The name"), most=5)


@pytest.mark.parametrize("nothing", ["", "  ", "\ud800", "\x00"])
def test_what_is_needed_cannot_be_empty(nothing):
    with pytest.raises(wording.Missing, match="The name cannot be empty"):
        wording.line(nothing, t("The name"), most=5, needed=True)
