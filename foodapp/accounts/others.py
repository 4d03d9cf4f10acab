"""Somebody else's account, held before it is judged: nobody in the console acts on their own."""

from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts.actors import Admin
from foodapp.accounts.models import User
from foodapp.accounts.permissions import recently_proven
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t


class NotOneself(DomainError):
    def __init__(self) -> None:
        super().__init__(t("You cannot do this to your own account."))


def lock(session: Session, admin: Admin, user_id: UUID) -> User:
    """Nobody else changes them until this transaction ends; the admin has just proven themselves.
    Whether the admin's role allows it, the caller has asked."""
    recently_proven(admin)
    if user_id == admin.user_id:
        raise NotOneself
    user = session.exec(
        select(User)
        .where(User.id == user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if user is None:
        raise NotFound("person")
    return user
