"""5,000 slips as a file: seconds, bytes, and how much the server grows over it.

Beside it, as a reference, as many bare codes drawn one after the other as the library does by
itself. Bars: 60 s for 5,000; the peak of 5,000 no more than a tenth above that of 500.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx2

from models import keys, slip_numbers, slips, surveys
from models.slip_numbers import Slip
from models.store import Store
from qr import code
from tests.builders import document
from tests.serving import PASSWORD, Served, environment, free_port, manage, start

NAME, SITE = "bench", "https://koebako.city.example.lg.jp"
COUNTS = (500, slips.MOST)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        variables = environment(data, public_url=SITE)
        manage(variables, "users", "add", NAME, "--role", "admin", given=f"{PASSWORD}\n")
        batches = prepared(data)
        product = start(variables, free_port())
        with signed_in(product) as staff:
            made(product, staff, batches.pop(0))  # what is loaded once, is loaded now
            results = [made(product, staff, batch) for batch in batches]
        product.stop()
    for count, (seconds, size, peak) in zip(COUNTS, results, strict=True):
        print(
            f"{count:5} slips  {seconds:5.1f} s  {size / 1e6:5.1f} MB  peak {peak / 1024:6.1f} MB"
        )
    seconds, growth = results[1][0], results[1][2] / results[0][2]
    print(f"peak of 5,000 to that of 500: {growth:.3f} (bar 1.1){warned(growth <= 1.1)}")
    print(f"5,000 slips in {seconds:.1f} s (bar 60){warned(seconds <= 60)}")
    print(f"5,000 bare codes, masks chosen one by one: {bare(slips.MOST):.1f} s")


def warned(held: bool) -> str:
    return "" if held else "  BEYOND THE BAR"


def prepared(data: Path) -> list[str]:
    """A batch to warm up with, and one of each count."""
    store = Store(f"sqlite:///{data}/koebako.db")
    survey_id = store.write(lambda session: surveys.create(session, document(), by=NAME))
    made = [
        partial(
            slips.create, survey_id=survey_id, name="説明会", count=count, held_on=None, by=NAME
        )
        for count in (COUNTS[0], *COUNTS)
    ]
    found = [store.write(make) for make in made]
    store.close()
    return found


@contextmanager
def signed_in(product: Served) -> Iterator[httpx2.Client]:
    origin = {"origin": product.address}
    with httpx2.Client(base_url=product.address, headers=origin) as client:
        client.post("/staff-login", data={"name": NAME, "password": PASSWORD})
        yield client


def made(product: Served, staff: httpx2.Client, batch: str) -> tuple[float, int, int]:
    """Seconds, bytes, and the server's peak in kB since the file was asked for."""
    process = Path(f"/proc/{product.process.pid}")
    (process / "clear_refs").write_text("5")  # Linux: forget the peak so far
    began, size = time.perf_counter(), 0
    with staff.stream("POST", f"/staff/slips/{batch}", timeout=120) as answer:
        assert answer.status_code == 200, answer.status_code
        for piece in answer.iter_bytes():
            size += len(piece)
    seconds = time.perf_counter() - began
    status = (process / "status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0])
    return seconds, size, peak


def bare(count: int) -> float:
    began = time.perf_counter()
    key = keys.mac(b"bench")
    for _ in range(count):
        slip: Slip = slip_numbers.draw(key)
        code.svg(f"{SITE}/t/{slip.token}".upper(), 31)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
