import pytest
from sqlalchemy import create_engine, text

from foodapp.kit import db

BACKEND = text("SELECT pg_backend_pid()")


def test_a_connection_that_the_server_dropped_while_it_rested_is_made_anew(
    real_transactions, servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "RESTED_S", 0.0)
    engine = create_engine(real_transactions)
    db.ask_after_rest(engine)
    with engine.connect() as connection:
        first = connection.scalar(BACKEND)
    with servers.postgres.connect() as admin:
        admin.execute("SELECT pg_terminate_backend(%s)", [first])

    with engine.connect() as connection:
        second = connection.scalar(BACKEND)

    assert second not in (None, first)
    engine.dispose()
