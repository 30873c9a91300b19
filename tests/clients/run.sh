#!/usr/bin/env bash
# Runs public clients of the V1 API against the emulator, and an editor's JSON engine on the scenarios:
# tests/clients/run.sh PATH-OF-PROGRAM
#
# Needs Node.js 18, npm and its registry, so it is not part of `make test`. The packages' versions are
# pinned in the lockfiles; they are installed into a temporary folder.
set -euo pipefail
program=$(realpath "$1")
clients=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$(cd "$clients/../.." && pwd)
export SCENARIOS=$tree/scenarios:$tree/examples/subscription-shop/scenarios:$tree/fixtures/scenarios/good

for folder in editor iamporter public; do
  cp -r "$clients/$folder" "$work/"
  (cd "$work/$folder" && npm ci --ignore-scripts --no-audit --no-fund --silent)
done
(cd "$work/editor" && "$program" exec -- node session.js)
cp -r "$tree/examples/express-shop" "$work/"
(cd "$work/express-shop" && npm ci --ignore-scripts --no-audit --no-fund --silent && "$program" exec -- npx jest)

# From here on nothing knows the emulator's address: https://api.iamport.kr is a literal.
cd "$work/iamporter"
"$program" exec -- node session.js
cd "$work/public"
for client in iamport rest_client server_api; do
  "$program" exec -- node $client.js
done
"$program" exec -- env -u NODE_OPTIONS node base_url.js
cp "$clients/sessions/session.js" .
export IMP_KEY=imp_apikey
export IMP_SECRET=ekKoeW8RyKuT0zgaZsUtXXTLQ4AhPFW3ZGseDA6bkA5lamv9OqDMnxyeB9wqOsuO9W3Mx9YSJ4dTqJ3f
for package in 'axios axios-0.21' 'axios axios-0.27' 'axios axios-1.6' 'axios axios' 'got got-11' 'got got'; do
  # shellcheck disable=SC2086  # two words
  output=$("$program" exec -- node session.js $package)
  diff <(echo "$output") "$clients/sessions/transcript.txt"
  echo "${package#* }: ok"
done
