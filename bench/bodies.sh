#!/usr/bin/env bash
# Measures what a request with very many keys costs, in a body of the payments API and in a call of
# the control API. Ten times as many keys should take about ten times as long, not a hundred times.
#
#   bench/bodies.sh     after `make bench` has built the release
#
# Environment: ROUNDS (5), SMALL (8000) and LARGE (80000) keys, PROGRAM.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
rounds=${ROUNDS:-5}
small=${SMALL:-8000}
large=${LARGE:-80000}
. "$here/lib.sh"

# body COUNT [MEMBERS]: an object of COUNT keys, with MEMBERS in front of them.
body() {
  awk -v count="$1" -v first="${2-}" 'BEGIN {
    printf "{%s", first
    for (i = 0; i < count; ++i) printf "%s\"k%d\":1", (i || first ? "," : ""), i
    print "}"
  }'
}

# seconds STATUS FILE TARGET: how long the call takes; its reply must have this HTTP status
seconds() {
  curl -sS -o /dev/null -w '%{http_code} %{time_total}\n' -H "$auth" \
    -H 'Content-Type: application/json' --data-binary "@$2" "$base$3" |
    awk -v status="$1" '$1 != status {print "bench: HTTP " $1 > "/dev/stderr"; exit 1} {print $2}'
}

start_emulator
auth=$(authorization)
for size in "$small" "$large"; do
  body "$size" '"merchant_uid":"order-1","amount":100' >"$work/prepare.$size"
  body "$size" >"$work/advance.$size"
done
for ((round = 0; round < rounds; ++round)); do
  for size in "$small" "$large"; do
    reset
    seconds 200 "$work/prepare.$size" /payments/prepare >>"$work/prepare.$size.s"
    seconds 400 "$work/advance.$size" /_emulator/clock/advance >>"$work/advance.$size.s"
  done
done

printf 'portone-emulator %s, %s cores, median of %s rounds\n\n' "$("$program" --version)" "$(nproc)" "$rounds"
printf '%-42s %12s %12s %8s\n' 'a body of keys' "$small" "$large" ratio
for call in 'prepare POST /payments/prepare' 'advance POST /_emulator/clock/advance (refused)'; do
  name=${call%% *}
  awk -v call="${call#* }" -v small="$(median <"$work/$name.$small.s")" -v large="$(median <"$work/$name.$large.s")" \
    'BEGIN {printf "%-42s %10.4f s %10.4f s %8.1f\n", call, small, large, large / small}'
done
