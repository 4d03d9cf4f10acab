"""For how long a dish can be complained of, and what is given back without a person's word."""

from pydantic import Field

from foodapp.kit.settings import Settings, declared


class CaseSettings(Settings):
    case_days: int = Field(2, ge=0)  # so long after the delivery a dish can be complained of
    # Whether what the policy proposes is given at once, within the limits below; else support
    # decides each.
    case_at_once: bool = True
    # The most that is given at once on one order; euro cents, in other currencies about as much.
    case_order_euro_cents: int = Field(2_500, ge=0)
    case_most: int = Field(3, ge=0)  # cases of one customer given at once within case_memory_days
    case_memory_days: int = Field(90, gt=0)  # for how long earlier cases count


def parts() -> tuple[type[Settings], ...]:
    return (CaseSettings,)


def settings() -> CaseSettings:
    return declared(CaseSettings)
