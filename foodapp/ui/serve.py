"""`python -m foodapp.ui.serve`: the built front end and the backend, on one port.

What `reflex run --env prod` does after its build: import once, then fork the workers, so that
they share the imported pages. The database engine is made after the fork, on first use.
"""

import os
import sys
from pathlib import Path


def main() -> int:
    os.environ["REFLEX_ENV_MODE"] = "prod"
    os.environ["__REFLEX_SKIP_COMPILE"] = "true"
    sys.path.insert(0, os.getcwd())
    from reflex.utils.exec import run_backend_prod
    from reflex_base.constants import LogLevel

    import rxconfig  # noqa: F401 - names the web folder
    from foodapp.kit import logs
    from foodapp.kit.settings import settings

    logs.configure()

    web = Path(os.environ["REFLEX_WEB_WORKDIR"])
    if not (web / "build" / "client").is_dir():
        print(  # noqa: T201
            f"There is no build in {web}: run `python -m foodapp.ui.build` first.", file=sys.stderr
        )
        return 1
    os.environ["GRANIAN_WORKERS"] = str(settings().web_workers)
    run_backend_prod(
        settings().host, settings().port, LogLevel.WARNING, mount_frontend_compiled_app=True
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
