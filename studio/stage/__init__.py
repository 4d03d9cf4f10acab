"""One light and one lens for all; tables that differ a little from dish to dish."""

from studio.stage.photograph import photograph
from studio.stage.scene import clear

__all__ = ["clear", "photograph"]
