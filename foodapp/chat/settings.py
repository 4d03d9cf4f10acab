"""How long a chat stays open after its order, and how fast anybody may write."""

from pydantic import Field

from foodapp.kit.settings import Settings, declared


class ChatSettings(Settings):
    # Minutes after the end of an order in which customer and rider may still write to each other.
    chat_rider_minutes: int = Field(180, ge=0)
    # Days after the end of an order in which its customer may still write to support about it.
    chat_support_days: int = Field(14, ge=0)
    chat_lines_a_minute: int = Field(20, gt=0)  # of one person in one chat
    chat_photos_an_hour: int = Field(12, gt=0)  # of one person in one chat
    # Seconds after which a line that nobody has read is told by push or mail.
    chat_unread_s: int = Field(15, ge=0)


def parts() -> tuple[type[Settings], ...]:
    return (ChatSettings,)


def settings() -> ChatSettings:
    return declared(ChatSettings)
