"""Become a partner, ride with us: the way in for restaurants and riders."""

from typing import Any

import reflex as rx

from customer import addresses
from customer.apply.forms import FORMS
from customer.apply.state import Applying, Partner, RideWithUs
from customer.layout import frame, page
from foodapp.applications.models import ApplicationKind
from foodapp.ui.kit import (
    button,
    card,
    cases,
    each,
    either,
    error_banner,
    heading,
    icon,
    link_button,
    skeleton,
)
from foodapp.views.customer.applying import AskedLine, steps

Screen = type[Applying]


@page(
    addresses.PARTNER,
    "Become a partner",
    Partner.load,
    description="Bring your restaurant's food to more people of your town.",
)
def partner() -> rx.Component:
    return _page(
        Partner,
        ApplicationKind.RESTAURANT,
        "Become a partner",
        "Your food, brought to your town. Apply in ten minutes; we answer within days.",
        (
            ("store", "Your place, your menu, your prices"),
            ("bike", "Our riders bring it, or your guests fetch it"),
            ("landmark", "Paid out every week, with a statement"),
        ),
        "/restaurant",
        "Go to your restaurant",
    )


@page(
    addresses.RIDE,
    "Ride with us",
    RideWithUs.load,
    description="Bring food through your town, when it suits you.",
)
def ride() -> rx.Component:
    return _page(
        RideWithUs,
        ApplicationKind.RIDER,
        "Ride with us",
        "Bring food through your town, when it suits you. Apply in five minutes.",
        (
            ("clock", "Go online when you like"),
            ("wallet", "See what a ride pays before you take it; all tips are yours"),
            ("shield-check", "Support that answers while you ride"),
        ),
        "/rider",
        "Go online",
    )


def _page(
    screen: Screen,
    kind: ApplicationKind,
    title: str,
    says: str,
    gains: tuple[tuple[str, str], ...],
    home: str,
    go: str,
) -> rx.Component:
    return frame(
        heading(title),
        rx.el.p(says, class_name="pb-4 text-muted"),
        rx.el.div(error_banner(screen.error), class_name="pb-3 empty:hidden"),
        rx.cond(
            screen.loaded,
            cases(
                screen.page.standing,
                ("draft", _form(screen, kind)),
                ("asked_again", rx.fragment(_asked_again(screen), _form(screen, kind))),
                ("sent", _sent(screen)),
                ("approved", _approved(screen, home, go)),
                ("declined", _declined(screen)),
                otherwise=_begin(screen, gains),
            ),
            skeleton(lines=8),
        ),
        narrow=True,
    )


def _begin(screen: Screen, gains: tuple[tuple[str, str], ...]) -> rx.Component:
    address = addresses.PARTNER if screen is Partner else addresses.RIDE
    return card(
        rx.el.ul(
            *[
                rx.el.li(
                    icon(name, class_name="shrink-0 text-accent-ink"),
                    words,
                    class_name="flex items-center gap-3 py-2",
                )
                for name, words in gains
            ],
            class_name="pb-3",
        ),
        rx.cond(
            screen.page.is_signed_in,
            button("Apply now", wide=True, on_click=screen.begin, id="apply"),
            rx.el.div(
                link_button("Create an account and apply", to=f"/sign-up?next={address}",
                            wide=True, id="apply-new"),
                link_button("I have an account", to=f"/sign-in?next={address}", look="quiet",
                            wide=True, id="apply-known"),
                class_name="flex flex-col gap-2",
            ),
        ),
        class_name="p-6",
    )  # fmt: skip


def _form(screen: Screen, kind: ApplicationKind) -> rx.Component:
    drawn = FORMS[kind]
    return rx.el.div(
        _way(screen, kind),
        cases(
            screen.step,
            *[(key, draw(screen)) for key, draw in drawn.items()],
            otherwise=rx.fragment(),
        ),
        rx.el.p(
            "Everything is kept as you go on: leave, and come back whenever you like.",
            class_name="pt-3 text-sm text-muted",
        ),
        class_name="flex flex-col gap-3",
    )


def _way(screen: Screen, kind: ApplicationKind) -> rx.Component:
    """Where one is: each step can be gone back to."""
    return rx.el.ol(
        *[
            rx.el.li(
                rx.el.button(
                    rx.el.span(str(nth), class_name="tnum"),
                    rx.el.span(words, class_name=either(screen.step == key, "", "max-sm:sr-only")),
                    type="button",
                    on_click=screen.go_to(key),
                    aria_current=either(screen.step == key, "step", "false"),
                    class_name=either(
                        screen.step == key,
                        "inline-flex min-h-11 min-w-11 items-center justify-center gap-2"
                        " rounded-full bg-accent-soft px-4 text-sm font-semibold text-accent-ink",
                        "inline-flex min-h-11 min-w-11 items-center justify-center gap-2"
                        " rounded-full bg-sunken px-4 text-sm text-ink hover:bg-line",
                    ),
                )
            )
            for nth, (key, words) in enumerate(steps(kind), start=1)
        ],
        aria_label="Steps",
        class_name="flex flex-wrap gap-2",
    )


def _asked_again(screen: Screen) -> rx.Component:
    return card(
        heading("We ask again", level=2),
        rx.cond(screen.page.message != "", rx.el.p(screen.page.message, class_name="py-1")),
        rx.el.ul(each(screen.page.asked, _asked), class_name="list-disc pl-5"),
        rx.el.p("Please change this, and send it again.", class_name="pt-2 text-sm text-muted"),
        id="asked-again",
        class_name="mb-4 border-act",
    )


def _asked(one: AskedLine) -> rx.Component:
    return rx.el.li(rx.el.b(one.words), rx.cond(one.why != "", rx.el.span(" – ", one.why)))


def _standing(screen: Screen, *children: Any) -> rx.Component:
    return card(
        rx.el.p(
            rx.el.span(screen.page.words, id="application-stands", class_name="font-semibold"),
            rx.el.span(" · ", screen.page.since, class_name="text-muted tnum"),
        ),
        *children,
        class_name="flex flex-col gap-3 p-6",
    )


def _sent(screen: Screen) -> rx.Component:
    return _standing(
        screen,
        rx.el.p(
            "We write to ",
            rx.el.b(screen.page.email, class_name="break-all"),
            " as soon as there is an answer. It is shown here, too.",
            class_name="text-muted",
        ),
        rx.el.div(button("Take it back", look="quiet", on_click=screen.take_back, id="take-back")),
    )


def _approved(screen: Screen, home: str, go: str) -> rx.Component:
    return _standing(
        screen,
        rx.cond(
            screen.page.is_proven,
            link_button(go, to=home, id="go-on", wide=True),
            rx.el.p(
                "Welcome! We have sent a link to ",
                rx.el.b(screen.page.email, class_name="break-all"),
                ": open it to begin. It shows that the address is yours.",
            ),
        ),
    )


def _declined(screen: Screen) -> rx.Component:
    return _standing(
        screen,
        rx.el.p(screen.page.message, class_name="whitespace-pre-line"),
        rx.el.div(button("Apply anew", look="quiet", on_click=screen.begin, id="apply")),
    )
