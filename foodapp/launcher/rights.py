"""Who may do what in the database: its owner migrates, the programs have a plain role that can
neither change what is append-only, nor empty a table, nor switch a trigger off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from foodapp.launcher import CannotStart

Database = psycopg.Connection[tuple[object, ...]]
FORGETTABLE = "by_name, subject_name, reason, facts"  # of the audit log
READ_ONLY = ("alembic_version",)  # for the programs


@dataclass(frozen=True)
class Role:
    """Who a database address signs in as."""

    name: str
    password: str

    @classmethod
    def of(cls, url: str) -> "Role":
        parts = make_url(url)
        return cls(parts.username or "", str(parts.password or ""))


def hand_out(owner: Database, app: Role) -> None:
    """To the programs' role, which is made if there is none; it loses what it should not have.
    Nothing is done where it is the owner itself: a small installation may have one role only."""
    if app.name in ("", owner.info.user):
        return
    make(owner, app)
    if _is_mighty(owner, app.name):
        return  # migrate says so: it is not ours to take from a role that others may use
    name = sql.Identifier(app.name)
    with owner.transaction():
        for statement in _grants(owner):
            owner.execute(statement.format(app=name))


def make(owner: Database, app: Role) -> None:
    """The role with its password, unless it is there and the password is right."""
    try:
        if not _one(owner, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", app.name):
            owner.execute(_with_password("CREATE ROLE {} LOGIN PASSWORD {}", owner, app))
        elif not _can_sign_in(owner, app):
            owner.execute(_with_password("ALTER ROLE {} LOGIN PASSWORD {}", owner, app))
    except psycopg.errors.InsufficientPrivilege as denied:
        raise CannotStart(
            f"The role {owner.info.user} may not make or change the role {app.name} of "
            f"DATABASE_URL: as a superuser run CREATE ROLE {app.name} LOGIN PASSWORD '...' (the "
            f"password in DATABASE_URL), or ALTER ROLE if it exists, and start again."
        ) from denied


def are_given(owner: Database, app: Role) -> bool:
    """Whether the programs can work, as far as one look tells: asked at every start."""
    if app.name in ("", owner.info.user):
        return True
    known = "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"
    may = "SELECT has_table_privilege(%s, 'audit_log', 'INSERT')"
    return _one(owner, known, app.name) and _one(owner, may, app.name)


def is_kept_apart(owner: Database, app: Role) -> bool:
    """Whether the programs' role is plain."""
    return app.name != owner.info.user and not _is_mighty(owner, app.name)


def _grants(owner: Database) -> list[sql.SQL]:
    tables = _names(owner, "SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'p')")
    counters = _names(owner, "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'S'")
    found = [
        "GRANT USAGE ON SCHEMA public TO {app}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"REVOKE ALL ON {_list(tables)} FROM {{app}}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {_list(tables)} TO {{app}}",
        f"GRANT USAGE, SELECT ON {_list(counters)} TO {{app}}".replace(" ON ", " ON SEQUENCE ", 1),
    ]
    found += [f"REVOKE {rights} ON {table} FROM {{app}}" for table, rights in _append_only(owner)]
    found += [f"REVOKE INSERT, UPDATE, DELETE ON {name} FROM {{app}}" for name in READ_ONLY]
    # Where somebody is forgotten their name goes; what was done stays (migration m0053).
    found.append(f"GRANT UPDATE ({FORGETTABLE}) ON audit_log TO {{app}}")
    return [sql.SQL(statement) for statement in found]  # of the catalogue's own, quoted names


def _append_only(owner: Database) -> list[tuple[str, str]]:
    """Tables whose every change a trigger refuses (see migration m0009), and what it refuses."""
    rows = owner.execute(
        """
        SELECT t.tgrelid::regclass::text, bool_or(t.tgtype & 16 > 0), bool_or(t.tgtype & 8 > 0)
        FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE p.proname IN ('refuse_change', 'refuse_audit_change')
          AND t.tgqual IS NULL AND t.tgattr::text = ''
        GROUP BY 1
        """
    ).fetchall()
    return [
        (str(table), ", ".join(["UPDATE"] * bool(changed) + ["DELETE"] * bool(deleted)))
        for table, changed, deleted in rows
    ]


def _names(owner: Database, query: LiteralString) -> list[str]:
    """Those of ours: what an extension brought is not."""
    ours = owner.execute(
        query + " AND relnamespace = 'public'::regnamespace AND pg_has_role(relowner, 'USAGE')"
        " AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')"
    )
    return [str(row[0]) for row in ours]


def _list(names: Sequence[str]) -> str:
    return ", ".join(names)


def _is_mighty(owner: Database, name: str) -> bool:
    """May do what an owner may, whatever it is granted."""
    return _one(
        owner,
        "SELECT rolsuper OR pg_has_role(%s, (SELECT relowner FROM pg_class"
        " WHERE oid = 'public.alembic_version'::regclass), 'USAGE')"
        " FROM pg_roles WHERE rolname = %s",
        name,
        name,
    )


def _can_sign_in(owner: Database, app: Role) -> bool:
    try:
        psycopg.connect(
            host=owner.info.host,
            port=owner.info.port,
            dbname=owner.info.dbname,
            user=app.name,
            password=app.password,
            connect_timeout=5,
        ).close()
    except psycopg.OperationalError:
        return False
    return True


def _with_password(statement: LiteralString, owner: Database, app: Role) -> sql.Composed:
    """Hashed here: a statement may be logged."""
    hashed = owner.pgconn.encrypt_password(
        app.password.encode(), app.name.encode(), b"scram-sha-256"
    )
    return sql.SQL(statement).format(sql.Identifier(app.name), sql.Literal(hashed.decode()))


def _one(owner: Database, query: LiteralString, *values: Any) -> bool:
    row = owner.execute(query, values).fetchone()
    return bool(row and row[0])
