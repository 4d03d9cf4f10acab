"""Where the storefront's pages are: each address is said here alone."""

from urllib.parse import unquote

HOME = "/"
SEARCH = "/search"
CUISINE = "/cuisine/[key]"
TOWN = "/town/[slug]"
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


def dish(slug: str, item_id: str) -> str:
    return restaurant(slug) + "?dish=" + item_id


def cuisine(key: str) -> str:
    return "/cuisine/" + key


def town(slug: str) -> str:
    return "/town/" + slug


def order(order_id: str) -> str:
    return ORDERS + "/" + order_id


def last_of(path: str, page: str) -> str:
    """What stands for the last part of the page's address: "vaduz" of /town/vaduz. Empty on any
    other page."""
    before, _, _ = page.rpartition("/")
    where, _, last = path.rstrip("/").rpartition("/")
    return unquote(last) if where == before else ""
