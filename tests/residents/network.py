"""A network that fails as networks do: a line between browser and server that tests can cut."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal, TypeAlias

import uvicorn
from starlette.types import ASGIApp

# open; dead: no connection holds; slow: replies wait; deaf: requests arrive, their replies do not.
State: TypeAlias = Literal["open", "dead", "slow", "deaf"]


class Line:
    """A TCP relay to `port` on this machine; `address` is where the browser reaches it."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self.state: State = "open"
        self.lost = threading.Semaphore(0)  # one for each reply that the deaf line swallowed
        self._flowing = threading.Event()
        self._flowing.set()
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def become(self, state: State) -> None:
        """From now on; a dead line ends what is under way, too."""
        self.state = state
        if state == "slow":
            self._flowing.clear()
        else:
            self._flowing.set()
        if state == "dead":
            self._hang_up()

    def close(self) -> None:
        """Nothing comes through any more."""
        self.become("dead")
        self._door.close()

    def _hang_up(self) -> None:
        with self._lock:
            for end in self._ends:
                with suppress(OSError):  # already ended by the other side
                    end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:  # closed
                return
            threading.Thread(target=self._relay, args=(near,), daemon=True).start()

    def _relay(self, near: socket.socket) -> None:
        with near:
            if self.state == "dead":
                return
            with socket.create_connection(("127.0.0.1", self._target)) as far:
                with self._lock:
                    self._ends |= {near, far}
                up = threading.Thread(target=self._pump, args=(near, far), daemon=True)
                up.start()
                self._pump(far, near, reply=True)
                up.join()
                with self._lock:
                    self._ends -= {near, far}

    def _pump(self, source: socket.socket, sink: socket.socket, *, reply: bool = False) -> None:
        with suppress(OSError):  # an end was hung up
            while data := source.recv(65536):
                if reply:
                    self._flowing.wait()
                    if self.state == "deaf":
                        self.lost.release()
                        break
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def reached(app: ASGIApp) -> Iterator[Line]:
    """The app served on this machine, at the other end of a line."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    door = config.bind_socket()
    thread = threading.Thread(target=server.run, args=([door],), daemon=True)
    thread.start()
    line = Line(door.getsockname()[1])
    try:
        yield line
    finally:
        line.close()
        server.should_exit = True
        thread.join()
