"""Runs a command until it ends, or until whoever holds the other end of stdin is gone, even if that one was killed: then
everything that the command started is killed too, and its folder is deleted.

Usage: supervise.py FOLDER COMMAND [ARGUMENT...]
"""

import os
import shutil
import signal
import subprocess
import sys
import threading

folder, *command = sys.argv[1:]
child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)


def kill_all():
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def kill_all_when_left_alone():
    # Not sys.stdin: a thread that waits in its buffer cannot be ended with the interpreter.
    while os.read(0, 1024):
        pass
    kill_all()


threading.Thread(target=kill_all_when_left_alone, daemon=True).start()
code = child.wait()
kill_all()
shutil.rmtree(folder, ignore_errors=True)
sys.exit(code)
