"""Errors a person can cause. Their message is one clear sentence, written for that person."""

from foodapp.kit.words import Words, say, t


class DomainError(Exception):
    """A refusal, not a fault: shown to the user, never sent to the crash reporter. It carries what
    is to be said (kit.words); whoever answers the person says it in their language."""

    status = 409  # what an HTTP route answers with

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words

    def __str__(self) -> str:
        """In English, for logs. Whoever answers a person says `say(refusal.words)`."""
        return say(self.words)


class NotFound(DomainError):
    """Also for somebody else's row: a stranger must not learn that it exists."""

    status = 404

    def __init__(self, what: str) -> None:
        """what: a literal, which is a msgid of its own (words.KEYWORDS)."""
        super().__init__(t("We could not find that {what}.", what=Words(what)))


class NotSignedIn(DomainError):
    status = 401

    def __init__(self) -> None:
        super().__init__(t("Please sign in first."))


class NotAllowed(DomainError):
    status = 403

    def __init__(self) -> None:
        super().__init__(t("Your account cannot do that."))


class Unusable(DomainError):
    """An input of the wrong shape: refused at the edge, before the domain sees it."""

    status = 422

    def __init__(self, what: Words | None = None) -> None:
        """what: as the sentence begins with it."""
        wrong = t("{what} does not look right. Please check it and try again.")
        super().__init__(wrong.with_({"what": what or t("That input")}))


class TooMany(DomainError):
    status = 429

    def __init__(self) -> None:
        super().__init__(t("That was too fast. Please wait a moment and try again."))
