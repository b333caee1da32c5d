"""Runs a command until it ends, or until whoever holds the other end of stdin is gone, even if that one was killed: then
everything that the command started is killed too, and its folder is deleted.

Usage: supervise.py FOLDER COMMAND [ARGUMENT...]
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress


def kill_all(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def kill_all_when_left_alone(group: int) -> None:
    # Not sys.stdin: a thread that waits in its buffer cannot be ended with the interpreter.
    while os.read(0, 1024):
        pass
    kill_all(group)


def main(folder: str, *command: str) -> int:
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    threading.Thread(target=kill_all_when_left_alone, args=[child.pid], daemon=True).start()
    code = child.wait()
    kill_all(child.pid)
    shutil.rmtree(folder, ignore_errors=True)
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
