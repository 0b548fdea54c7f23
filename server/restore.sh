#!/bin/sh
# Rebuilds the site from this backup, beside it: sources in site/, releases in releases/. RESTORE.md explains each step.
#
#   sh restore.sh            with the packages in wheels/, or from the package registry where there are none
#   PYTHON=... sh restore.sh with an interpreter in which the packages are installed already
set -eu
cd "$(dirname "$0")"
sha256sum --check --quiet SHA256SUMS
git clone --quiet repository.bundle site
if [ -z "${PYTHON:-}" ]; then
    python3 -m venv venv
    if [ -d wheels ]; then
        venv/bin/pip install --quiet --no-index --find-links wheels --require-hashes --requirement site/requirements.lock
    else
        venv/bin/pip install --quiet --require-hashes --requirement site/requirements.lock
    fi
    PYTHON="$PWD/venv/bin/python"
fi
PYTHONPATH="$PWD/site" exec "$PYTHON" site/scripts/publish.py rebuild "$PWD" --to "folder:$PWD/releases"
