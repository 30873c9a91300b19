#!/usr/bin/env bash
# Measures the speed of advances in scheduled charges per second: without webhooks at two sizes (and
# the cost per charge at the larger size relative to the smaller), with webhooks to a local nginx, and
# with the example shop, which schedules the next charge in each webhook. Also the peak memory per
# stored payment.
#
#   bench/advance.sh      after `make bench` has built the release and installed nginx and Node.js
#
# Environment: ROUNDS (3), SMALL (100000), LARGE (1000000), WEBHOOKS (20000), SUBSCRIBERS (50),
# PROGRAM.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
rounds=${ROUNDS:-3}
small=${SMALL:-100000}
large=${LARGE:-1000000}
webhooks=${WEBHOOKS:-20000}
subscribers=${SUBSCRIBERS:-50}
. "$here/lib.sh"

memory_kib() { awk -v field="$1:" '$1 == field {print $2}' "/proc/$emulator_pid/status"; }

# charges COUNT [ARGUMENT...]: prints "microseconds-per-charge bytes-per-payment".
charges() {
  local count=$1 idle events seconds
  shift
  start_emulator "$@" >&2
  idle=$(memory_kib VmRSS)
  schedule "$count" >&2
  read -r events _ seconds <<<"$(advance 365d)"
  [[ $events == "$count" ]] || { echo "bench: $events of $count charges were made" >&2; exit 1; }
  awk -v s="$seconds" -v n="$events" -v peak="$(memory_kib VmHWM)" -v idle="$idle" \
    'BEGIN {printf "%.3f %.0f\n", s * 1e6 / n, (peak - idle) * 1024 / n}'
  stop_emulator >&2
}

# column N FILE
column() { cut -d' ' -f"$1" "$2" | median; }

start_shop() {
  local fifo=$work/shop line
  rm -f "$fifo" && mkfifo "$fifo"
  PORT=0 PORTONE_URL=$base IMP_KEY=$key IMP_SECRET=$secret \
    node "$here/../examples/subscription-shop/server.js" >"$fifo" &
  shop_pid=$!
  read -r line <"$fifo"
  shop=$(grep -o 'http://[^ ]*' <<<"$line" | head -n 1)
}

printf 'portone-emulator %s, %s cores, median of %s rounds\n\n' "$("$program" --version)" "$(nproc)" "$rounds"

: >"$work/small" && : >"$work/large"
for _ in $(seq "$rounds"); do
  charges "$small" >>"$work/small"
  charges "$large" >>"$work/large"
done
for size in small large; do
  awk -v n="${!size}" -v us="$(column 1 "$work/$size")" -v bytes="$(column 2 "$work/$size")" 'BEGIN {
    printf "%8d schedules, no webhooks: %8.0f charges/s  (%.2f us each, peak memory %.0f bytes per payment)\n", n, 1e6 / us, us, bytes}'
done
paste -d' ' "$work/small" "$work/large" | awk '{print $3 / $1}' | median |
  awk '{printf "cost per charge at the larger size: %.2f times that at the smaller\n", $1}'

start_nginx
: >"$work/with_webhooks"
for _ in $(seq "$rounds"); do charges "$webhooks" --webhook-url "$nginx_base/hook" >>"$work/with_webhooks"; done
awk -v n="$webhooks" -v us="$(column 1 "$work/with_webhooks")" 'BEGIN {
  printf "%8d schedules, a webhook each: %6.0f charges/s  (%.0f us each)\n", n, 1e6 / us, us}'

: >"$work/renewals"
for _ in $(seq "$rounds"); do
  start_emulator
  start_shop
  curl -fsS -X PUT "$base/_emulator/webhooks/settings" -d '{"url":"'"$shop"'/portone/webhook"}' -o /dev/null
  for ((n = 0; n < subscribers; ++n)); do
    curl -fsS "$shop/subscriptions" -H 'Content-Type: application/json' -o /dev/null \
      -d '{"customer_uid":"c'"$n"'","card_number":"1234-1234-1234-1234","expiry":"2030-12","birth":"820213","pwd_2digit":"00"}'
  done
  curl -fsS -X POST "$base/_emulator/settle" -o /dev/null
  advance 365d >>"$work/renewals"
  stop_emulator
  kill "$shop_pid" && wait "$shop_pid" || true
  shop_pid=''
done
awk '{print $3 / $1 * 1e6, $1}' "$work/renewals" >"$work/renewal"
awk -v n="$(column 2 "$work/renewal")" -v us="$(column 1 "$work/renewal")" -v shops="$subscribers" 'BEGIN {
  printf "%8d renewals of the example shop, %d subscribers for a year: %.0f renewals/s  (%.0f us each)\n", n, shops, 1e6 / us, us}'
