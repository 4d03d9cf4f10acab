"""Rights go to whoever holds a link for a proven address, once, and to nobody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlmodel import select

from foodapp.accounts import (
    accepting,
    addresses,
    disabling,
    invitations,
    knocking,
    passwords,
    people,
    rider_approval,
    roles,
    sessions,
    signing,
    staffing,
)
from foodapp.accounts.accepting import NoInvitation, Offer, OtherPerson
from foodapp.accounts.actors import AdminRole, Cookies, Customer, StaffRole
from foodapp.accounts.models import (
    Address,
    AdminGrant,
    AuditEntry,
    Invitation,
    InvitationKind,
    RiderProfile,
    StaffMember,
    User,
    Vehicle,
)
from foodapp.accounts.settings import settings
from foodapp.kit import db
from foodapp.kit.errors import DomainError, NotAllowed, NotFound, NotSignedIn
from foodapp.kit.geo import Position
from tests.fixtures import world as worlds
from tests.foodapp.accounts.inviting import (
    CHEF,
    NOBODY,
    PASSWORD,
    STRANGERS,
    accept,
    look,
    membership,
    owner_link,
    sign_up,
    token_of,
    user,
)


def test_an_invited_owner_accepts_chooses_a_password_and_is_signed_in(session, world):
    link = owner_link(session, world, email=" Chef@Example.org ")
    assert look(session, link) == Offer(CHEF, "owner", "Nonna", "Ada", is_new=True)

    done = accept(session, link)

    staff = sessions.restaurant_staff(session, Cookies(sid=done.token))
    assert (staff.restaurant_id, staff.role) == (world.nonna, StaffRole.OWNER)
    chef = user(session)
    assert (chef.name, chef.email_proven_at is not None) == ("Chef", True)
    assert passwords.matches(PASSWORD, chef.password_hash)
    actions = session.exec(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["staff_invited", "invitation_accepted"]


def test_whoever_registered_the_address_before_gets_nothing_and_is_out_afterwards(session, world):
    """The pre-registered takeover: the stranger waits with an account until the chef is invited."""
    stranger = sign_up(session)
    addresses.add(session, Customer(stranger.user_id), label="Home", at=Position(47.1, 9.5),
                  street="Trap 1", postcode="", city="Vaduz")  # fmt: skip
    link = owner_link(session, world)
    theirs = Cookies(sid=stranger.token)
    with pytest.raises(NotAllowed):
        sessions.restaurant_staff(session, theirs)
    assert look(session, link).is_taken

    accept(session, link)

    with pytest.raises(NotSignedIn):
        sessions.customer(session, theirs)
    knock = knocking.knock(session, email=CHEF, address="192.0.2.9", device_cookie="")
    with pytest.raises(signing.WrongPair):
        signing.sign_in(session, NOBODY, knock, password=STRANGERS, persona="restaurant")
    assert session.exec(select(Address).where(Address.user_id == stranger.user_id)).all() == []
    assert user(session).name == "Chef"


def test_a_proven_account_accepts_with_its_own_password(session, world):
    sid = session.get_one(User, world.stranger.user_id)
    sid.password_hash = passwords.hashed(STRANGERS)
    link = owner_link(session, world, email=sid.email, role=StaffRole.KITCHEN)
    assert not look(session, link).is_new

    with pytest.raises(signing.WrongPair):
        accept(session, link, password=PASSWORD)
    assert membership(session, world, sid.email) is None
    accept(session, link, password=STRANGERS, name="")

    assert membership(session, world, sid.email).role is StaffRole.KITCHEN
    assert user(session, sid.email).name == "Sid"
    assert sessions.customer(session, world.cookies["sid"])  # their other devices stay signed in


def test_looking_changes_nothing_however_often(session, world):
    link = owner_link(session, world)
    for _ in range(3):
        assert look(session, link).email == CHEF
    assert session.exec(select(User).where(User.email == CHEF)).first() is None
    assert accept(session, link).token


def test_somebody_else_who_is_signed_in_is_told_and_nothing_happens(session, world):
    link = owner_link(session, world)
    assert look(session, link, cookies=world.cookies["sid"]).signed_in_as == "sid@example.org"

    with pytest.raises(OtherPerson):
        accept(session, link, cookies=world.cookies["sid"])

    assert membership(session, world, "sid@example.org") is None
    assert sessions.customer(session, world.cookies["sid"])
    assert accept(session, link).token  # the link is good for its holder


def test_a_link_works_once(session, world):
    link = owner_link(session, world)
    accept(session, link)
    assert look(session, link) == Offer()
    with pytest.raises(NoInvitation):
        accept(session, link)


def test_a_link_ends(session, world, time_machine):
    time_machine.move_to("2026-05-04T12:00:00+00:00", tick=False)
    link = owner_link(session, world)
    time_machine.shift(timedelta(hours=settings().invitation_hours, seconds=1))
    assert look(session, link) == Offer()
    with pytest.raises(NoInvitation):
        accept(session, link)


def test_a_new_link_ends_the_one_before_and_a_withdrawn_one_opens_nothing(session, world):
    first, second = owner_link(session, world), owner_link(session, world)
    with pytest.raises(NoInvitation):
        accept(session, first)
    [waiting] = invitations.open_ones(session, world.admin, InvitationKind.STAFF)
    assert (waiting.email, waiting.role) == (CHEF, "owner")
    invitations.withdraw(session, world.admin, second.id)
    with pytest.raises(NoInvitation):
        accept(session, second)
    with pytest.raises(NotFound):
        invitations.withdraw(session, world.admin, second.id)


@pytest.mark.parametrize("persona", ["rider", "admin", "customer"])
def test_a_link_opens_at_its_own_persona_only(session, world, persona):
    link = owner_link(session, world)
    assert look(session, link, persona=persona) == Offer()
    with pytest.raises(NoInvitation):
        accept(session, link, persona=persona)


@pytest.mark.parametrize("token", ["", "x", "\0", "\ud800", "0" * 100])
def test_a_token_of_nonsense_is_no_invitation(session, world, token):
    with pytest.raises(NoInvitation):
        accepting.accept(session, NOBODY, token=token, persona="admin", password=PASSWORD,
                         name="X", address="192.0.2.1")  # fmt: skip


def test_only_the_hash_of_a_link_is_kept(session, world):
    link = owner_link(session, world)
    kept = session.exec(select(Invitation)).one()
    assert token_of(link) not in str(kept.model_dump())
    assert kept.token_hash == sessions.hashed(token_of(link))


@pytest.mark.parametrize("weak", ["short", "password123", "chef@example.org"])
def test_a_weak_password_leaves_the_link_whole(session, world, weak):
    link = owner_link(session, world)
    with db.transaction() as own, pytest.raises(passwords.WeakPassword), own.begin_nested():
        accept(own, link, password=weak)
    assert membership(session, world) is None
    assert accept(session, link).token


def test_the_kelvin_sign_is_not_invited_in_place_of_k(session, world):
    with pytest.raises(people.NotAnEmail):
        owner_link(session, world, email="quac\u212a@example.org")


def test_an_accepted_invitation_never_lowers_a_role(session, world):
    """Invited as a cook while one is the only owner: the restaurant keeps its owner."""
    link = owner_link(session, world, role=StaffRole.KITCHEN)
    accept(session, owner_link(session, world, email="other@example.org"))
    chef = worlds.person(session, "Chef")
    chef.password_hash = passwords.hashed(PASSWORD)
    staffing.join(session, world.nonna, chef, role=StaffRole.OWNER, given_by=None)
    session.flush()

    accept(session, link)

    session.expire_all()
    assert membership(session, world).role is StaffRole.OWNER


def test_a_disabled_account_is_given_nothing(session, world):
    link = owner_link(session, world, email="sid@example.org")
    disabling.disable(session, world.admin, world.stranger.user_id, reason="fraud")
    session.flush()
    with pytest.raises(DomainError, match="disabled"):
        accept(session, link)


def test_whoever_is_in_already_is_not_invited(session, world):
    with pytest.raises(DomainError, match="works here already"):
        owner_link(session, world, email="ana@example.org")
    with pytest.raises(DomainError, match="rider already"):
        invitations.invite_rider(
            session, world.admin, email="ravi@example.org", vehicle=Vehicle.CAR
        )
    with pytest.raises(DomainError, match="console role already"):
        invitations.invite_admin(
            session, world.admin, email="ada@example.org", role=AdminRole.VIEWER
        )


def test_an_invited_rider_waits_for_approval(session, world):
    link = invitations.invite_rider(
        session, world.admin, email="rosa@example.org", vehicle=Vehicle.SCOOTER
    )
    done = accept(session, link, persona="rider", name="Rosa")
    with pytest.raises(sessions.NoRider, match="being checked"):
        sessions.rider(session, Cookies(sid=done.token))
    rider_approval.approve(session, world.admin, done.user_id)
    session.flush()
    assert sessions.rider(session, Cookies(sid=done.token)).user_id == done.user_id
    profile = session.exec(select(RiderProfile).where(RiderProfile.user_id == done.user_id)).one()
    assert profile.vehicle is Vehicle.SCOOTER


def test_nobody_rides_with_an_address_that_is_not_proven(session, world):
    stranger = sign_up(session)
    session.add(RiderProfile(user_id=stranger.user_id))
    session.flush()
    with pytest.raises(DomainError, match="proven"):
        rider_approval.approve(session, world.admin, stranger.user_id)


def test_an_invited_admin_has_the_role_they_were_invited_for(session, world):
    link = invitations.invite_admin(
        session, world.admin, email="olga@example.org", role=AdminRole.SUPPORT
    )
    done = accept(session, link, persona="admin", name="Olga")
    assert sessions.admin(session, Cookies(sid=done.token)).role is AdminRole.SUPPORT
    assert session.get_one(AdminGrant, done.user_id).given_by == world.admin.user_id


def test_a_role_is_not_given_to_somebody_who_was_not_invited(session, world):
    stranger = sign_up(session)
    with pytest.raises(roles.NotInvited):
        roles.give(session, world.admin, stranger.user_id, role=AdminRole.VIEWER)


def test_the_link_leads_to_the_address_of_the_settings(session, world, monkeypatch):
    known = settings().model_copy(
        update={"public_url": "https://town.example", "restaurant_url": "https://kitchen.example/"}
    )
    monkeypatch.setattr(invitations, "settings", lambda: known)
    kitchen = urlsplit(owner_link(session, world).url)
    assert (kitchen.netloc, kitchen.path) == ("kitchen.example", "/restaurant/accept-invitation")
    rider = invitations.invite_rider(
        session, world.admin, email="r@example.org", vehicle=Vehicle.BICYCLE
    )
    assert rider.url.startswith("https://town.example/rider/accept-invitation?token=")


def test_two_who_accept_at_once_are_one(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
    with db.transaction() as session:
        link = owner_link(session, world)

    def attempt(_):
        try:
            with db.transaction() as session:
                return accept(session, link).user_id
        except NoInvitation:
            return None

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(attempt, range(4)))

    assert sum(one is not None for one in found) == 1
    with db.transaction() as session:
        assert membership(session, world).role is StaffRole.OWNER


def test_one_address_invited_twice_is_one_account(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
    with db.transaction() as session:
        links = [
            invitations.invite_staff(session, world.admin, where, email=CHEF, role=StaffRole.OWNER)
            for where in (world.nonna, world.rival)
        ]

    def attempt(link):
        with db.transaction() as session:
            return accept(session, link).user_id

    with ThreadPoolExecutor(2) as pool:
        found = set(pool.map(attempt, links))

    with db.transaction() as session:
        chef = session.exec(select(User).where(User.email == CHEF)).one()
        assert found == {chef.id}
        mine = session.exec(select(StaffMember).where(StaffMember.user_id == chef.id)).all()
        assert {one.restaurant_id for one in mine} == {world.nonna, world.rival}
