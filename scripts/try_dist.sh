#!/usr/bin/env bash
# Install each file of dist/ into an empty environment, and run the example from there, away from the project.
#   scripts/try_dist.sh PYTHON
set -euo pipefail
python=$(realpath --no-symlinks "$1")
cd "$(dirname "$0")/.."
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

"$python" -m venv "$room/venv"
pip() { "$room/venv/bin/python" -m pip --quiet --disable-pip-version-check "$@"; }
echo "Installing the pinned packages into an empty environment" >&2
pip install --no-deps --require-hashes -r requirements-build.txt -r requirements.txt
cp -r examples "$room"
for made in dist/*.whl dist/*.tar.gz; do
    pip install --no-deps --no-build-isolation --force-reinstall "$made"
    # The pins are what the file itself asks for.
    pip check
    (
        cd "$room"
        venv/bin/tallybook run examples/articles --warehouse "$(basename "$made").duckdb"
        venv/bin/tallybook answers --limit 3 --warehouse "$(basename "$made").duckdb"
    )
    pip uninstall --yes tallybook
    echo "$made: installs, reads the example, answers"
done
