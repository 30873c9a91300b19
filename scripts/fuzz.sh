#!/usr/bin/env bash
# Runs each fuzzer of a folder for a number of seconds, starting from its corpus in fixtures/fuzz;
# that of the scenario loader starts from the project's valid and broken scenarios. Inputs that
# break the program are left in build/fuzz/found. Exit code 0: nothing was found.
#
#   scripts/fuzz.sh FOLDER [SECONDS]     (default: 60)
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$1
seconds=${2:-60}
found=build/fuzz/found
mkdir -p "$found"

# Copies the corpus of the fuzzer $1 to $2, which libFuzzer adds to.
collect() {
  mkdir -p "$2"
  if [ "$1" = load_scenario ]; then
    while IFS= read -r file; do
      cp "$file" "$2/$(tr / _ <<<"$file")"
    done < <(git ls-files -co --exclude-standard 'scenarios/*.json' 'examples/*/scenarios/*.json' \
               'fixtures/scenarios/*.json')
  else
    cp "fixtures/fuzz/$1"/* "$2/"
  fi
}

for fuzzer in "$folder"/fuzz_*; do
  [ -x "$fuzzer" ] && [ -f "$fuzzer" ] || continue
  name=${fuzzer##*/fuzz_}
  corpus=build/fuzz/corpus/$name
  collect "$name" "$corpus"
  options=(-max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -max_len=65536
           -artifact_prefix="$found/$name-" -print_final_stats=1)
  if [ "$name" = load_scenario ]; then options+=(-dict=tests/fuzz/scenario.dict); fi
  echo "fuzzing $name for $seconds s"
  "$fuzzer" "$corpus" "${options[@]}"
done
