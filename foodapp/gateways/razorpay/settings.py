"""What an operator sets for Razorpay."""

from pydantic import SecretStr

from foodapp.kit.settings import Settings

DEMO_RAZORPAY_KEY = "rzp_test_demo"
DEMO_RAZORPAY_SECRET = "rzp_secret_demo"  # noqa: S105 - refused outside demo mode
DEMO_RAZORPAY_WEBHOOK_SECRET = "rzp_whsec_demo"  # noqa: S105 - refused outside demo mode
DEMO_RAZORPAY_ACCOUNT = "acc_demo"
LIVE = "rzp_live_"


class RazorpaySettings(Settings):
    razorpay_key_id: str = DEMO_RAZORPAY_KEY
    razorpay_key_secret: SecretStr = SecretStr(DEMO_RAZORPAY_SECRET)
    razorpay_webhook_secret: SecretStr = SecretStr(DEMO_RAZORPAY_WEBHOOK_SECRET)
    razorpay_account_id: str = DEMO_RAZORPAY_ACCOUNT  # messages about another one are refused
    razorpay_api_base: str = ""  # the test gateway in demo mode, else Razorpay's own

    @property
    def razorpay_is_live(self) -> bool:
        return self.razorpay_key_id.startswith(LIVE)
