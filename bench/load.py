"""A small HTTP/1.1 load generator: keep-alive connections, one request in flight on each.

A `Protocol` per connection and no parsing beyond the status and the length, so that the generator
costs less than the server it measures.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Result:
    """What came of a run."""

    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Responses a second."""
        return sum(self.statuses.values()) / self.seconds

    def wait(self, share: float) -> float:
        """The wait in milliseconds that this share of requests did not exceed."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


class _Connection(asyncio.Protocol):
    def __init__(
        self, make: Callable[[], bytes], until: float, pause: float, result: Result
    ) -> None:
        self._make = make
        self._until = until
        self._pause = pause
        self._result = result
        self._buffer = b""
        self._sent = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, mark, body = self._buffer.partition(b"\r\n\r\n")
        if not mark:
            return
        lowered = head.lower()
        at = lowered.find(b"content-length:")
        length = int(lowered[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(body) < length:
            return
        self._buffer = body[length:]
        self._result.statuses[int(head[9:12])] += 1
        self._result.waits.append(time.perf_counter() - self._sent)
        if self._pause:
            asyncio.get_running_loop().call_later(self._pause, self._next)
        else:
            self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def _next(self) -> None:
        self._sent = time.perf_counter()
        if self._sent >= self._until:
            self._transport.close()
        else:
            self._transport.write(self._make())


async def run(
    port: int, make: Callable[[], bytes], *, connections: int, seconds: float, pause: float = 0.0
) -> Result:
    """Send what `make` gives to this machine's `port` for so many seconds.

    A connection waits `pause` seconds after each response.
    """
    loop = asyncio.get_running_loop()
    result = Result()
    began = time.perf_counter()
    lines = [
        await loop.create_connection(
            lambda: _Connection(make, began + seconds, pause, result), "127.0.0.1", port
        )
        for _ in range(connections)
    ]
    await asyncio.gather(*(protocol.done for _, protocol in lines))
    result.seconds = time.perf_counter() - began
    return result
