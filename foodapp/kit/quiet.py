"""What an idle worker and beat need not write down: that a job was sent, came, and went well, some
two hundred times a minute. What fails, is tried again or takes long is logged as ever."""

import logging
from collections.abc import Mapping

SLOW_S = 5.0


class OnlyWhatMatters(logging.Filter):
    """For Celery's `celery.app.trace`, which reports the end of each job."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno > logging.INFO or not isinstance(record.args, Mapping):
            return True
        runtime_s = record.args.get("runtime")
        return runtime_s is None or float(str(runtime_s)) >= SLOW_S


def configure() -> None:
    """Beside logs.configure, in the processes of Celery."""
    for chatty in ("celery.beat", "celery.worker.strategy"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    ends = logging.getLogger("celery.app.trace")
    if not any(isinstance(one, OnlyWhatMatters) for one in ends.filters):
        ends.addFilter(OnlyWhatMatters())
