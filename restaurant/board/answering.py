"""The answer to a new order: yes with a time, or no with a reason. Kept without a network."""

from collections.abc import Mapping

import reflex as rx

from foodapp.kit.words import Words, n, say, t
from foodapp.ui.kit import button, closes, opens, phrase, plain_dialog, text
from foodapp.ui.presses import kept, while_kept
from foodapp.views.restaurant import reason_words
from foodapp.views.restaurant.board import BoardCard

MORE_OR_LESS = ((-5, "−5"), (5, "+5"), (10, "+10"), (20, "+20"))


def answer(card: BoardCard) -> rx.Component:
    """One tap with the usual time; less or more beside it."""
    return rx.el.div(
        kept(
            button(
                "Accept · ",
                card.suggested_minutes,
                " min",
                wide=True,
                class_name="text-lg min-h-14",
                custom_attrs={"data-accept": card.number},
            ),
            verb="accept",
            subject=card.id,
            says=text(card.suggested_minutes),
        ),
        rx.el.div(
            *[_other_time(card, more, words) for more, words in MORE_OR_LESS],
            button(
                "Reject",
                look="act",
                class_name="px-3!",
                aria_label=phrase(t("Reject {order}", order=card.number)),
                custom_attrs=opens("reject-" + card.id),
            ),
            class_name="grid grid-cols-[1fr_1fr_1fr_1fr_auto] gap-1.5",
        ),
        while_kept(
            "reject",
            card.id,
            will_be_sent("Rejected."),
        ),
        _reasons(card),
        class_name="flex flex-col gap-2",
    )


def _other_time(card: BoardCard, more: int, words: str) -> rx.Component:
    minutes = card.suggested_minutes + more
    return rx.cond(
        (minutes >= 5) & (minutes <= 120),
        kept(
            button(
                words,
                look="quiet",
                wide=True,
                class_name="px-0! tnum",
                aria_label=phrase(
                    n("Accept with {count} minute", "Accept with {count} minutes", minutes)
                ),
            ),
            verb="accept",
            subject=card.id,
            says=text(minutes),
            quiet=True,
        ),
    )


def _reasons(card: BoardCard) -> rx.Component:
    return plain_dialog(
        "reject-" + card.id,
        phrase(t("Why can you not take {order}?", order=card.number)),
        rx.el.p("The customer is told the reason and pays nothing.", class_name="pb-3 text-muted"),
        reasons("reject", card, reason_words.REJECTING),
    )


def reasons(verb: str, card: BoardCard, words_of: Mapping[str, Words]) -> rx.Component:
    """One button for each, in a plain dialog."""
    return rx.el.div(
        *[
            kept(
                button(
                    say(words),
                    look="quiet",
                    wide=True,
                    class_name="justify-start",
                    custom_attrs=closes(),
                ),
                verb=verb,
                subject=card.id,
                says=reason,
                quiet=True,
            )
            for reason, words in words_of.items()
        ],
        class_name="flex flex-col gap-2",
    )


def will_be_sent(what: str) -> rx.Component:
    """Of what was pressed in a dialog that is closed by now."""
    return rx.el.p(
        phrase(t("{pressed} Will be sent when the network is back.", pressed=what)),
        role="status",
        class_name="text-center text-sm font-semibold text-act",
    )
