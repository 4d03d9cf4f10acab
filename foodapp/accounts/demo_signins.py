"""The sign-ins that a demo town offers everybody: printed at start and shown on the sign-in pages.

Only in demo mode, where the password is public on purpose. The people, the restaurant and the
rider named here are left alone by the simulation: they wait for you.
"""

from dataclasses import dataclass

DEMO_PASSWORD = "saffron-demo"  # noqa: S105 - public on purpose, demo mode only


@dataclass(frozen=True)
class DemoSignIn:
    persona: str  # customer, restaurant, rider or admin: which sign-in page it is for
    email: str
    name: str
    about: str  # one short line beside the button


DEMO_SIGNINS = (
    DemoSignIn("customer", "mia@demo.example", "Mia Keller", "Mia, a hungry customer"),
    DemoSignIn("restaurant", "rosa@demo.example", "Rosa Bellini", "Rosa, owner of Pizzeria Rosa"),
    DemoSignIn("rider", "sam@demo.example", "Sam Okafor", "Sam, who rides a bicycle"),
    DemoSignIn("admin", "ada@demo.example", "Ada Lindqvist", "Ada, who watches over the platform"),
)
