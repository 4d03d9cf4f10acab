"""A third gateway, as small as one can be, known to the tests alone: docs/recipes.md, A gateway."""
