"""Every admin page: importing this makes them exist."""

import admin.sign_in.page  # noqa: F401
