from tests.foodapp.chat.conftest import brought
from tests.foodapp.dispatch.conftest import later, online, wanted

__all__ = ["brought", "later", "online", "wanted"]
