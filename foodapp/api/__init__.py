"""HTTP routes. ROUTES is what the web program serves beside the screens.

Every endpoint says who may call it: `@acts_as("public")`, `@acts_as("customer")`... (a test walks
them). Refusals are DomainErrors; the web program turns them into {"error": sentence}.
"""

from starlette.routing import BaseRoute

from foodapp.api import (
    applications,
    auth,
    calls,
    cases,
    chat,
    demo_mail,
    health,
    mail,
    mailed,
    media,
    money,
    passkeys,
    pay,
    payouts,
    pictures,
    positions,
    presses,
    privacy,
    push,
    texts,
    tiles,
    webhooks,
)

ROUTES: list[BaseRoute] = [
    *health.ROUTES,
    *media.ROUTES,
    *pictures.ROUTES,
    *chat.ROUTES,
    *cases.ROUTES,
    *auth.ROUTES,
    *applications.ROUTES,
    *mailed.ROUTES,
    *passkeys.ROUTES,
    *payouts.ROUTES,
    *positions.ROUTES,
    *presses.ROUTES,
    *privacy.ROUTES,
    *tiles.ROUTES,
    *pay.ROUTES,
    *money.ROUTES,
    *push.ROUTES,
    *calls.ROUTES,
    *texts.ROUTES,
    *webhooks.ROUTES,
    *mail.ROUTES,
    *demo_mail.ROUTES,
]
