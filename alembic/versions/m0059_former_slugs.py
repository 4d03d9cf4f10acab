"""Addresses that restaurants' pages once had lead to where they are now"""

import sqlalchemy as sa
from alembic import op

revision = "m0059_former_slugs"
down_revision = "m0058_photos"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "former_slugs",
        sa.Column("slug", sa.String(80), primary_key=True),
        sa.Column(
            "restaurant_id",
            sa.Uuid(),
            sa.ForeignKey("restaurants.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "left_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
    )
    op.create_index("ix_former_slugs_restaurant_id", "former_slugs", ["restaurant_id"])
    op.execute(REMEMBER)
    op.execute(
        "CREATE TRIGGER restaurants_leave_a_slug AFTER UPDATE OF slug ON restaurants FOR EACH ROW"
        " WHEN (OLD.slug IS DISTINCT FROM NEW.slug) EXECUTE FUNCTION remember_slug()"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER restaurants_leave_a_slug ON restaurants")
    op.execute("DROP FUNCTION remember_slug()")
    op.drop_table("former_slugs")


# One that comes back to an address it had has it again.
REMEMBER = """
    CREATE FUNCTION remember_slug() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM former_slugs WHERE slug = NEW.slug;
        INSERT INTO former_slugs (slug, restaurant_id) VALUES (OLD.slug, NEW.id)
            ON CONFLICT (slug) DO UPDATE SET restaurant_id = NEW.id, left_at = now();
        RETURN NULL;
    END
    $$
"""
