#!/usr/bin/env bash
# Runs all benchmarks, one after the other: requests and webhooks compared with nginx, the clock,
# lists, scenarios, large bodies, the shared clock.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/requests.sh"
echo
"$here/webhooks.sh"
echo
"$here/advance.sh"
echo
"$here/lists.sh"
echo
"$here/scenarios.sh"
echo
"$here/bodies.sh"
echo
"$here/clock_preload.sh"
