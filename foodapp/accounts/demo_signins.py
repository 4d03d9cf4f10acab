"""The people of the demo town that anybody may sign in as. They exist in demo mode only."""

from dataclasses import dataclass

from foodapp.kit.personas import Persona
from foodapp.kit.settings import settings

DEMO_PASSWORD = "saffron-town-demo"  # noqa: S105 - public on purpose, refused in production


@dataclass(frozen=True)
class DemoSignIn:
    persona: Persona
    name: str
    email: str
    says: str  # what this person is there for, on the sign-in page


DEMO_SIGNINS = (
    DemoSignIn("customer", "Cy Winter", "cy@example.org", "has ordered before"),
    DemoSignIn("customer", "Nora Blum", "nora@example.org", "new in town"),
    DemoSignIn("restaurant", "Ana Rossi", "ana@example.org", "owns an Italian kitchen"),
    DemoSignIn("restaurant", "Kenji Mori", "kenji@example.org", "owns a sushi bar"),
    DemoSignIn("rider", "Ravi Kumar", "ravi@example.org", "rides a bicycle"),
    DemoSignIn("rider", "Rita Keller", "rita@example.org", "rides a scooter"),
    DemoSignIn("admin", "Ada Frick", "ada@example.org", "runs the platform"),
)


def demo_signins(persona: Persona) -> list[DemoSignIn]:
    """Those of this persona; none in production."""
    if not settings().is_demo:
        return []
    return [one for one in DEMO_SIGNINS if one.persona == persona]


def is_refused(password: str) -> bool:
    """In production the demo's password opens nothing, whatever the database still holds."""
    return password == DEMO_PASSWORD and not settings().is_demo
