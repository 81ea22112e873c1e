#!/bin/sh
# Makes .venv from the newest Python of this machine that is 3.11 or newer, or says in one
# sentence what to install. Run from the root of the repository.
set -eu

# The first Python that is new enough and for which the statement in $1 works.
find_python() {
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        if "$name" -c "import sys; assert sys.version_info >= (3, 11); $1" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    return 1
}

if python=$(find_python "import ensurepip, venv"); then
    :
elif python=$(find_python "pass"); then
    # Debian and Ubuntu keep these two modules in a package of their own.
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    sh setup/packages.sh "python$version-venv"
else
    echo "Python 3.11 以上を入れてから、make をもう一度実行してください" \
        "(Debian・Ubuntu: sudo apt-get install python3 python3-venv、macOS: brew install python)。" >&2
    exit 1
fi
"$python" -m venv --clear .venv
