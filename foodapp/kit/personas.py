"""Who has screens of their own. A process builds and serves those of one, or of all."""

from typing import Literal, TypeAlias, get_args

Persona: TypeAlias = Literal["customer", "restaurant", "rider", "admin"]
PERSONAS: tuple[Persona, ...] = get_args(Persona)
Served: TypeAlias = Literal["all"] | Persona
