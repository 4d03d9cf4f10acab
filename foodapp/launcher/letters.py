"""An embedded database of an earlier version gets a locale that knows the letters of every script:
by the same script that an operator would run (deploy/postgres/letters)."""

import os
import subprocess
from pathlib import Path

from foodapp.launcher import ports
from foodapp.launcher import postgres as pg


def teach(server: pg.Postgres, root: Path, database: str = pg.DATABASE) -> str:
    """What to tell the operator. Where it does not work the database stays as it is: search is
    poorer, nothing else."""
    if not server.tool("psql").exists() or not server.tool("pg_dump").exists():
        return f"Search finds no other script: {server.tool('psql').parent} lacks psql or pg_dump."
    done = subprocess.run(
        ["sh", str(root / "deploy/postgres/letters"), database],
        env={
            "PATH": f"{server.tool('psql').parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "PGHOST": ports.LOOPBACK,
            "PGPORT": str(server.port),
            "PGUSER": pg.USER,
            "PGPASSWORD": server.password,
            "LETTERS_LOCALE": pg.letters(),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    said = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()
    return said[-1] if done.returncode else " ".join(said[:2]) or "Nothing was said."
