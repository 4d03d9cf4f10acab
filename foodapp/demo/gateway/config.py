"""What can be set for the gateway alone (prefix FOODAPP_GATEWAY_); the rest is the platform's."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic_settings import BaseSettings, SettingsConfigDict

from foodapp.kit.settings import settings


class GatewaySettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="FOODAPP_GATEWAY_", frozen=True, extra="ignore")

    seed: str = ""  # of ids and chances; empty: drawn once, when the books are opened first
    public_url: str = ""  # where browsers reach the card page; empty: the platform's host, our port
    webhook_url: str = ""  # where events go; empty: the platform's own endpoint

    @property
    def folder(self) -> Path:
        return settings().data_dir / "gateway"

    @property
    def page_base(self) -> str:
        if self.public_url:
            return self.public_url.rstrip("/")
        platform = urlsplit(settings().public_url)
        return f"{platform.scheme}://{platform.hostname}:{settings().gateway_port}"

    @property
    def endpoint(self) -> str:
        return self.webhook_url or f"{settings().public_url.rstrip('/')}/api/webhooks/stripe"


@cache
def gateway_settings() -> GatewaySettings:
    return GatewaySettings()
