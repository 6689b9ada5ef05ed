"""A real Apache on this machine, for tests of what it is told."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MODULES = Path("/usr/lib/apache2/modules")


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def apache(configuration: Path, port: int, *options: str, environment: dict[str, str] | None = None, user: int | None = None) -> Iterator[None]:
    """Run Debian's Apache with a configuration while a test asks it; without one the test is skipped. ``user`` runs it, where we are root."""
    program = shutil.which("apache2", path="/usr/sbin:/usr/bin")
    if not program or not MODULES.is_dir():
        pytest.skip("Debian's apache2 is not installed")
    run_by = {"user": user, "group": user, "extra_groups": []} if user is not None and os.geteuid() == 0 else {}
    server = subprocess.Popen(
        [program, "-X", "-f", configuration, *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})}, **run_by,
    )  # fmt: skip
    try:
        wait_for(server, port)
        yield
    finally:
        server.terminate()
        server.wait(10)
        server.stderr.close()


def wait_for(server: subprocess.Popen, port: int) -> None:
    """Wait until a server listens at a port; a test fails with what it printed if it ends before."""
    for _ in range(100):
        if server.poll() is not None:
            pytest.fail(server.stderr.read().decode())
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"Nobody answers at port {port}")
