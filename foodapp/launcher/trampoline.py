"""Runs before a program, in its process: drops root and asks to be told when the parent dies.

    trampoline.py PARENT_PID SIGNAL UID GID program arguments...

A separate file because the wish (prctl PR_SET_PDEATHSIG, Linux) is forgotten when a process
changes its account, so it must come after that and before exec. UID -1: keep the account.
"""

import os
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Becomes the program; ends with 1 where the parent died before it could be watched."""
    parent, signal, uid, gid = (int(word) for word in sys.argv[1:5])
    argv = sys.argv[5:]
    prctl = None
    if sys.platform == "linux":
        import ctypes

        prctl = ctypes.CDLL(None, use_errno=True).prctl
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        sys.exit(1)
    os.execv(argv[0], argv)  # noqa: S606 - no shell wanted


main()
