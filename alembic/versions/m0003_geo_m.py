"""Distance on the ellipsoid: the same formula as foodapp.kit.geo.distance_m"""

from alembic import op

revision = "m0003_geo_m"
down_revision = "m0002_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Inlinable into a query: never STRICT, no sub-select.
    op.execute(
        """
        CREATE FUNCTION geo_m(a1 float8, o1 float8, a2 float8, o2 float8) RETURNS float8
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
          SELECT 6378137.0/sqrt(1-0.00334718999507*(1-cos(radians(a1+a2)))) * sqrt(
            (radians(a2-a1)*0.99330562000986/(1-0.00334718999507*(1-cos(radians(a1+a2)))))^2
            + radians(o2-o1-360*round((o2-o1)/360))^2*(1+cos(radians(a1+a2)))/2)
        $$
        """
    )


def downgrade() -> None:
    op.execute("DROP FUNCTION geo_m(float8, float8, float8, float8)")
