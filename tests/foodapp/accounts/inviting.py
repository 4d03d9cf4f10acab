"""Links to a team, and what is done with them."""

from urllib.parse import parse_qs, urlsplit

from sqlmodel import select

from foodapp.accounts import (
    accepting,
    invitations,
    signing,
)
from foodapp.accounts.actors import Cookies, StaffRole
from foodapp.accounts.models import (
    StaffMember,
    User,
)

CHEF = "chef@example.org"
PASSWORD, STRANGERS = "a-kettle-of-fish", "a-strangers-kettle"
NOBODY = Cookies()


def token_of(link: invitations.Link) -> str:
    return parse_qs(urlsplit(link.url).query)["token"][0]


def owner_link(session, world, email=CHEF, role=StaffRole.OWNER):
    return invitations.invite_staff(session, world.admin, world.nonna, email=email, role=role)


def accept(session, link, *, cookies=NOBODY, persona="restaurant", password=PASSWORD, name="Chef"):
    return accepting.accept(
        session,
        cookies,
        token=token_of(link),
        persona=persona,
        password=password,
        name=name,
        address="192.0.2.1",
    )


def look(session, link, *, cookies=NOBODY, persona="restaurant"):
    return accepting.look(session, cookies, token=token_of(link), persona=persona)


def sign_up(session, email=CHEF, password=STRANGERS):
    return signing.sign_up(
        session, NOBODY, email=email, password=password, name="Stranger", address="192.0.2.9"
    )


def user(session, email=CHEF) -> User:
    session.expire_all()
    return session.exec(select(User).where(User.email == email)).one()


def membership(session, world, email=CHEF) -> StaffMember | None:
    found = session.exec(select(User).where(User.email == email)).one_or_none()
    return session.get(StaffMember, (found.id, world.nonna)) if found else None
