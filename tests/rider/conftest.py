from tests.foodapp.dispatch.conftest import later, online, wanted

__all__ = ["later", "online", "wanted"]
