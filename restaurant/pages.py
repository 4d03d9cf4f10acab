"""Every restaurant page: importing this makes them exist."""

import restaurant.sign_in.page  # noqa: F401
