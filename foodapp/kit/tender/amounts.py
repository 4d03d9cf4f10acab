"""How one gateway writes an amount of one currency, and which amounts it takes."""

from dataclasses import dataclass

from babel.numbers import get_currency_precision

from foodapp.kit.errors import DomainError
from foodapp.kit.money import Money, rounded
from foodapp.kit.words import t

LARGEST = 10**12  # nothing that a gateway tells of is more; keeps sums inside bigint


@dataclass(frozen=True)
class Amounts:
    """exponent: the gateway's integer is the amount times 10**exponent, whatever CLDR says. step,
    least and most are in that integer: multiples of step alone are taken."""

    currency: str
    exponent: int
    least: int
    most: int
    step: int = 1

    def told(self, minor: int) -> int:
        """Our minor units as the gateway's integer. Only of an amount that nearest() has made."""
        amount, rest = divmod(minor * self._theirs, self._ours)
        if rest or amount % self.step:
            raise ValueError(f"{minor} {self.currency} is no amount of this gateway")
        return amount

    def heard(self, told: object) -> int:
        """The gateway's integer in our minor units. Raises ValueError for what is no amount, NaN
        and true among it. Part of a minor unit, as in a fee, is rounded."""
        if type(told) is not int or abs(told) > LARGEST:
            raise ValueError(f"not an amount: {told!r:.40}")
        return rounded(told * self._ours, self._theirs)

    def nearest(self, minor: int) -> int:
        """The nearest amount, in our minor units, that the gateway can write."""
        amount = rounded(minor * self._theirs, self._ours * self.step) * self.step
        return rounded(amount * self._ours, self._theirs)

    @property
    def step_minor(self) -> int:
        """1 where every amount of ours can be charged."""
        return max(1, rounded(self.step * self._ours, self._theirs))

    @property
    def least_minor(self) -> int:
        """Of ours, the least that nearest() brings to what the gateway takes."""
        return -(-self.least * self._ours // self._theirs)

    @property
    def most_minor(self) -> int:
        return (self.most - self.most % self.step) * self._ours // self._theirs

    def check(self, minor: int) -> None:
        """Refuses what this gateway would refuse."""
        if minor < self.least_minor:
            least = Money(self.least_minor, self.currency)
            raise OutOfCardRange(t("Cards can be charged from {least}.", least=least))
        if minor > self.most_minor:
            most = Money(self.most_minor, self.currency)
            raise OutOfCardRange(t("Cards can be charged up to {most}.", most=most))

    @property
    def _ours(self) -> int:
        """Our minor units in one of the currency."""
        digits: int = get_currency_precision(self.currency)
        return int(10**digits)

    @property
    def _theirs(self) -> int:
        return int(10**self.exponent)


class OutOfCardRange(DomainError):
    """Less or more than the gateway takes at once."""
