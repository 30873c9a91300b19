#!/usr/bin/env bash
# Runs a fuzzer from a corpus made of the project's scenarios, good and broken, for so many seconds.
# What breaks the program is left in build/fuzz/found. Exit code 0: nothing was found.
#
#   scripts/fuzz.sh FUZZER [SECONDS]     (default: 60)
set -euo pipefail
cd "$(dirname "$0")/.."

fuzzer=$1
seconds=${2:-60}
corpus=build/fuzz/corpus
found=build/fuzz/found
mkdir -p "$corpus" "$found"
while IFS= read -r file; do
  cp "$file" "$corpus/$(tr / _ <<<"$file")"
done < <(git ls-files -co --exclude-standard 'scenarios/*.json' 'examples/*/scenarios/*.json' \
           'fixtures/scenarios/*.json')

"$fuzzer" "$corpus" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -max_len=8192 \
  -dict=tests/fuzz/scenario.dict -artifact_prefix="$found/" -print_final_stats=1
