import pytest

from foodapp.chat.masking import masked


@pytest.mark.parametrize(
    "text",
    [
        "+423 231 00 01",
        "0041793334455",
        "079 333 44 55",
        "079-333.44/55",
        "(555) 010-4477",
        "٠٧٩٣٣٣٤٤٥٥",
        "0 7 9 3 3 3 4 4 5 5",
        "079\u200b333\u200b4455",
        "cy@example.org",
        "cy @ example.org",
        "cy (at) example.org",
    ],
)
def test_what_leads_elsewhere_is_hidden(text):
    assert masked(f"Reach me: {text} thanks") == "Reach me: ••• thanks"


@pytest.mark.parametrize(
    "text",
    ["Code 4711#", "Städtle 49, 9490 Vaduz", "K7P-42", "CHF 20.50", "at 18:40, floor 3", "2 × 12"],
)
def test_what_a_rider_needs_stays(text):
    assert masked(text) == text
