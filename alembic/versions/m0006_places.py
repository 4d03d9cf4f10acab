"""Places that addresses are found by"""

import sqlalchemy as sa
from alembic import op

revision = "m0006_places"
down_revision = "m0005_dispatch"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "places",
        sa.Column("id", sa.String(length=260), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "address",
                "street",
                "settlement",
                name="placekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("street", sa.String(length=120), nullable=False),
        sa.Column("house_number", sa.String(length=16), nullable=False),
        sa.Column("postcode", sa.String(length=16), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lng", sa.Float(), nullable=False),
        sa.Column("search", sa.String(length=260), nullable=False),
        sa.CheckConstraint("lat BETWEEN -90 AND 90 AND lng BETWEEN -180 AND 180", name="on_earth"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_places_search",
        "places",
        ["search"],
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.create_index("ix_places_position", "places", ["lat", "lng"])
    op.create_index("ix_places_street", "places", ["street", "city"])


def downgrade() -> None:
    op.drop_table("places")
