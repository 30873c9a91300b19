#!/usr/bin/env bash
# Tests that take too long for every run. 64 clients on 200 sandboxes, with faults, resets, restores,
# advances and receivers that hang, cut and never end: no error that was not injected, and memory,
# threads and descriptors return to their level. Then loads a scenario with a million schedules, fires
# them all, takes a snapshot and loads that, within limits of time and memory; a reset and SIGTERM of so
# large a state; and files just beyond the limits of size and depth.
#
#   tests/soak/run.sh PROGRAM
#
# Environment: SOAK_SECONDS (240) of the clients, SCHEDULES (1000000), LOAD_SECONDS (180) and LOAD_MIB
# (4096): limits for loading, far above what it needs. The measured values are printed. 0 SOAK_SECONDS or
# SCHEDULES leave that part out.
set -euo pipefail
program=$(realpath "${1:?which program}")
here=$(dirname "$(realpath "$0")")
seconds=${SOAK_SECONDS:-240}
schedules=${SCHEDULES:-1000000}
most_seconds=${LOAD_SECONDS:-180}
most_mib=${LOAD_MIB:-4096}

work=$(mktemp -d)
pid=''
stop() { [[ -z $pid ]] || { kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true; }; pid=''; }
trap 'stop; rm -rf "$work"' EXIT
fail() { echo "soak: $*" >&2; exit 1; }

now_ms() { date +%s%3N; }
memory_mib() { awk -v field="$1:" '$1 == field {print int($2 / 1024)}' "/proc/$pid/status"; }

# start ARGUMENT...: sets pid, base and took (milliseconds until it is ready).
start() {
  local fifo=$work/ready line begin
  rm -f "$fifo" && mkfifo "$fifo"
  begin=$(now_ms)
  "$program" serve --port 0 --log-level error "$@" >"$fifo" 2>"$work/log" &
  pid=$!
  read -r line <"$fifo" || { cat "$work/log" >&2; fail "it did not start"; }
  took=$(($(now_ms) - begin))
  base=$(sed 's/.*ready: \([^ ]*\) .*/\1/' <<<"$line")
}
field() { sed "s/.*\"$1\":\([0-9]*\).*/\1/"; }

within() { # within WHAT: checks time and memory of the last start
  local mib
  mib=$(memory_mib VmHWM)
  echo "$1: $((took / 1000)).$(printf %03d $((took % 1000))) s, at most $mib MiB"
  ((took <= most_seconds * 1000)) || fail "$1 took longer than $most_seconds s"
  ((mib <= most_mib)) || fail "$1 took more than $most_mib MiB"
}

if ((seconds > 0)); then
  start
  # The newest 50,000 events of all sandboxes stay, up to 120 MiB: memory is at its level after the first
  # half, and has to be there again after the second.
  for kept_mib in 120 0; do
    echo "64 clients on 200 sandboxes, $((seconds / 2)) s"
    node "$here/clients.mjs" --url "$base" --pid "$pid" --seconds "$((seconds / 2))" \
      --kept-mib "$kept_mib" --seed "$((kept_mib + 1))" || fail "an error that nobody injected"
  done
  stop
fi
((schedules > 0)) || { echo "soak: ok"; exit 0; }

awk -v count="$schedules" 'BEGIN {
  print "{\"clock\": {\"start\": \"2024-01-01T00:00:00+09:00\"},"
  print " \"given\": {\"billing_keys\": [{\"customer_uid\": \"kim\", \"pg\": \"kcp\"}], \"schedules\": ["
  for (i = 0; i < count; ++i)
    printf "  {\"customer_uid\": \"kim\", \"merchant_uid\": \"order-%d\", \"amount\": 9900, \"schedule_at\": \"2024-%02d-%02dT%02d:%02d:%02d+09:00\"}%s\n", \
      i, 2 + i % 11, 1 + i % 28, i % 24, i % 60, i % 59, i + 1 < count ? "," : ""
  print " ]}}"
}' >"$work/million.json"
echo "a scenario with $schedules schedules, $(($(stat -c %s "$work/million.json") / 1048576)) MiB"

start --scenario "$work/million.json"
within "loaded"

begin=$(now_ms)
curl -fsS -X POST "$base/_emulator/reset" -o /dev/null
echo "reset: $(($(now_ms) - begin)) ms"

begin=$(now_ms)
curl -fsS -X POST "$base/_emulator/snapshot" -o "$work/snapshot.json"
echo "snapshot: $(($(now_ms) - begin)) ms, $(($(stat -c %s "$work/snapshot.json") / 1048576)) MiB"

begin=$(now_ms)
fired=$(curl -fsS "$base/_emulator/clock/advance" -d '{"by": "P1Y"}' | field fired_total)
echo "a year: $fired events, $(($(now_ms) - begin)) ms"
((fired == schedules)) || fail "$fired of $schedules schedules fired"

full=$(memory_mib VmRSS)
curl -fsS -X PUT "$base/_emulator/scenario" -d '{}' -o /dev/null
for ((i = 0; i < 300; ++i)); do # freed on a thread of its own
  (($(memory_mib VmRSS) * 4 > full)) || break
  sleep 0.1
done
echo "memory: $full MiB, without all that $(memory_mib VmRSS) MiB"
(($(memory_mib VmRSS) * 4 <= full)) || fail "memory is not given back"
stop

start --scenario "$work/snapshot.json"
within "its snapshot, loaded"
fired=$(curl -fsS "$base/_emulator/clock/advance" -d '{"by": "P1Y"}' | field fired_total)
((fired == schedules)) || fail "$fired of $schedules schedules of the snapshot fired"
full=$(memory_mib VmRSS)
begin=$(now_ms)
kill -TERM "$pid"
wait "$pid" || fail "SIGTERM: exit code $?"
took=$(($(now_ms) - begin))
pid=''
echo "SIGTERM with all of it, $full MiB: $took ms"
# A gigabyte has a second; this is more than three.
((took < 1500)) || fail "SIGTERM took $took ms, longer than 1.5 s"

# refused NAME TEXT: checks that the file is not loaded and that the message contains the text.
refused() {
  local message
  if message=$(timeout 120 "$program" validate "$work/$1" 2>&1); then fail "$1 is valid"; fi
  grep -q "$2" <<<"$message" || fail "$1: $message"
  echo "$1: refused"
}
head -c 540000000 /dev/zero | tr '\0' ' ' >"$work/large.json"
refused large.json "larger than 512 MiB"
{ printf '{"steps": '; head -c 200000000 /dev/zero | tr '\0' '['; } >"$work/deep.json"
refused deep.json "nested deeper than"
{ printf '{"seed": '; head -c 1000000 /dev/zero | tr '\0' '9'; printf '}'; } >"$work/number.json"
refused number.json "seed\|too large"
{ printf '{"about": "'; head -c 200000000 /dev/zero | tr '\0' 'a'; } >"$work/open.json"
refused open.json "syntax error"
echo "soak: ok"
