"""Servers that tests start on this machine: a free port, and waiting until somebody listens there."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

MODULES = Path("/usr/lib/apache2/modules")


def apache() -> str:
    """Return the path of Debian's Apache; a test that needs it is skipped where it is not installed."""
    program = shutil.which("apache2", path="/usr/sbin:/usr/bin")
    if not program or not MODULES.is_dir():
        pytest.skip("Debian's apache2 is not installed")
    return program


def free_port() -> int:
    """Return a port of 127.0.0.1 on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(server: subprocess.Popen, port: int) -> None:
    """Wait until a server listens on a port; the test fails with what the server printed when it ends before."""
    for _ in range(100):
        if server.poll() is not None:
            pytest.fail(server.stderr.read().decode())
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"Nobody listens: {server.args}")


def end(server: subprocess.Popen) -> None:
    """End a server and what it holds open."""
    server.terminate()
    try:
        server.wait(5)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(5)
    server.stderr.close()
