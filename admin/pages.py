"""Every admin page: importing this makes them exist."""

import admin.accept_invitation.page
import admin.account.page
import admin.application.page
import admin.applications.page
import admin.audit.page
import admin.cash.page
import admin.conversation.page
import admin.disputes.page
import admin.gift_cards.page
import admin.inbox.page
import admin.invoices.page
import admin.ledger.page
import admin.money.page
import admin.new_restaurant.page
import admin.notifications.page
import admin.order.page
import admin.orders.page
import admin.overview.page
import admin.payouts.page
import admin.people.page
import admin.promotions.page
import admin.rates.page
import admin.reconciliation.page
import admin.refunds.page
import admin.restaurant.page
import admin.restaurants.page
import admin.settings.page
import admin.sign_in.page
import admin.sign_in_steps.page
import admin.support.page
import admin.your_account.page  # noqa: F401
