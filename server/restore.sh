#!/bin/sh
# Rebuilds the site from this backup, beside it: sources in site/, releases in releases/. RESTORE.md explains each step.
#
#   sh restore.sh                            with the packages in wheels/, or from the package registry where there are none
#   PYTHON3=/path/to/python3 sh restore.sh   with another Python than the one that «python3» finds
#   PYTHON=... sh restore.sh                 with an interpreter in which the packages are installed already
set -eu
cd "$(dirname "$0")"
sha256sum --check --quiet SHA256SUMS
wanted=$(sed -n 's/.*"python": "\([0-9.]*\)".*/\1/p' release.json)
found=$("${PYTHON:-${PYTHON3:-python3}}" -c 'import platform; print(platform.python_version())')
if [ "$found" != "$wanted" ]; then
    echo "Notice: the release was made with Python $wanted, this is Python $found. Its packages may not fit, nor its bytes be the same." >&2
    echo "Where that is so, name the right one: PYTHON3=/path/to/python$wanted sh restore.sh" >&2
fi
git clone --quiet repository.bundle site
if [ -z "${PYTHON:-}" ]; then
    "${PYTHON3:-python3}" -m venv venv
    install="venv/bin/pip install --quiet --disable-pip-version-check --no-compile --require-hashes --requirement site/requirements.lock"
    if [ -d wheels ]; then
        # Nothing else than the folder, whatever the settings of this account name.
        PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS='' $install --no-index --find-links wheels
    else
        $install
    fi
    for wheel in site/product/*.whl; do
        if [ -f "$wheel" ]; then venv/bin/pip install --quiet --disable-pip-version-check --no-compile --no-index --no-deps "$wheel"; fi
    done
    PYTHON="$PWD/venv/bin/python"
fi
PYTHONPATH="$PWD/site" exec "$PYTHON" site/scripts/publish.py rebuild "$PWD" --to "folder:$PWD/releases"
