"""Indexes and triggers that a restored dump keeps, and search in any script"""

from alembic import op

revision = "m0025_survives_a_restore"
down_revision = "m0024_presses"
branch_labels = None
depends_on = None

SEARCH_INDEXES = (
    "ix_restaurants_search",
    "ix_menu_items_search",
    "ix_users_search",
    "ix_orders_customer_name",
)
# Signs of Hebrew and Arabic that most people leave out, and the stroke that only stretches a word.
LEFT_OUT = "".join(
    f"\\u{code:04X}" for code in (*range(0x05B0, 0x05BD), *range(0x064B, 0x0653), 0x0640)
)


def upgrade() -> None:
    _name_everything_in_full()
    _search_in_any_script()
    op.execute(EARTH_POINT)
    # A restore of PostgreSQL 15 and older has lost it: ll_to_earth names its helpers without their
    # schema, and a dump is restored with an empty search path.
    op.execute("DROP INDEX IF EXISTS ix_restaurants_earth")
    op.execute(
        "CREATE INDEX ix_restaurants_earth ON restaurants USING gist (earth_point(lat, lng))"
    )


# Inlinable into a query, as ll_to_earth is: the position on a sphere of earth's radius.
EARTH_POINT = """
    CREATE FUNCTION earth_point(lat float8, lng float8) RETURNS public.cube
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
      SELECT public.cube(public.cube(public.cube(
        public.earth() * cos(radians(lat)) * cos(radians(lng))),
        public.earth() * cos(radians(lat)) * sin(radians(lng))),
        public.earth() * sin(radians(lat)))
    $$
"""


def _name_everything_in_full() -> None:
    """Our triggers find our tables whatever the search path of who writes, and only ours."""
    op.execute(
        """
        DO $$ DECLARE one regprocedure; BEGIN
          FOR one IN
            SELECT p.oid FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
            WHERE p.pronamespace = 'public'::regnamespace AND l.lanname = 'plpgsql'
              AND p.prorettype = 'trigger'::regtype
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
          LOOP
            EXECUTE format('ALTER FUNCTION %s SET search_path = public, pg_temp', one);
          END LOOP;
        END $$
        """
    )


def _search_in_any_script() -> None:
    """Letters of full and half width are the same, and vowel signs that may be left out are."""
    op.execute(
        f"""
        CREATE OR REPLACE FUNCTION searchable(words text) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
          SELECT translate(
            lower(public.unaccent('public.unaccent', normalize(words, NFKC))), E'{LEFT_OUT}', '')
        $$
        """
    )
    for name in SEARCH_INDEXES:
        op.execute(f"REINDEX INDEX {name}")


def downgrade() -> None:
    op.execute("DROP INDEX ix_restaurants_earth")
    op.execute(
        "CREATE INDEX ix_restaurants_earth ON restaurants USING gist (ll_to_earth(lat, lng))"
    )
    op.execute("DROP FUNCTION earth_point(float8, float8)")
    op.execute(
        """
        CREATE OR REPLACE FUNCTION searchable(words text) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
          SELECT lower(public.unaccent('public.unaccent', words))
        $$
        """
    )
    for name in SEARCH_INDEXES:
        op.execute(f"REINDEX INDEX {name}")
