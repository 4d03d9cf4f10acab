"""Every rider page: importing this makes them exist."""

import rider.sign_in.page  # noqa: F401
