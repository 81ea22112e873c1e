"""The running product for tests: `python manage.py serve` as a process of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import httpx2
import pytest
from click.testing import CliRunner

import settings
from gate import greeting
from manage import cli

ROOT = Path(__file__).resolve().parent.parent
NAME, PASSWORD = "yamada", "ochanomizu-hana"


@dataclass(frozen=True)
class Served:
    """A server process: where it is, what it works on, and the set-up link it printed, if any."""

    process: subprocess.Popen[str]
    address: str
    port: int
    environment: dict[str, str]
    setup_link: str
    said: list[str]

    def manage(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of `manage.py` on the same data."""
        return manage(self.environment, *arguments, given=given)

    def kill(self) -> None:
        """What a power cut does to a process."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end and see that it does in good order."""
        self.process.send_signal(signal.SIGTERM)
        # uvicorn ends what it has begun and then lets the signal have its usual effect.
        assert self.process.wait(timeout=30) in (0, -signal.SIGTERM)


def environment(data_dir: Path, **settings: str) -> dict[str, str]:
    """The environment of a process that keeps its data in `data_dir`."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("KOEBAKO_")}
    chosen = {f"KOEBAKO_{name.upper()}": value for name, value in settings.items()}
    return ours | {"KOEBAKO_DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"} | chosen


def manage(
    variables: dict[str, str], *arguments: str, given: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a command of `manage.py` to its end: within this process, which saves a start each time.

    To a server it is another process all the same. What no command may raise fails the test.
    """
    others = dict.fromkeys(name for name in os.environ if name.startswith(settings.PREFIX))
    with patch.object(settings, "_chosen", []):  # they are read once in a process
        done = CliRunner(env=others | variables).invoke(
            cli, arguments, input=given, catch_exceptions=False
        )
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def process(
    variables: dict[str, str], *arguments: str, given: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` as an operator does: a process of its own, to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=variables,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(
    variables: dict[str, str], port: int, *options: str, command: Sequence[str] = ()
) -> Served:
    """Start the server and wait until it answers; its greeting is read for the set-up link.

    `command` is another way to start it on `port` than `manage.py serve`.
    """
    usual = [sys.executable, "manage.py", "serve", "--port", str(port), *options]
    process = subprocess.Popen(
        list(command) or usual,
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: list[str] = []
    greeted = threading.Event()
    threading.Thread(target=_listen, args=(process, said, greeted), daemon=True).start()
    if not greeted.wait(60) or process.poll() is not None:
        process.kill()
        pytest.fail("the server did not start: " + "".join(said))
    link = re.search(r"http://\S+/staff-setup\?token=\S+", "".join(said))
    address = f"http://127.0.0.1:{port}"
    with httpx2.Client(transport=httpx2.HTTPTransport(retries=8)) as client:
        client.get(f"{address}/healthz", timeout=30).raise_for_status()
    return Served(process, address, port, variables, link[0] if link else "", said)


def _listen(process: subprocess.Popen[str], said: list[str], greeted: threading.Event) -> None:
    """Read all that the server says, so that it never waits for a reader; its end counts too."""
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            said.append(line)
            if greeting.LAST_LINE in line:
                greeted.set()
    greeted.set()


Serve = Callable[..., Served]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start servers on the test's own data folder; all are ended after the test.

    `serve()` again after `kill()` is a restart on the same data.
    """
    started: list[Served] = []

    def one(*options: str, port: int | None = None, **settings: str) -> Served:
        data = tmp_path / "data"
        data.mkdir(exist_ok=True)
        served = start(environment(data, **settings), port or free_port(), *options)
        started.append(served)
        return served

    yield one
    for served in started:
        if served.process.poll() is None:
            served.kill()
