"""What the terminal says when the server is up: two addresses, and the first step if it is due."""

from __future__ import annotations

import sys

import settings

LAST_LINE = "止めるときは Ctrl+C を押してください。"


UNKNOWN = "http://（このサーバーのアドレス）"


def greet(port: int | None, setup_token: str = "") -> None:
    """Print where people go; with a token, the one-time set-up link as well.

    `port` is None where the server was started by a program that alone knows it.
    """
    here = f"http://localhost:{port}" if port else UNKNOWN
    chosen = settings.current()
    lines = ["", "こえばこを始めました。", ""]
    if chosen.role != "residents":
        lines.append(f"  職員の画面   {here}/staff/")
    if chosen.role != "staff":
        lines.append(f"  区民の画面   {chosen.public_url or here}/")
    if setup_token:
        lines += [
            "",
            "  はじめに、次のリンクを開いて職員アカウントをつくってください(1回だけ使えます)。",
            f"  {here}/staff-setup?token={setup_token}",
        ]
    lines += ["", LAST_LINE, ""]
    sys.stdout.write("\n".join(lines))
    sys.stdout.flush()
