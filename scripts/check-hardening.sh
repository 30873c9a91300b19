#!/usr/bin/env bash
# Says which properties that make a bug harder to exploit a program has (docs/security.md).
#
#   scripts/check-hardening.sh PROGRAM
#
# Exit code 0: all; 1: one is missing; 2: not a program.
set -euo pipefail
program=${1:?which program}
readelf -h "$program" >/dev/null 2>&1 || { echo "check-hardening: $program is not a program" >&2; exit 2; }

header=$(readelf -hlW "$program")
dynamic=$(readelf -dW "$program")
symbols=$(readelf -sW "$program")
missing=0
# has PROPERTY TEXT PATTERN: whether the pattern is in the text.
has() {
  if grep -Eq "$3" <<<"$2"; then
    echo "$1: yes"
  else
    echo "$1: no"
    missing=1
  fi
}
has "position-independent" "$header" 'DYN \(Position-Independent Executable file\)'
has "addresses read-only" "$header" 'GNU_RELRO'
has "bound when loaded" "$dynamic" 'BIND_NOW'
has "stack not executable" "$header" 'GNU_STACK +[^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+ RW '
has "stack guarded" "$symbols" '__stack_chk_fail'
has "fortified" "$symbols" ' __[a-z]+_chk(@|$)'
exit "$missing"
