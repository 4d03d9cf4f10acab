"""What dishes, sizes and options state of every allergen, and what a customer avoids

Expand only: a list of allergens stays what a dish contains; of everything else nothing is stated
until its restaurant says so.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "m0029_allergens"
down_revision = "m0028_amounts"
branch_labels = None
depends_on = None

TAGS = postgresql.ARRAY(sa.Text())
NEW_TAGS = {
    "menu_items": ("traces", "free_of"),
    "menu_variations": ("allergens", "traces", "free_of"),
    "modifiers": ("traces", "free_of", "removes", "diets"),
    "baskets": ("avoids",),
    "orders": ("avoids",),
}
ONE_STATE = {
    "menu_items": "item_allergen_in_one_state",
    "menu_variations": "variation_allergen_in_one_state",
    "modifiers": "modifier_allergen_in_one_state",
}
DISJOINT = "NOT (allergens && traces) AND NOT (allergens && free_of) AND NOT (traces && free_of)"
AWAY = ("menu_variations", "modifiers")


def upgrade() -> None:
    for table, names in NEW_TAGS.items():
        for name in names:
            op.add_column(table, sa.Column(name, TAGS, nullable=False, server_default="{}"))
    op.add_column("menu_variations", sa.Column("diets", TAGS))
    for table in AWAY:
        op.add_column(table, sa.Column("sold_out_until", sa.DateTime(timezone=True)))
    for table, name in ONE_STATE.items():
        op.create_check_constraint(name, table, DISJOINT)
    op.add_column("orders", _list("confirmed_warnings"))
    op.add_column("order_lines", sa.Column("declared", postgresql.JSONB(none_as_null=True)))
    op.add_column("missing_dishes", sa.Column("declared", postgresql.JSONB(none_as_null=True)))
    op.add_column("missing_dishes", _list("modifiers"))


def downgrade() -> None:
    for column in ("modifiers", "declared"):
        op.drop_column("missing_dishes", column)
    op.drop_column("order_lines", "declared")
    op.drop_column("orders", "confirmed_warnings")
    for table, name in ONE_STATE.items():
        op.drop_constraint(name, table)
    for table in AWAY:
        op.drop_column(table, "sold_out_until")
    op.drop_column("menu_variations", "diets")
    for table, names in NEW_TAGS.items():
        for name in names:
            op.drop_column(table, name)


def _list(name: str) -> sa.Column[object]:
    return sa.Column(name, postgresql.JSONB(), nullable=False, server_default="[]")
