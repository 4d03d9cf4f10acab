"""Up to how much each role of the console gives back on one order without a second person."""

from types import MappingProxyType

from foodapp.accounts.actors import AdminRole
from foodapp.kit import worth
from foodapp.kit.money import MAX_MINOR

# Euros, in another currency about as much. None: any amount.
LIMITS: MappingProxyType[AdminRole, int | None] = MappingProxyType(
    {
        AdminRole.OWNER: None,
        AdminRole.OPERATIONS: 200,
        AdminRole.SUPPORT: 30,
        AdminRole.VIEWER: 0,
    }
)


def limit_minor(role: AdminRole, currency: str) -> int:
    units = LIMITS[role]
    if units is None:
        return MAX_MINOR
    return worth.about(units * 100, currency)
