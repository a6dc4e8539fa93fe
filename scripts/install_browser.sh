#!/usr/bin/env bash
# Install Debian's Chromium where it is missing: the report's tests look at its pages with it.
set -euo pipefail
command -v chromium >/dev/null && exit 0
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
