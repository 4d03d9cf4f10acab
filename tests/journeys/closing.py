"""`python -m tests.journeys.closing NAME`, in the environment of a running platform: the restaurant
of this name is suspended, so that the town is as it was before it joined."""

import sys

from sqlmodel import col, update

from foodapp import worker
from foodapp.kit.db import transaction
from foodapp.restaurants.models import Restaurant, RestaurantStatus

assert worker.celery, "every table is known"


def main(name: str) -> None:
    with transaction() as session:
        session.exec(
            update(Restaurant)
            .where(col(Restaurant.name) == name)
            .values(status=RestaurantStatus.SUSPENDED)
        )


if __name__ == "__main__":
    main(sys.argv[1])
