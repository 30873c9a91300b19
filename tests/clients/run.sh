#!/usr/bin/env bash
# Runs public clients of the V1 API against the emulator: tests/clients/run.sh PATH-OF-PROGRAM
#
# Needs Node.js 18, npm and a registry, so it is no part of `make test`. The clients' versions are
# pinned in the lockfiles; they are installed into a folder that is gone afterwards.
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
base=http://127.0.0.1:$(cat "$work/port")

for client in iamporter; do
  cp -r "$clients/$client" "$work/"
  (cd "$work/$client" && npm ci --ignore-scripts --no-audit --no-fund --silent && BASE=$base node session.js)
done
