#!/usr/bin/env bash
# All benchmarks, one after the other: requests beside nginx, the clock, lists, stories.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/requests.sh"
echo
"$here/advance.sh"
echo
"$here/lists.sh"
echo
"$here/scenarios.sh"
