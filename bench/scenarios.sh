#!/usr/bin/env bash
# Measures `portone-emulator run`: how many scenarios it runs per second, each on its own
# emulator, and how long the whole library takes.
#
#   bench/scenarios.sh     after `make bench` has built the release
#
# Environment: ROUNDS (5), COPIES (500) of the scenario that is repeated, SCENARIO, PROGRAM.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
rounds=${ROUNDS:-5}
copies=${COPIES:-500}
library=$here/../scenarios
scenario=${SCENARIO:-$library/subscription/twelve_monthly_charges.json}
. "$here/lib.sh"

# seconds COMMAND...: how long it takes; its output goes nowhere.
seconds() {
  local begin end
  begin=$(date +%s%N)
  "$@" >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
  end=$(date +%s%N)
  awk -v ns=$((end - begin)) 'BEGIN {printf "%.3f\n", ns / 1e9}'
}

mkdir "$work/many" "$work/one"
for ((i = 0; i < copies; ++i)); do cp "$scenario" "$work/many/$i.json"; done
cp "$scenario" "$work/one/"

for ((round = 0; round < rounds; ++round)); do
  seconds "$program" run "$work/one" >>"$work/one.s"
  seconds "$program" run "$work/many" >>"$work/many.s"
  seconds "$program" run "$library" >>"$work/library.s"
done
"$program" run "$library" | tail -1 >"$work/summary"

printf 'portone-emulator %s, %s cores, median of %s rounds\n\n' "$("$program" --version)" "$(nproc)" "$rounds"
awk -v one="$(median <"$work/one.s")" -v many="$(median <"$work/many.s")" -v copies="$copies" \
  -v library="$(median <"$work/library.s")" -v summary="$(cat "$work/summary")" -v scenario="$(basename "$scenario")" 'BEGIN {
  printf "one scenario, including start-up  %.3f s\n", one
  printf "%s  %.0f runs per second (%d in %.3f s)\n", scenario, copies / many, copies, many
  printf "the whole library  %.3f s (%s)\n", library, summary
}'
