#!/usr/bin/env bash
# Measures whether lookups and lists are independent of the number of payments: the median response
# time of an emulator with many payments against one with few, the same requests in interleaved runs.
#
#   bench/lists.sh        after `make bench` has built the release and installed wrk
#
# Environment: ROUNDS (5), SECONDS_EACH (2) per run, SMALL (1000), LARGE (1000000), PROGRAM.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-2}
small=${SMALL:-1000}
large=${LARGE:-1000000}
. "$here/lib.sh"

get() { curl -fsS -H "$auth" "$base$1"; }

# random COUNT LIMIT: that many numbers from 0 to LIMIT - 1, the same in every run.
random() { awk -v n="$1" -v most="$2" 'BEGIN {srand(1); while (n-- > 0) print int(rand() * most)}'; }

# store SIZE COUNT: starts an emulator, stores that many payments in it, and writes the requests for
# it.
store() {
  start_emulator
  schedule "$2"
  curl -fsS "$base/_emulator/clock/advance" -d '{"by":"30d"}' -o /dev/null
  auth=$(authorization)
  local total pages
  total=$(get '/payments/status/paid?limit=1' | sed 's/.*"total":\([0-9]*\).*/\1/')
  [[ $total == "$2" ]] || { echo "bench: $total of $2 payments are listed" >&2; exit 1; }
  pages=$((total / 20))
  random 1000 "$2" | sed 's|.*|/payments/find/b-&|' >"$work/$1-find"
  sed 's/find/findAll/' "$work/$1-find" >"$work/$1-findAll"
  while read -r path; do
    get "$path" | sed 's|.*"imp_uid":"\([^"]*\)".*|/payments/\1|' && echo
  done <"$work/$1-find" >"$work/$1-lookup"
  random 1000 "$pages" | awk '{print "/payments/status/paid?page=" $1 + 1}' >"$work/$1-status"
  random 1000 "$pages" | awk '{print "/payments/status/all?sorting=updated&page=" $1 + 1}' >"$work/$1-updated"
  eval "$1_base=\$base $1_token=\${auth#*: }"
  background_pids="$background_pids $emulator_pid"
}

# median_us SIZE OPERATION: the median response time in microseconds.
median_us() {
  local url=$1_base token=$1_token
  TARGETS=$work/$1-$2 TOKEN=${!token} wrk -t1 -c1 -d"${seconds}s" --latency -s "$here/lists.lua" "${!url}" |
    awk '$1 == "50%" {u = $2; gsub(/[0-9.]/, "", u); v = $2 + 0; print u == "us" ? v : u == "ms" ? v * 1e3 : v * 1e6}
         /Non-2xx|Socket errors/ {print "bench: " $0 >"/dev/stderr"; exit 1}'
}

slower=''
store small "$small"
store large "$large"
printf 'portone-emulator %s, %s cores, median of %s interleaved runs of %ss on one connection\n\n' \
  "$("$program" --version)" "$(nproc)" "$rounds" "$seconds"
printf '%-10s %14s %14s %7s\n' operation "$small stored" "$large stored" ratio
for operation in lookup find findAll status updated; do
  : >"$work/few" && : >"$work/many"
  for _ in $(seq "$rounds"); do
    median_us small "$operation" >>"$work/few"
    median_us large "$operation" >>"$work/many"
  done
  paste -d' ' "$work/few" "$work/many" | awk '{print $2 / $1}' | median >"$work/ratio"
  printf '%-10s %11.1f us %11.1f us %7.2f\n' "$operation" "$(median <"$work/few")" \
    "$(median <"$work/many")" "$(cat "$work/ratio")"
  awk '{exit $1 > 1.3}' "$work/ratio" || slower="$slower $operation"
done
[[ -z $slower ]] || { echo "bench: these get slower with more payments:$slower" >&2; exit 1; }
