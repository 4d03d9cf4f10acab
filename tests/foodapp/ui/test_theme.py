"""Text can be read: 4.5 to 1 for every pair of tokens that screens put together (WCAG 2.2 AA)."""

import pytest

from foodapp.kit.settings import Settings
from foodapp.ui import theme


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *[("ink", ground) for ground in ("ground", "raised", "sunken", "accent_soft")],
        *[("muted", ground) for ground in ("ground", "raised", "sunken")],
        *[("accent_ink", ground) for ground in ("ground", "raised", "accent_soft")],
        *[("done", ground) for ground in ("ground", "raised", "done_soft")],
        *[("act", ground) for ground in ("ground", "raised", "act_soft")],
    ],
)
def test_every_pair_of_tokens_is_readable(tokens: theme.Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("accent", [theme.SAFFRON, "#1d4ed8", "#fff", "#000000", "#b3261e"])
def test_what_stands_on_the_accent_is_readable(accent: str) -> None:
    full = accent if len(accent) == 7 else "#" + "".join(2 * digit for digit in accent[1:])
    assert contrast(theme.on_accent(accent), full) >= 4.5


def test_an_accent_that_is_no_colour_stays_out_of_the_style_sheet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for bad in ("red;}body{display:none", "url(//evil)", "</style>", "rgb(1,2,3);"):
        monkeypatch.setattr(theme, "settings", lambda bad=bad: Settings(accent=bad))
        assert theme.accent() == theme.SAFFRON
