"""Every customer page: importing this makes them exist."""

import customer.home.page  # noqa: F401
