#!/bin/sh
# Brings the judges of `make judges`, as far as this machine lets it. What cannot be had is named here, and the tests
# that need it are skipped and say so.
cd "$(dirname "$0")/../.." || exit 1
lacking=""

debian() { # program packages
	command -v "$1" >/dev/null && return
	if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		[ -n "$updated" ] || apt-get update -qq >/dev/null 2>&1
		updated=yes
		apt-get install -qq -y --no-install-recommends $2 >/dev/null 2>&1
	fi
	command -v "$1" >/dev/null || lacking="$lacking $1"
}

debian chromium chromium
debian hunspell hunspell
debian msgfmt gettext
debian soffice "libreoffice-calc-nogui libreoffice-writer-nogui"
debian npm npm

mkdir -p .judges
cp tests/judges/package.json .judges/package.json
if command -v npm >/dev/null; then
	(cd .judges && npm install --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error) ||
		lacking="$lacking textlint cspell"
fi

if [ -n "$lacking" ]; then
	echo "judges: cannot be had here:$lacking; the tests that need them are skipped"
else
	touch .judges/run.stamp
fi
