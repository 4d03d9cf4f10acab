from tests.foodapp.dispatch.conftest import later, online, wanted
from tests.foodapp.payments.conftest import gateway, inbox, paid, pay, take_in, unpaid

__all__ = [
    "gateway", "inbox", "later", "online", "paid", "pay", "take_in", "unpaid", "wanted",
]  # fmt: skip
