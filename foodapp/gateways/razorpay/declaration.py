"""Razorpay: rupees, held at placing, taken whole or left to lapse."""

import re

from foodapp.gateways.declaring import Declared, PayeeAccounts, Traits
from foodapp.gateways.protocol import Gateway
from foodapp.gateways.razorpay import currencies
from foodapp.gateways.razorpay.settings import RazorpaySettings
from foodapp.kit.settings import declared

TEST_PATH = "/razorpay"


def _open() -> Gateway:
    from foodapp.gateways.razorpay.gateway import PAGE_URL, RazorpayGateway

    chosen = declared(RazorpaySettings)
    page_url, test_base = PAGE_URL, ""
    if chosen.is_demo:
        page_url = f"{chosen.gateway_page_base}{TEST_PATH}/v1/checkout/embedded"
        test_base = f"{chosen.test_gateway_url}{TEST_PATH}"
    return RazorpayGateway(
        chosen.razorpay_key_id,
        chosen.razorpay_key_secret.get_secret_value(),
        webhook_secret=chosen.razorpay_webhook_secret.get_secret_value(),
        account_id=chosen.razorpay_account_id,
        api_base=chosen.razorpay_api_base or test_base,
        page_url=page_url,
    )


RAZORPAY = Declared(
    name="razorpay",
    label="Razorpay",
    traits=Traits(
        captures_part=False, voids=False, saves_cards=False, amounts=currencies.BY_CURRENCY
    ),
    open=_open,
    settings=RazorpaySettings,
    needs=(
        *("razorpay_key_id", "razorpay_key_secret"),
        *("razorpay_webhook_secret", "razorpay_account_id"),
    ),
    is_live=lambda: declared(RazorpaySettings).razorpay_is_live,
    api_base="razorpay_api_base",
    test_path=TEST_PATH,
    at_home=frozenset({"INR"}),
    payees=PayeeAccounts(re.compile(r"acc_[A-Za-z0-9_]{1,60}"), begins="acc_..."),
)
