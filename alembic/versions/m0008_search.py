"""Search over restaurants and dishes: accents aside, slips of the finger allowed"""

from alembic import op

revision = "m0008_search"
down_revision = "m0007_order_figures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # unaccent() may not stand in an index: its dictionary could be changed. Named in full, ours
    # is always the same one.
    op.execute(
        """
        CREATE FUNCTION searchable(words text) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
          SELECT lower(public.unaccent('public.unaccent', words))
        $$
        """
    )
    op.execute(
        "CREATE INDEX ix_restaurants_search ON restaurants USING gin"
        " (searchable(name) gin_trgm_ops)"
    )
    op.execute(
        "CREATE INDEX ix_menu_items_search ON menu_items USING gin"
        " (searchable(name || ' ' || description) gin_trgm_ops)"
    )


def downgrade() -> None:
    op.execute("DROP INDEX ix_menu_items_search")
    op.execute("DROP INDEX ix_restaurants_search")
    op.execute("DROP FUNCTION searchable(text)")
