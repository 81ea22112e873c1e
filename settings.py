"""Settings from `KOEBAKO_*`: the only reader of the environment. Unknown names stop the start."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import StorageRefused

ROOT = Path(__file__).resolve().parent
PREFIX = "KOEBAKO_"

# One thread for matrices in this process and its children, unless an operator says otherwise: on a
# few busy cores OpenBLAS waits for its own threads (six times the processor time), and sums do not
# depend on the number of cores. It reads this when numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

Role = Literal["all", "residents", "staff"]


class Settings(BaseSettings):
    """What an operator may set. Each field's description is the help text of the README."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    data_dir: Path = Field(
        default=ROOT / "data",
        description="Folder of the embedded database and the process files.",
    )
    database_url: str = Field(
        default="",
        description="Database address; empty means SQLite in the data folder.",
    )
    public_url: str = Field(
        default="",
        description="Address residents reach, such as https://koe.example.lg.jp; "
        "QR codes point to it, and posters are refused without it.",
    )
    staff_origins: str = Field(
        default="",
        description="Further addresses, comma separated, at which staff may open the staff pages.",
    )
    role: Role = Field(
        default="all",
        description="Which half this process serves: all, residents or staff.",
    )
    ward: str = Field(
        default="世田谷区",
        max_length=40,
        description="Name of the municipality, shown on every page and poster.",
    )

    @field_validator("public_url", "staff_origins")
    @classmethod
    def _are_origins(cls, value: str) -> str:
        origins = [_as_browsers_say(part) for part in value.split(",") if part.strip()]
        for origin in origins:
            parts = urlsplit(origin)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
                raise ValueError("http(s)://名前 の形で書いてください")
            if "@" in parts.netloc or parts.query or parts.fragment or " " in origin:
                raise ValueError("http(s)://名前 の形で書いてください")
        return ",".join(origins)

    @property
    def store_url(self) -> str:
        """The database address actually used."""
        return self.database_url or f"sqlite:///{self.data_dir / 'koebako.db'}"


def _as_browsers_say(address: str) -> str:
    """An address as it stands in an Origin header: lower case, without the scheme's own port."""
    plain = address.strip().rstrip("/").lower()
    scheme, _, rest = plain.partition("://")
    usual = {"https": ":443", "http": ":80"}.get(scheme, "")
    return f"{scheme}://{rest.removesuffix(usual)}" if usual else plain


def read() -> Settings:
    """The settings of this process. Raises StorageRefused naming what is wrong."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise StorageRefused(
            f"設定 {unknown[0]} はありません。名前を確かめてください(使えるのは "
            f"{', '.join(sorted(known))} です)。"
        )
    try:
        found = Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise StorageRefused(f"設定 {name} を読み取れません: {first['msg']}") from error
    try:
        # Only the last folder: a missing parent means a disk that is not there, and a new, empty
        # database in its place would look as if every answer were lost.
        found.data_dir.mkdir(exist_ok=True)
    except OSError as error:
        raise StorageRefused(
            f"データを置くフォルダ {found.data_dir} がなく、作成もできません。"
            "作成するか、設定 KOEBAKO_DATA_DIR を確かめてください。"
        ) from error
    return found


_chosen: list[Settings] = []


def current() -> Settings:
    """The settings of this process, read once. Raises StorageRefused."""
    if not _chosen:
        _chosen.append(read())
    return _chosen[0]


def use(chosen: Settings) -> None:
    """Make `chosen` the settings of this process, as a command's options ask for."""
    _chosen[:] = [chosen]


def address_in_network() -> str | None:
    """This machine's address in its local network, so that a phone nearby can try it; or None."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1: a datagram socket sends nothing here
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") else address
