#!/usr/bin/env bash
# Compares the emulator with nginx serving a static file of the same size, on loopback: requests per
# second and 99th percentile, each the median of interleaved runs, and their ratio; whether the ratio
# meets its target, and what it was with one thread for each connection. "same" is the ratio to nginx
# when it is sent the same requests: the load generator makes a new body for each charge, which takes
# it longer than a GET without a body, and it shares the server's processors. Then how long a new
# client waits beside many connections that never send anything, the time from exec to the ready
# line, and memory when idle.
#
#   bench/requests.sh     after `make bench` has built the release and installed nginx and wrk
#
# Environment: SECONDS_EACH (2) per run, ROUNDS (5), CONNECTIONS ("1 8 64"), LEVELS ("warning info")
# of the log, SILENT (10000) connections, PROGRAM.
# The load generator shares the machine's cores with the servers; compare the ratios within one run,
# not absolute numbers of different machines.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
seconds=${SECONDS_EACH:-2}
rounds=${ROUNDS:-5}
read -r -a connections <<<"${CONNECTIONS:-1 8 64}"
read -r -a levels <<<"${LEVELS:-warning info}"
silent=${SILENT:-10000}
. "$here/lib.sh"

# In milliseconds, from wrk's "1.23ms", "456.00us" or "1.02s".
milliseconds() { awk '{u = $1; gsub(/[0-9.]/, "", u); v = $1 + 0; print u == "us" ? v / 1000 : u == "s" ? v * 1000 : v}'; }

# measure CONNECTIONS SCRIPT URL: prints "requests-per-second p99-ms failures".
measure() {
  local out
  out=$(TOKEN=$token RUN_TAG=$RANDOM$RANDOM wrk -t1 -c"$1" -d"${seconds}s" --latency ${2:+-s "$2"} "$3")
  printf '%s %s %s\n' \
    "$(awk '/Requests\/sec/ {print $2}' <<<"$out")" \
    "$(awk '$1 == "99%" {print $2}' <<<"$out" | milliseconds)" \
    "$(awk '/Non-2xx|Socket errors/ {n += $NF} END {print n + 0}' <<<"$out")"
}

# The target ratio of an operation at a number of connections, and the earlier ratio: "TARGET BEFORE".
targets() {
  case $1-$2 in
    lookup-8) echo 0.75 0.50 ;;
    lookup-64) echo 0.75 0.43 ;;
    charge-8) echo 0.5 0.27 ;;
    charge-64) echo 0.5 0.23 ;;
    *) echo - - ;;
  esac
}

# verdict TARGET RATIO MAX-P99-RATIO P99-RATIO: whether the target is met: "yes" or "no"; "-" without
# a target.
verdict() {
  awk -v target="$1" -v ratio="$2" -v max_p99_ratio="$3" -v p99="$4" 'BEGIN {
    if (target == "-") print "-"
    else if (ratio >= target && (max_p99_ratio == "-" || p99 <= max_p99_ratio)) print "yes"
    else print "no"
  }'
}

log_level=${levels[0]}
start_emulator
get_token >"$work/token.json"
token=$(sed 's/.*"access_token":"\([^"]*\)".*/\1/' "$work/token.json")
charge() {
  curl -fsS -H "Authorization: $token" -H 'Content-Type: application/json' \
    "$base/subscribe/payments/onetime" -d '{"merchant_uid":"'"$1"'","amount":3000,"name":"bench","card_number":"1234-1234-1234-1234","expiry":"2030-12","birth":"820213","pwd_2digit":"00"}'
}
charge looked-up >"$work/payment.json"

mkdir -p "$work/www"
cp "$work/token.json" "$work/www/getToken"
cp "$work/payment.json" "$work/www/lookup"
cp "$work/payment.json" "$work/www/charge"
start_nginx

stop_emulator
printf 'portone-emulator %s, nginx %s, %s cores, median of %s interleaved runs of %ss\n\n' \
  "$("$program" --version)" "$(nginx -v 2>&1 | sed 's/.*\///')" "$(nproc)" "$rounds" "$seconds"
printf '%-8s %-9s %5s %6s | %10s %7s | %10s %7s | %5s %6s %5s %6s %9s %5s %8s\n' log operation conns \
  bytes 'emulator/s' 'p99 ms' 'nginx/s' 'p99 ms' ratio target met before 'p99 ratio' same failures
