"""How a gateway can fail us."""

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t

DISPUTED = "charge_disputed"  # code of a refund that is refused while a dispute is open or lost


class Unavailable(DomainError):
    """Nobody knows whether it was done: ask again under the same key, or look it up."""

    status = 503

    def __init__(self) -> None:
        super().__init__(t("We could not reach the payment service. Please try again in a moment."))


class Refused(DomainError):
    """A clear no; nothing was changed. `code` is the gateway's own."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(t("The payment service refused this payment."))


class Stuck(Refused):
    """A fault of the gateway that it repeats for this key: look up, then use a new key."""

    def __init__(self) -> None:
        super().__init__("stuck")


class Declined(Refused):
    """The bank said no to the card."""

    def __init__(self, code: str, *, decline_code: str = "", intent_ref: str = "") -> None:
        self.decline_code, self.intent_ref = decline_code, intent_ref
        super().__init__(code)


class Forged(DomainError):
    """A webhook that is not from our gateway, too old to believe, or not a message as we know
    them."""

    status = 400

    def __init__(self) -> None:
        super().__init__(t("This message could not be verified."))
