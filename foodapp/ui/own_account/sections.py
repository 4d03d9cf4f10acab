"""The sections of an account page: e-mail, phone, password, second factor, devices."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from foodapp.accounts.passwords import LENGTHS
from foodapp.kit.words import n, say, t
from foodapp.ui.kit import (
    badge,
    button,
    dialog,
    each,
    either,
    error_banner,
    field,
    icon,
    icon_button,
    phrase,
    skeleton,
    some,
)
from foodapp.ui.own_account.phone import phone_section
from foodapp.ui.proving import proof_dialog
from foodapp.ui.sign_in.passkey import passkey_button
from foodapp.views.own_account import DeviceCard, PasskeyCard

Section = Callable[..., rx.Component]


def account_sections(screen: Any, section: Section) -> rx.Component:
    """screen: an OwnAccount; section: (title, content, id=) as the persona draws one."""
    return rx.fragment(
        error_banner(screen.error),
        rx.cond(
            screen.loaded,
            rx.el.div(
                section("E-mail", _email(screen), id="email"),
                section("Phone number", phone_section(screen), id="phone"),
                section("Password", _password(screen), id="password"),
                section("Second factor", ways_section(screen), id="second-factor"),
                section("Where you are signed in", _devices(screen), id="devices"),
                class_name="flex flex-col gap-4",
            ),
            skeleton(lines=8),
        ),
        proof_dialog(screen),
    )


def _email(screen: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(screen.ways.email, class_name="font-medium break-all"),
            rx.cond(
                screen.ways.is_email_proven,
                badge("Confirmed", look="done"),
                badge("Not confirmed yet", look="accent"),
            ),
            class_name="flex flex-wrap items-center gap-2 pb-2",
        ),
        rx.el.div(
            button("Change", look="quiet", on_click=screen.begin_moving, id="move-email"),
            rx.cond(
                screen.ways.is_email_proven,
                rx.fragment(),
                button("Mail me a link to confirm", look="plain", on_click=screen.send_proof),
            ),
            class_name="flex flex-wrap gap-2",
        ),
        dialog(
            screen.moving,
            "Another e-mail address",
            rx.el.form(
                field(
                    "New e-mail",
                    "email",
                    id="new-email",
                    type="email",
                    auto_complete="email",
                    required=True,
                    max_length=254,
                    error=screen.form_error,
                    hint="",
                ),
                rx.el.p(
                    "We mail a link to it. Until you press it nothing changes; your old mailbox is"
                    " told.",
                    class_name="pt-2 text-sm text-muted",
                ),
                rx.el.div(
                    button("Send the link", type="submit", id="send-move"), class_name="pt-4"
                ),
                on_submit=screen.move,
            ),
            on_close=screen.stop_moving,
            sheet=True,
        ),
    )


def _password(screen: Any) -> rx.Component:
    def entry(label: str, name: str, completes: str, hint: str = "") -> rx.Component:
        return field(
            label,
            name,
            type="password",
            auto_complete=completes,
            required=True,
            max_length=LENGTHS[-1],
            hint=hint,
        )

    least = say(t("At least {n} characters. Other devices are signed out.", n=LENGTHS[0]))
    return rx.cond(
        screen.ways.has_password,
        rx.el.form(
            entry("Current password", "current", "current-password"),
            entry("New password", "new", "new-password", least),
            rx.el.div(button("Change password", type="submit", look="quiet", id="change-password")),
            on_submit=screen.change_password,
            reset_on_submit=True,
            aria_label="Change your password",
            class_name="flex flex-col gap-2",
        ),
        rx.el.p(
            "You have none. Sign out and press “Forgotten your password?” to choose one.",
            class_name="text-muted",
        ),
    )


def ways_section(screen: Any) -> rx.Component:
    """The app, passkeys and recovery codes."""
    return rx.el.div(
        rx.el.p(
            "Whoever learns your password still does not get in. A passkey also signs you in by"
            " itself.",
            class_name="text-muted",
        ),
        rx.el.ul(
            each(screen.keys, lambda one: _passkey(screen, one)),
            rx.cond(screen.ways.has_app, _app(screen)),
            class_name="divide-y divide-line empty:hidden",
        ),
        rx.el.div(
            button(
                icon("fingerprint"),
                "Add a passkey",
                look="quiet",
                on_click=screen.begin_passkey,
                id="begin-passkey",
            ),
            rx.cond(
                screen.ways.has_app,
                rx.fragment(),
                button(
                    icon("smartphone"),
                    "Add an authenticator app",
                    look="quiet",
                    on_click=screen.begin_app,
                    id="begin-app",
                ),
            ),
            class_name="flex flex-wrap gap-2",
        ),
        rx.cond(screen.ways.has_app | some(screen.keys), _codes(screen)),
        _app_dialog(screen),
        _passkey_dialog(screen),
        _codes_dialog(screen),
        class_name="flex flex-col gap-3",
    )


def _row(drawn: str, name: Any, about: Any, *actions: Any) -> rx.Component:
    return rx.el.li(
        icon(drawn, class_name="shrink-0 text-muted"),
        rx.el.div(
            rx.el.p(name, class_name="break-words"),
            rx.el.p(about, class_name="text-sm text-muted tnum"),
            class_name="min-w-0 flex-1",
        ),
        *actions,
        class_name="flex items-center gap-3 py-2",
    )


def _passkey(screen: Any, one: PasskeyCard) -> rx.Component:
    return _row(
        "fingerprint",
        one.name,
        either(
            one.used != "",
            phrase(t("Since {since}, last used {used}", since=one.since, used=one.used)),
            phrase(t("Since {since}, never used yet", since=one.since)),
        ),
        rx.cond(one.is_doubted, badge("Perhaps copied", look="act")),
        icon_button(
            "trash-2",
            phrase(t("Remove {name}", name=one.name)),
            on_click=screen.remove_passkey(one.id),
        ),
    )


def _app(screen: Any) -> rx.Component:
    remove = icon_button("trash-2", "Remove the authenticator app", on_click=screen.remove_app)
    return _row("smartphone", "Authenticator app", "A code of six digits", remove)


def _codes(screen: Any) -> rx.Component:
    left = screen.ways.recovery_codes_left
    return rx.el.div(
        rx.el.p(
            either(
                left > 0,
                phrase(n("One recovery code is left.", "{count} recovery codes are left.", left)),
                "You have no recovery codes. Without one, a lost phone locks you out.",
            ),
            class_name="text-sm text-muted",
        ),
        button(
            either(left > 0, "Make new ones", "Make recovery codes"),
            look="plain",
            on_click=screen.renew_codes,
            id="renew-codes",
        ),
        class_name="flex flex-wrap items-center justify-between rounded-xl bg-sunken px-3 py-2",
    )


def _app_dialog(screen: Any) -> rx.Component:
    return dialog(
        screen.setup.secret != "",
        "Add an authenticator app",
        rx.el.p("Scan this with the app on your phone, then type the code it shows."),
        rx.el.img(
            src=screen.setup.picture, alt="QR code", class_name="mx-auto my-3 size-52 rounded-xl"
        ),
        rx.el.p("Or type this into it:", class_name="text-sm text-muted"),
        rx.el.p(screen.setup.secret, id="app-secret", class_name="tnum break-words font-mono"),
        rx.el.form(
            field(
                "Code",
                "code",
                id="app-code",
                input_mode="numeric",
                auto_complete="one-time-code",
                required=True,
                max_length=10,
                error=screen.form_error,
            ),
            button("Go on", type="submit", wide=True, id="confirm-app"),
            on_submit=screen.confirm_app,
            class_name="flex flex-col gap-3 pt-3",
        ),
        on_close=screen.drop_app,
        sheet=True,
    )


def _passkey_dialog(screen: Any) -> rx.Component:
    return dialog(
        screen.adding,
        "Add a passkey",
        rx.el.p(
            "This device, or a key that you plug in, will ask for your finger, your face or a PIN.",
            class_name="pb-4",
        ),
        passkey_button("Go on", "add", then="passkey-added", look="primary"),
        button("", on_click=screen.passkey_added, id="passkey-added", class_name="!hidden"),
        on_close=screen.drop_passkey,
        sheet=True,
    )


def _codes_dialog(screen: Any) -> rx.Component:
    return dialog(
        some(screen.codes),
        "Your recovery codes",
        rx.el.p(
            "Each opens your account once, with your password, when your phone is gone. Write them"
            " down or print them: they are not shown again.",
            class_name="pb-3",
        ),
        rx.el.ul(
            each(screen.codes, lambda code: rx.el.li(code)),
            id="recovery-codes",
            class_name="grid grid-cols-2 gap-2 rounded-xl bg-sunken p-3 font-mono text-sm",
        ),
        rx.el.div(button("I have kept them", on_click=screen.hide_codes), class_name="pt-4"),
        on_close=screen.hide_codes,
        sheet=True,
    )


def _devices(screen: Any) -> rx.Component:
    return rx.el.div(
        rx.el.ul(
            each(screen.devices, lambda one: _device(screen, one), key="ref"),
            class_name="divide-y divide-line",
        ),
        button(
            "Sign out everywhere else",
            look="quiet",
            on_click=screen.sign_out_others,
            id="sign-out-others",
            class_name="mt-3",
        ),
    )


def _device(screen: Any, one: DeviceCard) -> rx.Component:
    return rx.el.li(
        icon("monitor-smartphone", class_name="shrink-0 text-muted"),
        rx.el.div(
            rx.el.p(one.name),
            rx.el.p(
                phrase(t("Since {since}, last seen {seen}", since=one.since, seen=one.seen)),
                class_name="text-sm text-muted tnum",
            ),
            rx.cond(one.push != "", rx.el.p(one.push, class_name="text-sm text-muted")),
            class_name="min-w-0 flex-1",
        ),
        rx.cond(
            one.is_this,
            badge("This one", look="done"),
            button(
                "Sign out",
                look="plain",
                on_click=screen.sign_out_of(one.ref),
                aria_label=phrase(t("Sign out of {name}", name=one.name)),
            ),
        ),
        custom_attrs={"data-testid": "device"},
        class_name="flex items-center gap-3 py-2",
    )
