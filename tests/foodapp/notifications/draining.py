"""A process that sends what is due until nothing is left: python -m, with the database's URL."""

import sys

from sqlalchemy import create_engine

from foodapp import tables  # noqa: F401 - relations need every model loaded
from foodapp.kit import db
from foodapp.notifications import sending
from foodapp.notifications.kind import ChannelName

if __name__ == "__main__":
    engine = create_engine(sys.argv[1], connect_args={"options": "-c timezone=UTC"})
    db.engine = lambda: engine
    while sending.send_due(ChannelName.MAIL, limit=20):
        pass
