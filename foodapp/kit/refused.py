"""A refused setting in one sentence, for people who set it and not for those who program."""

from pydantic import ValidationError
from pydantic_settings import BaseSettings

FOLLOWS_FROM_ANOTHER = "default_factory_not_called"  # its default is made of one that is refused


def sentences(reasons: ValidationError, of: type[BaseSettings]) -> str:
    """One line for each reason. Never the value: it may be a secret."""
    return "\n".join(
        _sentence(reason["loc"], reason["msg"], of)
        for reason in reasons.errors()
        if reason["type"] != FOLLOWS_FROM_ANOTHER
    )


def _sentence(place: tuple[int | str, ...], said: str, of: type[BaseSettings]) -> str:
    why = said.removeprefix("Value error, ")
    if not place:  # of several settings together: it names them itself
        return why
    name = str(place[0])
    if name in of.model_fields:
        name = f"{of.model_config.get('env_prefix', '')}{name}".upper()
    return f"{name} is refused: {why[:1].lower()}{why[1:].rstrip('.')}."
