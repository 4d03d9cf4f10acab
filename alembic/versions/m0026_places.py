"""Restaurants know whose public holidays they keep; phone numbers have room for an extension"""

import sqlalchemy as sa
from alembic import op

revision = "m0026_places"
down_revision = "m0025_survives_a_restore"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("restaurants", "phone", type_=sa.String(40))
    op.alter_column("users", "phone", type_=sa.String(40))
    op.add_column(
        "restaurants", sa.Column("subdivision", sa.String(8), nullable=False, server_default="")
    )
    _fill()


def _fill() -> None:
    from foodapp.restaurants.subdivisions import subdivision_at

    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT id, country, lat, lng FROM restaurants WHERE country <> '' ORDER BY country"
        )
    ).all()
    found = [
        {"id": row.id, "part": part}
        for row in rows
        if (part := subdivision_at(row.country, row.lat, row.lng))
    ]
    if found:
        connection.execute(
            sa.text("UPDATE restaurants SET subdivision = :part WHERE id = :id"), found
        )


def downgrade() -> None:
    op.drop_column("restaurants", "subdivision")
    for table in ("restaurants", "users"):
        op.execute(f"UPDATE {table} SET phone = split_part(phone, ';', 1)")  # noqa: S608
        op.alter_column(table, "phone", type_=sa.String(20))
