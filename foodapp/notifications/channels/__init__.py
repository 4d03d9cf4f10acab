"""The ways to reach people that this platform is set up for."""

from foodapp.notifications.channels.mail import Mail
from foodapp.notifications.channels.protocol import Channel
from foodapp.notifications.channels.push import Push
from foodapp.notifications.channels.sms import Sms
from foodapp.notifications.kind import ChannelName

CHANNELS: tuple[Channel, ...] = (Push(), Sms(), Mail())


def known() -> dict[ChannelName, Channel]:
    """Each by its name; one that is not set up reaches nobody."""
    return {one.name: one for one in CHANNELS}
