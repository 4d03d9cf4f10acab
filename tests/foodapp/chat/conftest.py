import pytest

from foodapp.chat.models import Kind
from foodapp.chat.scoped import Place
from foodapp.dispatch import offers
from tests.foodapp.dispatch.conftest import later, online, wanted  # noqa: F401
from tests.foodapp.dispatch.riding import search


@pytest.fixture
def brought(session, world, wanted, online):  # noqa: F811
    """Ravi brings Cy's order."""
    online(world.rider)
    delivery = offers.accept(session, world.rider, search(session).id)
    session.commit()
    return delivery


@pytest.fixture
def with_rider(brought):
    return Place(Kind.CUSTOMER_RIDER, brought.order_id)


@pytest.fixture
def about(placed_order):
    return Place(Kind.CUSTOMER_SUPPORT, placed_order.id)
