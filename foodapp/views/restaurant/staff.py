"""Who works in a restaurant, and what each role may do there."""

from dataclasses import dataclass

from foodapp.accounts import invitations, staffing
from foodapp.accounts.actors import STAFF_RIGHTS, RestaurantStaff, StaffRight, StaffRole
from foodapp.accounts.invitations import OpenInvitation
from foodapp.accounts.staffing import StaffCard
from foodapp.kit.db import ReadSession
from foodapp.kit.words import say, t

ROLE_WORDS = {
    StaffRole.OWNER: t("Owner"),
    StaffRole.MANAGER: t("Manager"),
    StaffRole.KITCHEN: t("Kitchen"),
}
RIGHT_WORDS = {
    StaffRight.COOK: t("Take orders and cook them"),
    StaffRight.RUN: t("Menu, hours, delivery, promotions, reviews"),
    StaffRight.MONEY: t("Payouts and the account they go to"),
    StaffRight.TEAM: t("Invite staff and take them off"),
}


@dataclass(frozen=True)
class RoleRights:
    """A row of the table: what may be done, and by which roles in their order."""

    value: str
    right: str
    by: list[bool]


@dataclass(frozen=True)
class Team:
    me: str  # the reader's own user id
    members: list[StaffCard]
    waiting: list[OpenInvitation]


def team(session: ReadSession, staff: RestaurantStaff) -> Team:
    return Team(
        me=str(staff.user_id),
        members=staffing.colleagues(session, staff),
        waiting=invitations.open_in_team(session, staff),
    )


def roles() -> list[tuple[str, str]]:
    """To choose from: (value, words)."""
    return [(role.value, say(words)) for role, words in ROLE_WORDS.items()]


def rights() -> list[RoleRights]:
    return [
        RoleRights(right.value, say(words), [right in STAFF_RIGHTS[role] for role in ROLE_WORDS])
        for right, words in RIGHT_WORDS.items()
    ]
