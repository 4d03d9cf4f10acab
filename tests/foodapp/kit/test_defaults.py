import inspect

from pydantic import BaseModel, Field

from foodapp.accounts.models import User


def fresh() -> list[str]:
    return ["fresh"]


class Made(BaseModel):
    words: list[str] = Field(default_factory=fresh)
    copied: list[str] = Field(default_factory=lambda told: [*told["words"], "told"])


def test_whether_a_factory_takes_what_was_told_is_asked_once(monkeypatch):
    Made.model_construct()
    User(email="cy@example.org", name="Cy")
    monkeypatch.setattr(inspect, "signature", None)
    first, second = Made.model_construct(), Made.model_construct()
    assert first.words == ["fresh"]
    assert first.words is not second.words
    assert User(email="di@example.org", name="Di").id != User(email="di@example.org", name="Di").id


def test_a_factory_that_takes_what_was_told_is_told():
    assert Made(words=["mine"]).copied == ["mine", "told"]
    assert Made.model_construct(words=["mine"]).copied == ["mine", "told"]
