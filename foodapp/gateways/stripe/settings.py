"""What an operator sets for Stripe."""

from pydantic import SecretStr

from foodapp.kit.settings import Settings

DEMO_STRIPE_KEY = "sk_test_demo"
DEMO_WEBHOOK_SECRET = "whsec_demo"  # noqa: S105 - refused outside demo mode
LIVE = ("sk_live_", "rk_live_")


class StripeSettings(Settings):
    stripe_secret_key: SecretStr = SecretStr(DEMO_STRIPE_KEY)
    stripe_webhook_secret: SecretStr = SecretStr(DEMO_WEBHOOK_SECRET)
    stripe_api_base: str = ""  # the test gateway in demo mode, else Stripe's own

    @property
    def stripe_is_live(self) -> bool:
        return self.stripe_secret_key.get_secret_value().startswith(LIVE)
