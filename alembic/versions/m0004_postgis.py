"""Where PostGIS is installed: its index for places near me. Elsewhere nothing happens."""

from alembic import op

revision = "m0004_postgis"
down_revision = "m0003_geo_m"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        DO $$ BEGIN
          IF EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'postgis') THEN
            CREATE EXTENSION IF NOT EXISTS postgis;
            CREATE INDEX ix_restaurants_geography ON restaurants
              USING gist (geography(ST_SetSRID(ST_MakePoint(lng, lat), 4326)));
          END IF;
        END $$
        """
    )


def downgrade() -> None:
    op.execute("DROP INDEX IF EXISTS ix_restaurants_geography")
