"""What the platform stands on, as the console shows it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    name: str
    is_well: bool
    says: str
    todo: str = ""  # when it is not well
