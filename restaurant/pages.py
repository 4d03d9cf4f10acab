"""Every restaurant page: importing this makes them exist."""

import restaurant.about.page
import restaurant.accept_invitation.page
import restaurant.account.page
import restaurant.analytics.page
import restaurant.board.page
import restaurant.delivery.page
import restaurant.hours.page
import restaurant.inbox.page
import restaurant.menu.page
import restaurant.payouts.page
import restaurant.photos.page
import restaurant.pictures.page
import restaurant.promotions.page
import restaurant.reviews.page
import restaurant.sign_in.page
import restaurant.sign_in_steps.page
import restaurant.staff.page
import restaurant.support.page  # noqa: F401
