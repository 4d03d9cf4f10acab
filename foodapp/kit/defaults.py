"""Defaults of rows, made quickly.

For each row and each of its fields that has a factory (`list`, `uuid4`), pydantic (2.14) works out
anew whether that factory takes an argument: it parses the signature, which cost a third of making
the row. The answer never changes, so it is asked for once.
"""

from functools import cache

from pydantic._internal import _fields

_fields.takes_validated_data_argument = cache(_fields.takes_validated_data_argument)  # type: ignore[assignment]
