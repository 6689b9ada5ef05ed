"""A real Apache on this machine, for tests of what it is told."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MODULES = Path("/usr/lib/apache2/modules")
# What a shared web host gives its users: a folder that is served, with `.htaccess` files of their own in it.
SHARED_HOST = """
ServerRoot "{folder}"
ServerName localhost
Listen 127.0.0.1:{port}
PidFile "{folder}/pid"
ErrorLog "{folder}/errors"
{modules}
User nobody
Group nogroup
DocumentRoot "{folder}/root"
<Directory "{folder}/root">
    AllowOverride All
    Require all granted
</Directory>
"""


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


@contextmanager
def shared_host(*modules: str) -> Iterator[tuple[Path, int]]:
    """Run Apache as a shared web host does, with these modules where it has them; yield the folder whose ``root`` it serves, and its port.

    A module that is compiled in has no file, and needs none.
    """
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        # The server does not run as we do, and must be able to read.
        folder.chmod(0o755)
        (folder / "root").mkdir()
        loaded = (f"LoadModule {one}_module {MODULES}/mod_{one}.so" for one in ("mpm_event", "authz_core", *modules) if (MODULES / f"mod_{one}.so").exists())
        configuration = folder / "apache.conf"
        configuration.write_text(SHARED_HOST.format(folder=folder, port=port, modules="\n".join(loaded)), encoding="utf-8")
        with apache(configuration, port):
            yield folder, port


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
