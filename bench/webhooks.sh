#!/usr/bin/env bash
# Compares the webhooks of one sandbox, which are posted in order, with a bare loop that posts to the
# same nginx over one connection that is kept open: posts per second, each the median of interleaved
# runs, their ratio, whether it meets its target, and what it was with a connection for each webhook.
# The time of a webhook includes that of the scheduled charge that it reports.
#
#   bench/webhooks.sh     after `make bench` has built the release and installed nginx and wrk
#
# Environment: SECONDS_EACH (2) of the loop, ROUNDS (5), WEBHOOKS (20000), PROGRAM.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
seconds=${SECONDS_EACH:-2}
rounds=${ROUNDS:-5}
webhooks=${WEBHOOKS:-20000}
. "$here/lib.sh"

# Prints webhooks per second.
post_webhooks() {
  local posted seconds
  start_emulator --webhook-url "$nginx_base/hook" >&2
  schedule "$webhooks" >&2
  read -r _ posted seconds <<<"$(advance 365d)"
  stop_emulator >&2
  [[ $posted == "$webhooks" ]] || { echo "bench: $posted of $webhooks webhooks arrived" >&2; exit 1; }
  awk -v n="$posted" -v s="$seconds" 'BEGIN {print n / s}'
}

# Prints posts per second.
post_in_a_loop() {
  wrk -t1 -c1 -d"${seconds}s" -s "$here/post_webhook.lua" "$nginx_base/hook" | awk '/Requests\/sec/ {print $2}'
}

start_nginx
: >"$work/webhooks" && : >"$work/loop"
for _ in $(seq "$rounds"); do
  post_webhooks >>"$work/webhooks"
  post_in_a_loop >>"$work/loop"
done
ratio=$(paste -d' ' "$work/webhooks" "$work/loop" | awk '{print $1 / $2}' | median)
printf 'webhooks of one sandbox, in order: %.0f/s   bare loop: %.0f/s   ratio %.2f, target 0.3, met: %s   before: 8000/s\n' \
  "$(median <"$work/webhooks")" "$(median <"$work/loop")" "$ratio" \
  "$(awk -v ratio="$ratio" 'BEGIN {print (ratio >= 0.3 ? "yes" : "no")}')"
