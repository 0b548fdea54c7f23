"""Stands where ssh stands; the line breaks after so many bytes of an rsync transfer.

cut_line.py BYTES HOST COMMAND...
"""

import os
import subprocess
import sys
import threading

LOST = 255
left, command = int(sys.argv[1]), " ".join(sys.argv[3:])
if not command.startswith("rsync"):
    os.execvp("sh", ["sh", "-c", command])  # noqa: S606


def forward(child: subprocess.Popen[bytes]) -> None:
    """Passes on what comes, byte for byte, until the line breaks."""
    assert child.stdin is not None
    passed = 0
    while passed < left and (data := os.read(0, min(left - passed, 64))):
        child.stdin.write(data)
        passed += len(data)
    child.kill()


with subprocess.Popen(["sh", "-c", f"exec {command}"], stdin=subprocess.PIPE, bufsize=0) as running:
    threading.Thread(target=forward, args=(running,), daemon=True).start()
    ended = running.wait()
os._exit(LOST if ended < 0 else ended)
