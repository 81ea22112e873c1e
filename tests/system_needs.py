"""What tests need from the machine: a browser, a PostgreSQL server and a Japanese font.

`python -m tests.system_needs` says nothing when all are there. Otherwise it installs what is
missing, or says what to install and exits 1.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import chromium, postgres

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Need:
    """Something a machine has or lacks, and the Debian packages that bring it."""

    name: str
    is_met: Callable[[], bool]
    packages: tuple[str, ...]


def _has_browser() -> bool:
    if chromium.installed():
        return True
    with sync_playwright() as playwright:
        return chromium.downloaded(playwright) is not None


def _has_postgres() -> bool:
    return postgres.binaries() is not None


def _has_japanese_font() -> bool:
    if sys.platform == "darwin":  # comes with the system
        return True
    if not shutil.which("fc-list"):
        return False
    command = ["fc-list", ":lang=ja", "family"]
    return bool(subprocess.run(command, capture_output=True, check=True).stdout.strip())


NEEDS = (
    Need("Chromium", _has_browser, ("chromium",)),
    Need("PostgreSQL", _has_postgres, ("postgresql",)),
    Need("日本語フォント", _has_japanese_font, ("fontconfig", "fonts-noto-cjk")),
)


def _chromium_is_a_package() -> bool:
    """Whether apt brings a real Chromium: Ubuntu's package is a pointer to a snap."""
    return bool(shutil.which("apt-get")) and platform.freedesktop_os_release()["ID"] != "ubuntu"


def _download_chromium() -> None:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if sys.platform == "linux" and _may_install():
        command.append("--with-deps")  # the libraries it needs, by apt
    subprocess.run(command, check=False)


def _may_install() -> bool:
    if os.geteuid() == 0:
        return True
    if not shutil.which("sudo"):
        return False
    return subprocess.run(["sudo", "-n", "true"], check=False).returncode == 0


def main() -> None:
    """Install what is missing; exit 1 with one sentence when something is missing still."""
    missing = [need for need in NEEDS if not need.is_met()]
    packages = [package for need in missing for package in need.packages]
    if "chromium" in packages and not _chromium_is_a_package():
        packages.remove("chromium")
        _download_chromium()
    if packages:
        subprocess.run(["sh", ROOT / "setup" / "packages.sh", *packages], check=False)
    lacking = "、".join(need.name for need in missing if not need.is_met())
    if lacking:
        sys.exit(f"検査に必要なものがありません: {lacking}。上の案内のとおりに入れてください。")


if __name__ == "__main__":
    main()
