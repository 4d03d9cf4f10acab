"""Where the console's pages are: each list's address is said here alone."""

OVERVIEW = "/admin"
ORDERS = "/admin/orders"
SUPPORT = "/admin/support"
RESTAURANTS = "/admin/restaurants"
APPLICATIONS = "/admin/applications"
PEOPLE = "/admin/people"
PROMOTIONS = "/admin/promotions"
PAYOUTS = "/admin/payouts"
CASH = "/admin/cash"
INVOICES = "/admin/invoices"
REFUNDS = "/admin/refunds"
GIFT_CARDS = "/admin/gift-cards"
LEDGER = "/admin/ledger"
ACCOUNT = "/admin/ledger/account"
RECONCILIATION = "/admin/reconciliation"
DISPUTES = "/admin/disputes"
AUDIT = "/admin/audit"
SETTINGS = "/admin/settings"
RATES = "/admin/rates"
NOTIFICATIONS = "/admin/notifications"
INBOX = "/admin/inbox"
YOUR_ACCOUNT = "/admin/your-account"
SECURE = "/admin/secure"  # as foodapp.ui.guard leads there


def order(order_id: str) -> str:
    return ORDERS + "/" + order_id


def money_of(order_id: str) -> str:
    return ORDERS + "/" + order_id + "/money"


def application(application_id: str) -> str:
    return APPLICATIONS + "/" + application_id


def restaurant(restaurant_id: str) -> str:
    return RESTAURANTS + "/" + restaurant_id
