#!/usr/bin/env bash
# Runs public clients of the V1 API against the emulator, and an editor's JSON engine on the scenarios:
# tests/clients/run.sh PATH-OF-PROGRAM
#
# Needs Node.js 18, npm and its registry, so it is not part of `make test`. The clients' versions are
# pinned in the lockfiles; they are installed into a temporary folder.
set -euo pipefail
program=$(realpath "$1")
clients=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
"$program" serve --port 0 --port-file "$work/port" --log-level warning >"$work/ready" &
emulator=$!
trap 'kill $emulator; wait $emulator || true; rm -rf "$work"' EXIT
until [[ -s $work/port ]]; do
  kill -0 $emulator
  sleep 0.1
done
export BASE=http://127.0.0.1:$(cat "$work/port")
tree=$(cd "$clients/../.." && pwd)
export SCENARIOS=$tree/scenarios:$tree/examples/subscription-shop/scenarios:$tree/fixtures/scenarios/good

for client in iamporter editor; do
  cp -r "$clients/$client" "$work/"
  (cd "$work/$client" && npm ci --ignore-scripts --no-audit --no-fund --silent && node session.js)
done
