"""Every customer page: importing this makes them exist."""

import customer.home.page
import customer.sign_in.page
import customer.sign_up.page  # noqa: F401
