"""Handing an operator's command to the server that holds the database.

Only the serving process writes to an SQLite file. A command that wants to write while a server
runs is sent to it: over loopback, with a key that only the owner of the data folder can read
(multiprocessing.connection's HMAC handshake), as JSON, never as pickle.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import socket
import struct
import threading
from multiprocessing import AuthenticationError
from multiprocessing.connection import (
    Client,
    Connection,
    Listener,
    answer_challenge,
    deliver_challenge,
)
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from models.errors import KoebakoError, StorageRefused
from models.operations import OPERATIONS
from models.store import Store, StoreInUse

log = logging.getLogger("koebako.handover")

FILE = "server.json"
PATIENCE_SECONDS = 10.0  # how long the desk waits for the next word of who called


class Desk:
    """The server's end: takes commands until closed."""

    def __init__(self, store: Store, data_dir: Path) -> None:
        self._key = secrets.token_hex(32)
        self._store = store
        self._file = data_dir / FILE
        # Without a key of its own: the listener would wait for a silent caller without end.
        self._listener = Listener(("127.0.0.1", 0), backlog=64)
        self._open = True
        descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            os.fchmod(descriptor, 0o600)  # a file that was left here may have been open to others
            json.dump({"port": self._listener.address[1], "key": self._key}, file)
        self._thread = threading.Thread(target=self._take, name="koebako-handover", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Take no more commands."""
        self._open = False
        socket.create_connection(self._listener.address).close()  # wakes the thread if it waits
        self._thread.join()
        self._listener.close()
        self._file.unlink(missing_ok=True)

    def _take(self) -> None:
        while self._open:
            try:
                with self._listener.accept() as line:
                    if self._open:
                        self._recognise(line)
                        self._answer(line)
            except Exception as error:  # whatever was said, the next command is served
                log.warning("a command was not taken: %s", type(error).__name__)

    def _recognise(self, line: Connection[Any, Any]) -> None:
        patience = struct.pack("ll", *divmod(int(PATIENCE_SECONDS * 1_000_000), 1_000_000))
        with socket.socket(fileno=os.dup(line.fileno())) as end:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, patience)
        deliver_challenge(line, self._key.encode())
        answer_challenge(line, self._key.encode())

    def _answer(self, line: Connection[Any, Any]) -> None:
        text = line.recv_bytes(maxlength=4_000_000)
        try:
            order = json.loads(text)
            operation = OPERATIONS[order["name"]]
            result = self._store.write(lambda session: operation(session, **order["arguments"]))
            answer = {"result": result}
        except KoebakoError as refusal:
            answer = {"refused": str(refusal)}
        except DBAPIError as error:
            reason = str(error.orig).strip().splitlines()[0]
            answer = {"refused": f"データベースを使えません({reason})。"}
        except Exception as error:
            log.exception("a command failed")
            reason = type(error).__name__
            answer = {
                "refused": f"動いているこえばこは、この操作を行えませんでした({reason})。"
                "プログラムを新しくしたときは、止めて始めなおしてください。"
            }
        line.send_bytes(json.dumps(answer).encode())


class _Nobody:
    """Where every command may open the database itself, there is nothing to listen for."""

    def close(self) -> None:
        """Nothing to end."""


def listen(store: Store, data_dir: Path) -> Desk | _Nobody:
    """Start taking commands for `store`, when it is one that only this process may write."""
    return Desk(store, data_dir) if store.exclusive else _Nobody()


def carry_out(url: str, data_dir: Path, operation: str, /, **arguments: Any) -> Any:
    """Run one of `models.operations`, here or in the server that holds the database.

    Returns its plain result. Raises StorageRefused with the sentence to print.
    """
    try:
        store = Store(url)
    except StoreInUse as in_use:
        return _send(data_dir, in_use, {"name": operation, "arguments": arguments})
    try:
        return store.write(lambda session: OPERATIONS[operation](session, **arguments))
    finally:
        store.close()


def _send(data_dir: Path, in_use: StoreInUse, order: dict[str, Any]) -> Any:
    try:
        where = json.loads((data_dir / FILE).read_text())
        with Client(("127.0.0.1", where["port"]), authkey=where["key"].encode()) as line:
            line.send_bytes(json.dumps(order).encode())
            answer = json.loads(line.recv_bytes())
    except (OSError, EOFError, ValueError, KeyError, AuthenticationError):
        raise in_use from None
    if "refused" in answer:
        raise StorageRefused(answer["refused"])
    return answer["result"]
