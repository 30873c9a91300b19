#!/usr/bin/env bash
# Runs a fuzzer for a number of seconds, starting from the project's valid and broken scenarios.
# Inputs that break the program are left in build/fuzz/found. Exit code 0: nothing was found.
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
