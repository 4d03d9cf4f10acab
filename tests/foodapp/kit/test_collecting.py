"""What Babel collects from the code."""

from io import BytesIO

from babel.messages.extract import extract

from foodapp.kit.collecting import messages
from foodapp.kit.words import KEYWORDS


def collected(code: str) -> list[object]:
    found = extract(messages, BytesIO(code.encode()), keywords=dict(KEYWORDS))
    return [(message, context) for _, message, _, context in found]


def test_messages_plurals_and_contexts_are_collected() -> None:
    code = """
from foodapp.kit import errors
from foodapp.kit.words import n, p, t as told

raise errors.NotFound("order")
told("Only {left} is left.", left=n("{count} order", "{count} orders", 3))
p("of a shop", "Open")
"""
    assert collected(code) == [
        ("order", None),
        ("Only {left} is left.", None),
        (("{count} order", "{count} orders"), None),
        ("Open", "of a shop"),
    ]


def test_a_paragraph_of_a_page_is_no_message_but_may_hold_one() -> None:
    code = """
from foodapp.kit.words import t

rx.el.p("text-sm", phrase(t("Ordered {at}", at=order.at)))
"""
    assert collected(code) == [("Ordered {at}", None)]
