"""Passkeys: a key pair of which the person's device keeps the private half.

Source: W3C Web Authentication, Level 3. They belong to one domain, which the settings say
(passkey_domain), and work on the origins that the settings list. One that was made with the person
verified (a finger, a PIN) signs in by itself; with a password any of them is the second factor.
"""

import struct
from typing import Any
from uuid import UUID

import webauthn
from cryptography.exceptions import UnsupportedAlgorithm
from sqlmodel import Session, select
from webauthn.helpers import (
    bytes_to_base64url,
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from foodapp.accounts import limits, sessions, signing
from foodapp.accounts.actors import Cookies, Person
from foodapp.accounts.credentials import factors, proof, tokens
from foodapp.accounts.credentials.events import Changed
from foodapp.accounts.credentials.models import Passkey, Purpose
from foodapp.accounts.knocking import Came
from foodapp.accounts.models import User
from foodapp.accounts.settings import settings
from foodapp.accounts.signing import SignedIn
from foodapp.kit import clock, security
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.personas import Persona
from foodapp.kit.text import one_line
from foodapp.kit.words import t

Json = dict[str, Any]
# What the library raises for bytes that no authenticator would send.
MALFORMED = (
    WebAuthnException,
    UnsupportedAlgorithm,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    struct.error,
)


class NotThisPasskey(DomainError):
    """Unknown, of another place, not signed for this moment: a stranger learns no more."""

    status = 403

    def __init__(self) -> None:
        super().__init__(t("That passkey did not work here. Please try again, or another way."))


class MaybeCopied(DomainError):
    """Its counter did not go up: somebody else may have used a copy (Level 3, 6.1.1)."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            t(
                "This passkey may have been copied, so it does not sign you in. Please sign in in"
                " another way and remove it."
            )
        )


def options_to_add(session: Session, person: Person, *, sign_in: str) -> Json:
    """What the browser is asked to make. sign_in: hash of the session that asks."""
    proof.needed(session, person, sign_in)
    user = session.get_one(User, person.user_id)
    known = factors.passkeys_of(session, user.id)
    if len(known) >= factors.MOST_PASSKEYS:
        raise DomainError(t("You have as many passkeys as you can. Please remove one first."))
    options = webauthn.generate_registration_options(
        rp_id=settings().passkey_rp_id,
        rp_name=settings().brand_name,
        user_id=user.id.bytes,
        user_name=user.email,
        user_display_name=user.name,
        challenge=_challenge(session, Purpose.ADD_PASSKEY, user.id),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one.credential_id) for one in known],
    )
    return options_to_json_dict(options)


def add(session: Session, person: Person, answer: Json, *, name: str, sign_in: str) -> Passkey:
    """answer: what the browser made."""
    try:
        made = parse_registration_credential_json(answer)
        challenge = parse_client_data_json(made.response.client_data_json).challenge
        token = tokens.take(session, Purpose.ADD_PASSKEY, challenge.decode())
        key = webauthn.verify_registration_response(
            credential=made,
            expected_challenge=challenge,
            expected_rp_id=settings().passkey_rp_id,
            expected_origin=settings().passkey_origin_list,
        )
    except MALFORMED as malformed:
        raise NotThisPasskey from malformed
    if token.user_id != person.user_id or _find(session, key.credential_id) is not None:
        raise NotThisPasskey
    name = one_line(name, 60) or "Passkey"
    row = Passkey(
        user_id=person.user_id,
        credential_id=key.credential_id,
        public_key=key.credential_public_key,
        sign_count=key.sign_count,
        name=name,
    )
    session.add(row)
    proof.added(session, person, Changed.PASSKEY_ADDED, sign_in=sign_in, name=name)
    return row


def remove(session: Session, person: Person, passkey_id: UUID, *, sign_in: str) -> None:
    proof.needed(session, person, sign_in)
    tokens.hold(session, person.user_id)
    row = session.exec(
        select(Passkey).where(Passkey.id == passkey_id, Passkey.user_id == person.user_id)
    ).one_or_none()
    if row is None:
        raise NotFound("passkey")
    session.delete(row)
    session.flush()  # what is left is judged without it
    proof.removed(session, person, Changed.PASSKEY_REMOVED, name=row.name)


def options_to_sign_in(session: Session, *, address: str) -> Json:
    """Of whomever: the device asks which of its passkeys is meant. address: the IP address."""
    limits.count_address(address)
    return _options(session, None, UserVerificationRequirement.REQUIRED)


def sign_in(
    session: Session, cookies: Cookies, answer: Json, *, persona: Persona, came: Came
) -> SignedIn | MaybeCopied:
    """The passkey says who it is, and that its owner was verified: nothing else is asked for.
    A refusal that has to be kept in the books is returned, not raised."""
    row = _used(session, answer, None, must_verify=True)
    if isinstance(row, MaybeCopied):
        return row
    user = session.get_one(User, row.user_id)
    if not signing.belongs(session, user, persona):
        raise signing.OtherDoor(persona)
    return signing.arrive(session, cookies, user, came, persona=persona, has_second_factor=True)


def options_of(session: Session, user_id: UUID) -> Json:
    """For somebody who is known already: to prove that it is they."""
    return _options(session, user_id, UserVerificationRequirement.PREFERRED)


def is_theirs(session: Session, answer: Json, user_id: UUID) -> bool | MaybeCopied:
    """Whether a passkey of this person has signed. What may be a copy is returned, to be kept."""
    row = _used(session, answer, user_id, must_verify=False)
    return row if isinstance(row, MaybeCopied) else True


def prove_again(
    session: Session, person: Person, answer: Json, *, sign_in: str
) -> MaybeCopied | None:
    """Before money or rights are moved: as good as the password (signing.prove_again)."""
    limits.count_proof(sign_in)
    used = is_theirs(session, answer, person.user_id)
    if isinstance(used, MaybeCopied):
        return used
    limits.forget_proof(sign_in)
    sessions.prove(session, person.user_id, sign_in=sign_in)
    return None


def _options(session: Session, user_id: UUID | None, verify: UserVerificationRequirement) -> Json:
    known = factors.passkeys_of(session, user_id) if user_id else []
    options = webauthn.generate_authentication_options(
        rp_id=settings().passkey_rp_id,
        challenge=_challenge(session, Purpose.USE_PASSKEY, user_id),
        allow_credentials=[PublicKeyCredentialDescriptor(id=one.credential_id) for one in known],
        user_verification=verify,
    )
    return options_to_json_dict(options)


def _challenge(session: Session, purpose: Purpose, user_id: UUID | None) -> bytes:
    """A token that works once: whatever signs it was asked for it now, here."""
    return tokens.issue(session, purpose, user_id=user_id).encode()


def _used(
    session: Session, answer: Json, user_id: UUID | None, *, must_verify: bool
) -> Passkey | MaybeCopied:
    """The passkey that has signed a challenge of ours, held. user_id: whose it has to be."""
    try:
        given = parse_authentication_credential_json(answer)
        challenge = parse_client_data_json(given.response.client_data_json).challenge
        row = _held(session, given.raw_id)
        token = tokens.take(session, Purpose.USE_PASSKEY, challenge.decode())
        _refuse_others(row, token.user_id, user_id, given.response.user_handle)
        now = webauthn.verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=settings().passkey_rp_id,
            expected_origin=settings().passkey_origin_list,
            credential_public_key=row.public_key,
            credential_current_sign_count=0,  # judged below
            require_user_verification=must_verify,
        )
    except MALFORMED as malformed:
        raise NotThisPasskey from malformed
    return _counted(session, row, now.new_sign_count)


def _counted(session: Session, row: Passkey, count: int) -> Passkey | MaybeCopied:
    """Phones have no counter: theirs stays 0. One that counts goes up each time."""
    if (row.sign_count or count) and count <= row.sign_count:
        row.doubted_at = clock.now()
        proof.told(session, row.user_id, Changed.PASSKEY_DOUBTED, name=row.name)
        return MaybeCopied()
    row.sign_count, row.used_at = count, clock.now()
    return row


def _refuse_others(
    row: Passkey, asked_of: UUID | None, wanted: UUID | None, handle: bytes | None
) -> None:
    """asked_of: whose the challenge is; wanted: who is to be proven; both None: anybody."""
    if asked_of != wanted or wanted not in (None, row.user_id):
        raise NotThisPasskey
    if handle is not None and handle != row.user_id.bytes:
        raise NotThisPasskey


def _held(session: Session, credential_id: bytes) -> Passkey:
    """With its owner: of two answers at once the second sees the first one's count."""
    row = _find(session, credential_id)
    if row is None:
        security.note("passkey_refused", credential=bytes_to_base64url(credential_id)[:60])
        raise NotThisPasskey
    if tokens.hold(session, row.user_id).disabled_at is not None:
        raise NotThisPasskey
    session.refresh(row)
    return row


def _find(session: Session, credential_id: bytes) -> Passkey | None:
    return session.exec(select(Passkey).where(Passkey.credential_id == credential_id)).one_or_none()
