"""Every table, imported: foreign keys are names until the table they point to is loaded."""

import foodapp.accounts.credentials.models
import foodapp.accounts.models
import foodapp.accounts.phones
import foodapp.alerts.models
import foodapp.applications.models
import foodapp.autopilot.models
import foodapp.cards.models
import foodapp.discovery.portions
import foodapp.dispatch.evidence
import foodapp.dispatch.models
import foodapp.kit.moves
import foodapp.kit.once
import foodapp.kit.outbox
import foodapp.kit.private_files
import foodapp.ledger.models
import foodapp.menu.models
import foodapp.notifications.models
import foodapp.notifications.texting.models
import foodapp.notifications.webpush.models
import foodapp.orders.basket_models
import foodapp.orders.debts
import foodapp.orders.missing
import foodapp.orders.models
import foodapp.payments.giftcards.models
import foodapp.payments.models
import foodapp.payments.purchases.models
import foodapp.payments.refunds.models
import foodapp.payouts.invoices
import foodapp.payouts.models
import foodapp.promotions.models
import foodapp.reconciliation.models
import foodapp.restaurants.freshness
import foodapp.restaurants.models
import foodapp.restaurants.places
import foodapp.restaurants.rates
import foodapp.reviews.models  # noqa: F401
