"""What can be set for the gateway alone (prefix FOODAPP_GATEWAY_); the rest is the platform's."""

from functools import cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from foodapp.kit.settings import settings


class GatewaySettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="FOODAPP_GATEWAY_", frozen=True, extra="ignore")

    seed: str = ""  # of ids and chances; empty: drawn once, when the books are opened first
    webhook_url: str = ""  # where events go; empty: the platform's own endpoint

    @property
    def folder(self) -> Path:
        return settings().data_dir / "gateway"

    @property
    def page_base(self) -> str:
        return settings().gateway_page_base

    def endpoint(self, gateway: str) -> str:
        """webhook_url is Stripe's; Razorpay's stands beside it."""
        if self.webhook_url:
            return self.webhook_url.removesuffix("stripe") + gateway
        return f"{settings().public_url.rstrip('/')}/api/webhooks/{gateway}"


@cache
def gateway_settings() -> GatewaySettings:
    return GatewaySettings()
