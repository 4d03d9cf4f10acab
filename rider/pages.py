"""Every rider page: importing this makes them exist."""

import rider.earnings.page
import rider.ride.page
import rider.sign_in.page  # noqa: F401
