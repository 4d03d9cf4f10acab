"""What a refusal is called in the address of the page it goes back to, and what that page says."""

from foodapp.accounts import accepting, limits, passwords, people, signing
from foodapp.accounts.credentials import (
    authenticator,
    emails,
    magic,
    passkeys,
    second_step,
    tokens,
)
from foodapp.kit.errors import DomainError, Unusable
from foodapp.kit.words import say, t

CODES: dict[type[DomainError], str] = {
    signing.WrongPair: "wrong",
    signing.AlreadyKnown: "known",
    signing.OtherDoor: "door",
    limits.TooManyTries: "limit",
    limits.TooManyMails: "mails",
    people.NotAnEmail: "email",
    people.NoName: "name",
    passwords.WeakPassword: "password",
    accepting.NoInvitation: "link",
    accepting.OtherPerson: "other",
    tokens.NoLink: "link",
    magic.OtherBrowser: "browser",
    magic.SomebodyElse: "somebody",
    emails.Taken: "taken",
    authenticator.WrongCode: "code",
    second_step.TooLate: "late",
    passkeys.NotThisPasskey: "passkey",
    passkeys.MaybeCopied: "copied",
}
SENTENCES = {
    "wrong": say(signing.WrongPair().words),
    "known": say(signing.AlreadyKnown().words),
    "door": "This account cannot sign in here. Is it the right page?",
    "limit": str(limits.TooManyTries()),
    "mails": str(limits.TooManyMails()),
    "email": str(people.NotAnEmail()),
    "name": str(people.NoName()),
    "password": "Please choose a longer or less common password: at least 10 characters.",
    "link": str(accepting.NoInvitation()),
    "other": str(accepting.OtherPerson()),
    "browser": str(magic.OtherBrowser()),
    "somebody": str(magic.SomebodyElse()),
    "taken": str(emails.Taken()),
    "code": str(authenticator.WrongCode()),
    "late": str(second_step.TooLate()),
    "passkey": str(passkeys.NotThisPasskey()),
    "copied": str(passkeys.MaybeCopied()),
    "input": say(Unusable().words),
}
# What a page says of what was done just now: ?said=code.
NOTES = {
    "reset": say(t("Your password is changed. Please sign in with it.")),
    "confirmed": say(t("Your e-mail address is confirmed.")),
    "moved": say(t("Your e-mail address is changed. Please sign in with it.")),
}


def code_of(refusal: DomainError) -> str:
    return CODES.get(type(refusal), "input")
