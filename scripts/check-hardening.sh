#!/usr/bin/env bash
# Lists the properties that make bugs harder to exploit, and whether a program has them
# (docs/security.md).
#
#   scripts/check-hardening.sh PROGRAM
#
# Exit code 0: all present; 1: at least one missing; 2: not a program.
set -euo pipefail
program=${1:?which program}
readelf -h "$program" >/dev/null 2>&1 || { echo "check-hardening: $program is not a program" >&2; exit 2; }

header=$(readelf -hlW "$program")
dynamic=$(readelf -dW "$program")
symbols=$(readelf -sW "$program")
missing=0
# report PROPERTY TEXT PATTERN: prints whether the program has the property: whether the pattern is in
# the text.
report() {
  if grep -Eq "$3" <<<"$2"; then
    echo "$1: yes"
  else
    echo "$1: no"
    missing=1
  fi
}
report "position-independent" "$header" 'DYN \(Position-Independent Executable file\)'
report "read-only relocations (RELRO)" "$header" 'GNU_RELRO'
report "immediate binding (BIND_NOW)" "$dynamic" 'BIND_NOW'
report "non-executable stack" "$header" 'GNU_STACK +[^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+ RW '
report "stack protector" "$symbols" '__stack_chk_fail'
report "fortified" "$symbols" ' __[a-z]+_chk(@|$)'
exit "$missing"
