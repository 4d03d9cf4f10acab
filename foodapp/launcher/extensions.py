"""What the database server has to bring along."""

from foodapp.launcher import CannotStart
from foodapp.launcher.rights import Database

NEEDED = ("cube", "earthdistance", "pg_trgm", "btree_gist", "unaccent", "citext")


def need(owner: Database) -> None:
    """Those that are there need no right at all; for the others the owner's must do."""
    rows = owner.execute(
        """
        SELECT wanted, v.name IS NOT NULL,
          CASE WHEN v.trusted THEN has_database_privilege(current_database(), 'CREATE')
               WHEN v.superuser THEN (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
               ELSE true END
        FROM unnest(%s::text[]) AS wanted
        LEFT JOIN pg_available_extensions e ON e.name = wanted
        LEFT JOIN pg_available_extension_versions v
          ON v.name = wanted AND v.version = e.default_version
        WHERE wanted NOT IN (SELECT extname FROM pg_extension)
        """,
        [list(NEEDED)],
    ).fetchall()
    if absent := [str(name) for name, is_there, _ in rows if not is_there]:
        raise CannotStart(
            f"The database server lacks the extensions {', '.join(absent)}: install PostgreSQL's "
            "contrib package."
        )
    if denied := [str(name) for name, _, may in rows if not may]:
        commands = " ".join(f"CREATE EXTENSION {name};" for name in NEEDED if name in denied)
        raise CannotStart(
            f"The role {owner.info.user} may not add the extensions {', '.join(denied)} to the "
            f"database {owner.info.dbname}: have a superuser run {commands}"
        )


def knows_letters(owner: Database) -> bool:
    """Whether trigrams find letters beyond a to z; True where nobody can tell yet."""
    row = owner.execute(
        "SELECT CASE WHEN EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')"
        " THEN (SELECT count(*) FROM pg_proc WHERE proname = 'show_trgm') END"
    ).fetchone()
    if row is None or not row[0]:
        return True
    found = owner.execute("SELECT show_trgm(chr(1103)) <> '{}'").fetchone()
    return bool(found and found[0])
