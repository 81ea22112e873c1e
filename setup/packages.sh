#!/bin/sh
# Installs the Debian packages named, as root or with a sudo that asks for no password.
# Otherwise says in one sentence which packages are needed, and exits 1.
set -eu

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

if ! command -v apt-get >/dev/null 2>&1; then
    echo "$* (Debian でのパッケージ名)にあたるものを入れてから、make をもう一度実行してください。" >&2
    exit 1
fi
if ! as_root true 2>/dev/null; then
    echo "「sudo apt-get install $*」を実行してから、make をもう一度実行してください。" >&2
    exit 1
fi

echo "パッケージを入れています: $*" >&2
# A repository of somebody else that cannot be reached must not stop us; the install decides.
as_root apt-get update -qq || echo "パッケージの一覧を新しくできませんでした。" >&2
as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq --yes --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >&2
