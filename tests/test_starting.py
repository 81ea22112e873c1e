"""Every documented way to start gives the same product, and its two halves stay apart."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import httpx2
import pytest

from gate.greeting import UNKNOWN
from tests.serving import ROOT, Served, environment, free_port, start


def command(name: str, port: int) -> list[str]:
    """The words typed after activating the environment, with a port of the test's own."""
    words = {
        "streamlit": ["streamlit", "run", "survey_app.py", "--server.port", str(port)],
        "uvicorn": ["uvicorn", "survey_app:app", "--port", str(port)],
    }
    return [sys.executable, "-m", *words[name]]


@pytest.fixture(scope="module", params=["streamlit", "uvicorn"])
def started(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    port = free_port()
    variables = environment(tmp_path_factory.mktemp("data"))
    served = start(variables, port, command=command(request.param, port))
    yield served
    served.kill()


def test_other_ways_to_start_serve_both_halves_behind_the_guard(started: Served) -> None:
    with httpx2.Client(base_url=started.address) as client:
        assert client.get("/").status_code == 200
        assert client.get("/staff/_stcore/health").status_code == 401
        link = started.setup_link.replace(UNKNOWN, started.address)
        assert "はじめの設定" in client.get(link.replace("localhost", "127.0.0.1")).text
    assert f"localhost:{started.port}" in started.setup_link or UNKNOWN in started.setup_link


def test_residents_requests_pass_nothing_of_streamlit(started: Served) -> None:
    """No cookie of its session, no header of its middleware, no page of its own for odd paths."""
    with httpx2.Client(base_url=started.address) as client:
        for path in ("/", "/s/nothing", "/_stcore/health", "/healthz"):
            answer = client.get(path)
            assert "set-cookie" not in answer.headers
            assert "streamlit" not in answer.text.lower()
        # Streamlit's path check answers 400 here; the residents' page helps instead.
        assert client.get("/s/%2e%2e%2f%2e%2e").status_code == 404


@pytest.mark.parametrize("module", ["residents_app", "residents.app"])
def test_the_residents_half_never_loads_streamlit(module: str) -> None:
    program = f"import sys, {module}; print(sorted(m for m in sys.modules if 'streamlit' in m))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
