"""Who counts as one person, where a promotion is for a first order."""

from foodapp.kit.settings import Settings, declared


class PromotionSettings(Settings):
    # By what one person with several accounts is told apart: any of card, phone, address, parted
    # by commas. Empty: by account alone.
    first_order_by: str = "card,phone,address"


def parts() -> tuple[type[Settings], ...]:
    return (PromotionSettings,)


def settings() -> PromotionSettings:
    return declared(PromotionSettings)
