#!/usr/bin/env bash
# Measures what the shared clock costs: nanoseconds of processor time for one
# clock_gettime(CLOCK_REALTIME), as it is and with libportone_clock.so. The difference has to stay
# below 20 ns.
#   bench/clock_preload.sh [PROGRAM [PROBE]]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=${1:-$here/../build/release/src/portone-emulator}
probe=${2:-}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [[ -z $probe ]]; then
  probe=$folder/probe
  "${CXX:-g++}" -std=c++20 -O2 -I "$here/../src" "$here/../tests/clock_preload/probe.cc" -o "$probe" -pthread
fi

plain=$("$probe" cost 20000000)
shared=$("$program" exec --share-clock -- "$probe" cost 20000000)
awk -v plain="$plain" -v shared="$shared" 'BEGIN {
  printf "a read of the clock: %.1f ns, shared %.1f ns: %.1f ns more\n", plain, shared, shared - plain
  exit shared - plain < 20 ? 0 : 1
}'
