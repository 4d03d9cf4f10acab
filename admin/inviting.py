"""Inviting from the console: whom an admin may invite, an admin may invite no more."""

from uuid import UUID

from admin.state import AdminState
from foodapp.accounts import invitations
from foodapp.ui import inviting


class InvitedLink(inviting.InvitedLink, AdminState, mixin=True):
    """A screen of the console that shows the link of who was invited just now."""


class Inviting(inviting.Inviting, AdminState, mixin=True):
    """A screen of the console from which people are invited."""

    async def _withdraw(self, invitation_id: UUID) -> None:
        await self._do(invitations.withdraw, invitation_id)
