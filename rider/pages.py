"""Every rider page: importing this makes them exist."""

import rider.accept_invitation.page
import rider.account.page
import rider.earnings.page
import rider.inbox.page
import rider.ride.page
import rider.sign_in.page
import rider.sign_in_steps.page
import rider.support.page  # noqa: F401