for log_level in "${levels[@]}"; do
  start_emulator
  token=$(get_token | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
  imp_uid=$(charge looked-up | sed 's/.*"imp_uid":"\([^"]*\)".*/\1/')
  for operation in getToken lookup charge; do
    for count in "${connections[@]}"; do
      : >"$work/emulator" && : >"$work/nginx-runs" && : >"$work/nginx-same"
      for _ in $(seq "$rounds"); do
        case $operation in
          getToken) url=$base/users/getToken script=$here/get_token.lua ;;
          lookup) url=$base/payments/$imp_uid script=$here/look_up.lua ;;
          charge) url=$base/subscribe/payments/onetime script=$here/charge.lua; reset ;;
        esac
        measure "$count" "$script" "$url" >>"$work/emulator"
        measure "$count" '' "$nginx_base/$operation" >>"$work/nginx-runs"
        measure "$count" "$script" "$nginx_base/$operation" >>"$work/nginx-same"
      done
      if [[ $operation == charge ]]; then reset && charge looked-up >/dev/null; fi
      ours=$(cut -d' ' -f1 "$work/emulator" | median)
      echo "$log_level $operation $count $ours" >>"$work/log_costs"
      theirs=$(cut -d' ' -f1 "$work/nginx-runs" | median)
      ratio=$(paste -d' ' "$work/emulator" "$work/nginx-runs" | awk '{print $1 / $4}' | median)
      same=$(paste -d' ' "$work/emulator" "$work/nginx-same" | awk '{print $1 / $4}' | median)
      p99_ratio=$(paste -d' ' "$work/emulator" "$work/nginx-runs" | awk '{print $2 / $5}' | median)
      read -r target before <<<"$(targets "$operation" "$count")"
      max_p99_ratio=-
      [[ $count == 64 ]] && max_p99_ratio=3
      printf '%-8s %-9s %5s %6s | %10.0f %7.2f | %10.0f %7.2f | %5.2f %6s %5s %6s %9.2f %5.2f %8s\n' \
        "$log_level" "$operation" "$count" "$(stat -c %s "$work/www/$operation")" \
        "$ours" "$(cut -d' ' -f2 "$work/emulator" | median)" \
        "$theirs" "$(cut -d' ' -f2 "$work/nginx-runs" | median)" \
        "$ratio" "$target" "$(verdict "$target" "$ratio" "$max_p99_ratio" "$p99_ratio")" "$before" \
        "$p99_ratio" "$same" \
        "$(awk '{n += $3} END {print n}' "$work/emulator" "$work/nginx-runs" "$work/nginx-same")"
    done
  done
  stop_emulator
done

# What a log line for each request costs: requests per second at each level as a share of those at
# the first.
printf '\ncost of the log, requests per second at a level as a share of those at %s:\n' "${levels[0]}"
awk -v first="${levels[0]}" '
  $1 == first {base[$2 " " $3] = $4}
  $1 != first {printf "%-8s %-9s %5s %6.0f %%\n", $1, $2, $3, 100 * $4 / base[$2 " " $3]}' "$work/log_costs"

log_level=warning
ulimit -n "$(ulimit -H -n)"
start_emulator
read -r slowest open <<<"$(node "$here/silent.js" "$base" "$silent")"
printf '\nbeside %s connections that send nothing (%s open): slowest of 50 replies to a new client %s ms, target 50, met: %s\n' \
  "$silent" "$open" "$slowest" "$(awk -v ms="$slowest" 'BEGIN {print ms <= 50 ? "yes" : "no"}')"
printf 'resident memory with them: %s MiB\n' "$(awk '/VmRSS/ {printf "%.1f", $2 / 1024}' "/proc/$emulator_pid/status")"
stop_emulator

: >"$work/ready-times" && : >"$work/memory"
for _ in $(seq "$rounds"); do
  start_emulator
  echo "$ready_ms" >>"$work/ready-times"
  awk '/VmRSS/ {print $2 / 1024}' "/proc/$emulator_pid/status" >>"$work/memory"
  stop_emulator
done
printf '\nfrom exec to the ready line: %s ms   idle memory (resident): %.1f MiB\n' \
  "$(median <"$work/ready-times")" "$(median <"$work/memory")"
