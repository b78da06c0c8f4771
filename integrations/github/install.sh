#!/usr/bin/env bash
# Makes the program ready in the checkout of this action, once a runner.
set -euo pipefail
cd "${GITHUB_ACTION_PATH:?}"
[ -f dist/sentinel.js ] || npm ci --no-audit --no-fund
