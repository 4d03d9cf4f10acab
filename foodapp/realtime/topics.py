"""The names of what a screen may listen to. Who may, the screen's own query decides."""

from uuid import UUID


def order(order_id: UUID) -> str:
    return f"order:{order_id}"


def purchase(purchase_id: UUID) -> str:
    """A gift card or a tip that is being paid."""
    return f"purchase:{purchase_id}"


def restaurant(restaurant_id: UUID) -> str:
    """The restaurant's board: any of its orders, its menu, its pause."""
    return f"restaurant:{restaurant_id}"


def menu(restaurant_id: UUID) -> str:
    """What its customers read: a dish is sold out, a price or a declaration is another one, it
    pauses, delivers elsewhere or is closed for good."""
    return f"menu:{restaurant_id}"


def rider(rider_id: UUID) -> str:
    """A rider's own offers and deliveries."""
    return f"rider:{rider_id}"


def wallet(user_id: UUID) -> str:
    """The cards that a customer keeps."""
    return f"wallet:{user_id}"


def inbox(user_id: UUID) -> str:
    """What somebody was told, in any of their roles."""
    return f"inbox:{user_id}"


def chat(kind: str, subject_id: UUID) -> str:
    """Chats of this kind about an order, or of this person or restaurant with support."""
    return f"chat:{kind}:{subject_id}"


def support() -> str:
    """What waits for support."""
    return "support"


def admin() -> str:
    return "admin"
