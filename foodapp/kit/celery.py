"""The Celery application. The broker may lose everything: the outbox in Postgres is the truth."""

import redis
from celery import Celery
from celery.signals import worker_init

from foodapp.kit.settings import settings
from foodapp.kit.valkey import valkey, why_it_loses_jobs

celery = Celery("foodapp")
celery.conf.update(
    broker_url=settings().redis_url or "redis://127.0.0.1:6379/0",
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=60,
    task_soft_time_limit=50,
    worker_prefetch_multiplier=1,
    worker_proc_alive_timeout=30,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    # A publisher must not hang a customer's request when the broker is gone.
    task_publish_retry=True,
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0.1, "interval_max": 0.2},
    # Defaults gave a killed worker's job back after minutes only; see docs/decisions/0002.
    broker_transport_options={
        "visibility_timeout": 90,
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 1,
        "retry_on_timeout": True,
        "health_check_interval": 10,
    },
)


@worker_init.connect  # type: ignore[untyped-decorator]
def refuse_a_forgetful_broker(**_: object) -> None:
    try:
        complaint = why_it_loses_jobs(valkey())
    except redis.RedisError:
        return  # not there yet: Celery waits for it
    if complaint:
        raise SystemExit(complaint)
