"""Errors a person can cause. Their message is one clear sentence, written for that person."""


class DomainError(Exception):
    """A refusal, not a fault: shown to the user, never sent to the crash reporter."""

    status = 409  # what an HTTP route answers with


class NotFound(DomainError):
    """Also for somebody else's row: a stranger must not learn that it exists."""

    status = 404

    def __init__(self, what: str) -> None:
        super().__init__(f"We could not find that {what}.")


class NotSignedIn(DomainError):
    status = 401

    def __init__(self) -> None:
        super().__init__("Please sign in first.")


class NotAllowed(DomainError):
    status = 403

    def __init__(self) -> None:
        super().__init__("Your account cannot do that.")


class Unusable(DomainError):
    """An input of the wrong shape: refused at the edge, before the domain sees it."""

    status = 422

    def __init__(self, what: str = "That input") -> None:
        super().__init__(f"{what} does not look right. Please check it and try again.")


class TooMany(DomainError):
    status = 429

    def __init__(self) -> None:
        super().__init__("That was too fast. Please wait a moment and try again.")
