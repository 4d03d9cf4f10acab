"""With PostGIS and without it: the same restaurants in the same order."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlmodel import Session

from foodapp.kit.geo import Position
from foodapp.launcher import postgres as pg
from foodapp.launcher.supervisor import Supervisor
from foodapp.restaurants import near
from tests.fixtures.near import EDGES, TOWNS, fill, places

QUERIES = 2_000


def _debian_with_postgis() -> Path | None:
    found = sorted(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))
    bins = [Path("/usr/lib/postgresql") / path.parts[-3] / "bin" for path in found]
    return next((folder for folder in reversed(bins) if (folder / "postgres").exists()), None)


@pytest.fixture(scope="module")
def postgis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    binaries = _debian_with_postgis()
    if binaries is None:
        pytest.skip("PostGIS is not installed here (Debian: postgresql-15-postgis-3)")
    home = tmp_path_factory.mktemp("postgis")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PG_BIN", str(binaries))
        server = pg.prepare(home / "postgres")
    supervisor = Supervisor(home / "logs")
    try:
        supervisor.start(server.program())
        server.create_database("parity")
        env = {**os.environ, "DATABASE_URL": server.owner_url("parity"), "DATABASE_OWNER_URL": ""}
        subprocess.run([sys.executable, "-m", "alembic", "upgrade", "head"], env=env, check=True)
        engine = create_engine(server.owner_url("parity"))
        yield engine
        engine.dispose()
    finally:
        supervisor.stop()


def test_two_thousand_queries_give_the_same_answer(session, postgis):
    rows = places(5_000, seed=11)
    fill(session, rows)
    rng = random.Random(12)
    with Session(postgis) as other:
        assert other.scalar(text("SELECT to_regclass('ix_restaurants_geography')"))
        fill(other, rows)
        for _ in range(QUERIES):
            lat, lng = rng.choice([*EDGES, *TOWNS])
            lng += rng.gauss(0, 0.05)
            at = Position(lat + rng.gauss(0, 0.05), (lng + 180) % 360 - 180)
            radius_m = rng.choice([800, 3_000, 10_000])
            here = near.near(session, at, radius_m=radius_m, limit=20)
            there = near.near(other, at, radius_m=radius_m, limit=20)
            assert [one.restaurant_id for one in here] == [one.restaurant_id for one in there]
