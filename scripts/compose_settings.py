"""Writes the settings that compose passes on into docker-compose.yml, from the code's own list; a
test compares. A new setting reaches every program by running this once."""

import re
from pathlib import Path

from foodapp.kit.settings import Settings, whole

FILE = Path(__file__).parents[1] / "docker-compose.yml"
BLOCK = re.compile(r"(  # settings:begin\n).*?(  # settings:end\n)", re.S)
# Made by the file itself: an address, a secret that is asked for, or what the image has fixed.
ELSEWHERE = {
    "FOODAPP_MODE": "stands first, to be seen",
    "FOODAPP_SECRET_KEY": "asked for",
    "FOODAPP_PUBLIC_URL": "follows from DOMAIN and the service",
    "FOODAPP_RESTAURANT_URL": "follows from DOMAIN",
    "FOODAPP_RIDER_URL": "follows from DOMAIN",
    "FOODAPP_ADMIN_URL": "follows from DOMAIN",
    "FOODAPP_PASSKEY_DOMAIN": "follows from DOMAIN",
    "FOODAPP_TRUSTED_PROXY_HOPS": "nginx is the one proxy, unless it is told of more",
    "FOODAPP_PERSONA": "of the image: its screens",
    "FOODAPP_HOST": "of the image",
    "FOODAPP_PORT": "of the image",
    "FOODAPP_DATA_DIR": "of the image",
    "FOODAPP_MEDIA_DIR": "of the image",
    "DATABASE_URL": "follows from DB_APP_PASSWORD",
    "DATABASE_OWNER_URL": "of those who migrate, alone",
    "REDIS_URL": "follows from VALKEY_PASSWORD",
    "FOODAPP_CACHE_URL": "follows from VALKEY_PASSWORD",
    "FOODAPP_SECURITY_LOG": "on a volume of its own",
}


def variables(of: type[Settings] | None = None) -> dict[str, str]:
    """Every setting's variable -> its field."""
    found: dict[str, str] = {}
    for name, field in (of or whole()).model_fields.items():
        alias = field.validation_alias
        first = getattr(alias, "choices", [None])[0] if alias else None
        found[str(first or f"FOODAPP_{name.upper()}")] = name
    return found


def passed_on() -> list[str]:
    return [name for name in variables() if name not in ELSEWHERE]


def written(text: str) -> str:
    """The file with its block as it should be."""
    lines = "".join(f"  {name}: ${{{name}:-}}\n" for name in passed_on())
    return BLOCK.sub(lambda found: found[1] + lines + found[2], text)


if __name__ == "__main__":
    FILE.write_text(written(FILE.read_text()))
