#!/bin/sh
# Debian and Ubuntu packages that the tests drive: a browser, a web server, PDF tools, R, LibreOffice, fonts with Kazakh letters, spelling dictionaries.
set -eu
PACKAGES="chromium git libnginx-mod-http-brotli-static nginx-light openssh-client openssl libreoffice-calc-nogui poppler-utils r-base-core r-cran-jsonlite rsync fonts-dejavu-core fonts-noto-core hunspell hunspell-en-gb hunspell-kk hunspell-ru"
# Ubuntu has Chromium as a snap only; there the tests take Google Chrome, which runners of GitHub have.
if grep -qx "ID=ubuntu" /etc/os-release && command -v google-chrome >/dev/null; then
    PACKAGES=$(echo "$PACKAGES" | sed 's/^chromium //')
fi
missing=""
for package in $PACKAGES; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if [ "${CI:-}" != true ] || ! sudo -n true 2>/dev/null; then
        echo "The browser and server tests want:$missing. Install them with: sudo apt-get install --no-install-recommends$missing"
        exit 0
    fi
    as_root="sudo -n"
fi
$as_root apt-get update --quiet --quiet
# shellcheck disable=SC2086  # a list of names
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet --no-install-recommends $missing >/dev/null
