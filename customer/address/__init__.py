"""Say where the food goes, from any page: `address_dialog(Screen.refresh)` once in the page, and
`AddressEntry.show` on a button."""

from customer.address.dialog import address_dialog
from customer.address.state import AddressEntry

__all__ = ["AddressEntry", "address_dialog"]
