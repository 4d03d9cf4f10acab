"""Every customer page: importing this makes them exist."""

import customer.account.page
import customer.apply.page
import customer.basket.page
import customer.checkout.page
import customer.credit.page
import customer.cuisine.page
import customer.gift_cards.page
import customer.home.page
import customer.inbox.page
import customer.leaving.page
import customer.order.page
import customer.orders.page
import customer.restaurant.page
import customer.search.page
import customer.sign_in.page
import customer.sign_in_steps.page
import customer.sign_up.page
import customer.support.page
import customer.town.page  # noqa: F401
from customer.documents import ROUTES as ROUTES  # what the server answers by itself
