#!/usr/bin/env bash
# Makes the Python of examples/python with what its requirements name, once for each list of them, and prints where it is.
set -euo pipefail
requirements="$(cd "$(dirname "$0")/../../examples/python" && pwd)/requirements.txt"
version="$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
folder="${XDG_CACHE_HOME:-$HOME/.cache}/lodegraph/python-$version-$(cksum <"$requirements" | cut -d' ' -f1)"
if [ ! -e "$folder/complete" ]; then
  python3 -m venv --clear "$folder" >&2
  "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements" >&2
  touch "$folder/complete"
fi
echo "$folder"
