"""Where the storefront's pages are: each address is said here alone."""

HOME = "/"
SEARCH = "/search"
BASKET = "/basket"
CHECKOUT = "/checkout"
ORDERS = "/orders"
CREDIT = "/credit"
GIFT_CARDS = "/gift-cards"
INBOX = "/inbox"
ACCOUNT = "/account"
LEAVING = "/account/delete"
SIGN_IN = "/sign-in"
SIGN_IN_STEP = "/sign-in/[step]"  # around signing in: foodapp.ui.sign_in.steps
SIGN_UP = "/sign-up"
PARTNER = "/become-a-partner"
RIDE = "/ride-with-us"


def restaurant(slug: str) -> str:
    return "/r/" + slug


def order(order_id: str) -> str:
    return ORDERS + "/" + order_id
