import reflex as rx

from customer import addresses
from customer.address import AddressEntry
from customer.home.page import whole
from customer.home.state import Home
from customer.layout import page
from foodapp.kit.settings import settings


@page(addresses.TOWN, settings().brand_name, Home.arrive, Home.load, AddressEntry.arrive)
def town() -> rx.Component:
    return whole()
