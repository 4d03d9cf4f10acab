"""How long a sign-in, a proof and an invitation last, and how people prove who they are."""

from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from foodapp.kit.personas import PERSONAS
from foodapp.kit.settings import Settings, declared


class AccountSettings(Settings):
    # Who does not use their sign-in for so long has to sign in again.
    staff_idle_minutes: float = Field(3 * 24 * 60, gt=0)  # of a restaurant: its tablet sleeps
    rider_idle_minutes: float = Field(24 * 60, gt=0)  # of a rider's app
    admin_idle_minutes: float = Field(8 * 60, gt=0)  # of the console
    # Whoever moves money or rights has entered the password within so many minutes.
    reauth_minutes: float = Field(15, gt=0)
    invitation_hours: float = Field(7 * 24, gt=0)  # so long its link can be used
    link_minutes: float = Field(30, gt=0)  # so long a link that was mailed can be used
    # The domain that passkeys belong to (WebAuthn's rpId): they work there and on every host below
    # it, and changing it makes all of them useless. Empty: the host of FOODAPP_PUBLIC_URL.
    passkey_domain: str = ""
    # Where passkeys may be used: "https://food.example, https://www.food.example". Empty: where the
    # personas' pages are.
    passkey_origins: str = ""
    # Whether nobody gets into the console without a second factor. Not set: in production.
    admin_second_factor: bool | None = None

    @property
    def passkey_rp_id(self) -> str:
        return self.passkey_domain or urlsplit(self.public_url).hostname or "localhost"

    @property
    def passkey_origins_named(self) -> list[str]:
        return [one.strip().rstrip("/") for one in self.passkey_origins.split(",") if one.strip()]

    @property
    def passkey_origin_list(self) -> list[str]:
        """Each as a browser names it: scheme, host, and the port unless it is the scheme's own."""
        if self.passkey_origins_named:
            return self.passkey_origins_named
        pages = [urlsplit(url) for url in (self.public_url, *map(self.url_of, PERSONAS))]
        here = {f"{url.scheme}://{url.netloc}" for url in pages if self._is_below(url.hostname)}
        return sorted(here)

    @property
    def admins_need_second_factor(self) -> bool:
        return not self.is_demo if self.admin_second_factor is None else self.admin_second_factor

    @model_validator(mode="after")
    def _origins_are_of_the_domain(self) -> Self:
        """A passkey works nowhere else: better said at start than found at a sign-in."""
        for origin in self.passkey_origin_list:
            url = urlsplit(origin)
            is_safe = url.scheme == "https" or url.hostname in ("localhost", self.passkey_rp_id)
            if not (url.hostname and is_safe and self._is_below(url.hostname)) or url.path:
                raise ValueError(
                    f"FOODAPP_PASSKEY_ORIGINS: {origin} is not an address of"
                    f" {self.passkey_rp_id} (FOODAPP_PASSKEY_DOMAIN)."
                )
        return self

    def _is_below(self, host: str | None) -> bool:
        domain = self.passkey_rp_id
        return host is not None and (host == domain or host.endswith(f".{domain}"))


def parts() -> tuple[type[Settings], ...]:
    return (AccountSettings,)


def settings() -> AccountSettings:
    return declared(AccountSettings)
