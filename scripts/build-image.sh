#!/usr/bin/env bash
# Builds the container image, starts it, and checks it: the image's health check succeeds, the program
# does not run as root, what the recipes of docs/scenarios.md need of it works, and SIGTERM ends it as
# PID 1 with exit code 0 within a second.
#
#   scripts/build-image.sh [TAG]     (default: portone-emulator)
#
# Uses Docker if it is running; then curl is needed, too. Otherwise no daemon and no registry are
# needed: mmdebstrap makes the base image from Debian's packages, buildah builds in a chroot, and
# the image is started in its own namespaces (needs root). IMAGE_WORK is the folder for the base,
# the images and logs, IMAGE_ARCHIVE=FILE also writes an archive for `docker load -i FILE`,
# IMAGE_ENGINE=docker|buildah forces an engine.
set -euo pipefail
cd "$(dirname "$0")/.."

tag=${1:-portone-emulator}
work=${IMAGE_WORK:-$PWD/build/image}
limit_ms=1000   # from SIGTERM to the end
step() { printf '== %s (%ds)\n' "$1" "$SECONDS"; }
fail() { echo "build-image: $1" >&2; exit 1; }
now_ms() { date +%s%3N; }

check_end() {   # exit code, milliseconds
  (($1 == 0)) || fail "SIGTERM ended it with exit code $1, not 0"
  (($2 <= limit_ms)) || fail "SIGTERM took $2 ms"
  step "SIGTERM as PID 1: exit code 0 after $2 ms"
}

# --- The documented recipes ----------------------------------------------------------------------
#
# in_image and beside_image, which each engine sets, begin a command in the image that runs, and one
# where that image is reached at $address.

# A service starts before the checkout, so it is sent its scenario; then a shop asks for a token.
play_calls() {
  local reply
  "${in_image[@]}" portone-emulator ready --wait 30 || fail "its command ready does not find it"
  echo '{"given": {"billing_keys": [{"customer_uid": "kim"}]}}' >"$work/base.json"
  reply=$("${beside_image[@]}" curl -sS --fail-with-body -T "$work/base.json" \
    "$address/_emulator/scenario") || fail "it takes no scenario: $reply"
  reply=$("${beside_image[@]}" curl -sS "$address/users/getToken" \
    -d imp_key=my-shop -d imp_secret=secret) || fail "it cannot be called"
  [[ $reply == *'"code":0'* ]] || fail "it gives no token: $reply"
  reply=$("${in_image[@]}" portone-emulator customers) || fail "its command customers fails"
  [[ $reply == *kim* ]] || fail "its command customers does not list whom it was sent: $reply"
  step "it takes a scenario and gives a token, and its commands find it"
}

# Scenarios without a server need no service: a second start of the image plays them, and its report
# belongs to the user who asked for it.
play_scenarios() {   # user
  local out=$work/out code=0
  rm -rf "$out"
  install -d -o "$1" "$out"
  "run_with_$engine" "$1" "$out" run /given --junit /out/scenarios.xml >"$work/scenarios.log" 2>&1 ||
    fail "its scenarios do not pass: $(tail "$work/scenarios.log")"
  grep -q ' failures="0" errors="0"' "$out/scenarios.xml" || fail "its report tells of failures"
  [[ $(stat -c %u "$out/scenarios.xml") == "$1" ]] || fail "its report belongs to another user"
  echo '{"expect": [{"payments": 1}]}' >"$out/unpaid.json"
  "run_with_$engine" "$1" "$out" run /out/unpaid.json >"$work/unpaid.log" 2>&1 || code=$?
  ((code == 1)) || fail "a scenario that fails ends it with exit code $code, not 1"
  step "it plays the scenarios of one folder and writes the report into another"
}

# --- With Docker ---------------------------------------------------------------------------------

# Starts the image once more and waits for its end.
run_with_docker() {   # user, folder for /out, arguments
  docker run --rm --user "$1" --volume "$PWD/scenarios:/given:ro" --volume "$2:/out" "$tag" "${@:3}"
}

with_docker() {
  local container user begin code size address
  local -a in_image beside_image=(env "no_proxy=*")
  command -v curl >/dev/null || fail "needs curl"
  mkdir -p "$work"
  DOCKER_BUILDKIT=1 docker build --quiet --tag "$tag" . >/dev/null
  size=$(docker image inspect --format '{{.Size}}' "$tag")
  step "built $tag: $((size / 1000000)) MB"
  [[ -z ${IMAGE_ARCHIVE-} ]] || docker save --output "$IMAGE_ARCHIVE" "$tag"

  container=$(docker run --detach --publish 127.0.0.1::12011 "$tag")
  trap 'docker rm --force '"$container"' >/dev/null' EXIT
  docker exec "$container" portone-emulator ready --wait 10 || fail "it does not get ready"
  step "ready"
  user=$(docker exec "$container" id -u)
  ((user != 0)) || fail "it runs as root"
  step "runs as user $user"
  docker run --rm --volume "$container":/clock --entrypoint touch "$tag" /clock/now ||
    fail "its user cannot write a new volume"
  docker volume rm "$container" >/dev/null
  step "its user can write a new volume on /clock"
  in_image=(docker exec "$container")
  address=http://$(docker port "$container" 12011)
  play_calls
  play_scenarios "$(id -u)"
  begin=$(now_ms)
  docker stop --time 10 "$container" >/dev/null
  code=$(docker wait "$container")
  # `docker stop` itself takes a few hundred milliseconds; a program that ignores SIGTERM takes ten
  # seconds and ends with 137.
  limit_ms=3000 check_end "$code" $(($(now_ms) - begin))
}

# --- Without Docker ------------------------------------------------------------------------------

base=docker.io/library/debian:bookworm-slim
run_buildah() { buildah --root "$work/store" --runroot "$work/run" --storage-driver vfs "$@"; }

# Debian's slim image, made from its packages: minimal, without documentation, and with apt configured
# to leave no caches. (usr-is-merged avoids perl.)
make_base() {
  local tar=$work/base.tar container
  if [[ ! -s $tar ]]; then
    mmdebstrap --quiet --mode=root --variant=minbase --include=usr-is-merged \
      --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr \
      --aptopt='Acquire::Languages "none"' --aptopt='APT::Install-Recommends "false"' \
      --dpkgopt='path-exclude=/usr/share/doc/*' \
      --dpkgopt='path-include=/usr/share/doc/*/copyright' \
      --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
      --dpkgopt='path-exclude=/usr/share/locale/*' \
      --customize-hook='rm -rf "$1"/var/cache/apt/*.bin "$1"/var/log/*' \
      --customize-hook='rm -rf "$1"/usr/share/locale/* "$1"/usr/share/man/* "$1"/usr/share/info/*' \
      --customize-hook='printf "%s\n" \
        "DPkg::Post-Invoke { \"rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin\"; };" \
        "Dir::Cache::pkgcache \"\"; Dir::Cache::srcpkgcache \"\";" \
        > "$1"/etc/apt/apt.conf.d/docker-clean' \
      bookworm "$work/part.tar" 2>"$work/base.log" || fail "no base image: $(tail "$work/base.log")"
    mv "$work/part.tar" "$tar"
  fi
  container=$(run_buildah from scratch)
  run_buildah add --quiet "$container" "$tar" / >/dev/null
  run_buildah config --cmd /bin/bash \
    --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
  run_buildah commit --quiet --format docker --rm "$container" "$base" >/dev/null
  step "base image"
}

# One entry of the built image's configuration, one line per element.
config() {
  local format="{{range .Docker.Config.$1}}{{println .}}{{end}}"
  run_buildah inspect --type image --format "$format" "$tag" | sed '/^$/d'
}

# Prints the id of the child of the unshare process $1, once there is one.
find_child_pid() {
  local try pid
  for try in $(seq 50); do
    pid=$(cat "/proc/$1/task/$1/children" 2>/dev/null) && [[ -n $pid ]] && break
    sleep 0.1
  done
  echo "${pid%% *}"
}

# Runs the image with its configured user, environment and command, as PID 1 of new namespaces, including
# a network namespace, so that the default port is always free.
start_image() {   # mount point, log
  local -a env command
  mapfile -t env < <(config Env)
  mapfile -t command < <(config Entrypoint; config Cmd)
  unshare --net --mount --pid --fork --kill-child --mount-proc="$1/proc" \
    sh -c 'ip link set lo up && exec "$@"' - \
    chroot --userspec="$user" "$1" /usr/bin/env -i "${env[@]}" "${command[@]}" >"$2" 2>&1 &
  runner=$!
}

# Starts the image once more, in namespaces of its own too, and waits for its end.
run_with_buildah() {   # user, folder for /out, arguments
  local -a env entrypoint
  mapfile -t env < <(config Env)
  mapfile -t entrypoint < <(config Entrypoint)
  mkdir -p "$root/given" "$root/out"
  unshare --net --mount --pid --fork --kill-child --mount-proc="$root/proc" \
    sh -c 'mount --bind -o ro "$1" "$2/given" && mount --bind "$3" "$2/out" && shift 3 && exec "$@"' - \
    "$PWD/scenarios" "$root" "$2" \
    chroot --userspec="$1:$1" "$root" /usr/bin/env -i "${env[@]}" "${entrypoint[@]}" "${@:3}"
}

check_image() {
  local container root log begin code=0 try address=http://127.0.0.1:12011
  local -a health in_image beside_image
  user=$(run_buildah inspect --type image --format '{{.Docker.Config.User}}' "$tag")
  mapfile -t health < <(config Healthcheck.Test)
  [[ ${health[0]-} == CMD ]] || fail "the image has no health check"
  container=$(run_buildah from --pull-never "$tag")
  # The end of PID 1 ends its namespace; unshare's --kill-child does not survive a change of user.
  trap '{ kill -KILL ${pid:-} ${runner:-}; wait ${runner:-}; } 2>/dev/null || true
        run_buildah umount '"$container"' >/dev/null || true
        run_buildah rm '"$container"' >/dev/null || true' EXIT
  root=$(run_buildah mount "$container")
  log=$work/run.log
  start_image "$root" "$log"
  pid=$(find_child_pid "$runner")
  [[ -n $pid ]] || fail "it does not start: $(cat "$log")"

  in_image=(nsenter --target "$pid" --net --pid chroot --userspec="$user" "$root")
  beside_image=(env "no_proxy=*" nsenter --target "$pid" --net)
  for try in $(seq 100); do
    "${in_image[@]}" "${health[@]:1}" >/dev/null 2>&1 && break
    kill -0 "$runner" 2>/dev/null || fail "it ended: $(cat "$log")"
    ((try < 100)) || fail "its health check does not succeed: $(cat "$log")"
    sleep 0.1
  done
  step "its health check succeeds"
  [[ $(awk '/^NSpid:/ {print $NF}' "/proc/$pid/status") == 1 ]] || fail "it is not PID 1"
  [[ $(awk '/^Uid:/ {print $2}' "/proc/$pid/status") != 0 ]] || fail "it runs as root"
  step "runs as user ${user%%:*}"
  chroot --userspec="$user" "$root" touch /clock/now || fail "its user cannot write /clock"
  step "its user can write /clock"
  play_calls
  play_scenarios 1001   # as some runner of a CI: neither root nor the image's own
  begin=$(now_ms)
  kill -TERM "$pid"
  for try in $(seq 500); do kill -0 "$runner" 2>/dev/null || break; sleep 0.01; done
  ((try < 500)) || fail "SIGTERM does not end it"
  wait "$runner" || code=$?
  check_end "$code" $(($(now_ms) - begin))
}

with_buildah() {
  ((EUID == 0)) || fail "without Docker this needs root"
  scripts/install-packages.sh image
  mkdir -p "$work"
  tag=localhost/${tag#localhost/}
  run_buildah inspect --type image "$base" >/dev/null 2>&1 || make_base
  local -a options=(--isolation chroot --pull-never --format docker --layers=false --quiet)
  run_buildah bud "${options[@]}" --tag "$tag" . \
    >"$work/build.log" 2>&1 || { tail -50 "$work/build.log" >&2; fail "the build failed"; }
  step "built $tag: $(run_buildah images --format '{{.Size}}' "$tag")"
  if [[ -n ${IMAGE_ARCHIVE-} ]]; then
    rm -f "$IMAGE_ARCHIVE"
    run_buildah push --quiet "$tag" "docker-archive:$IMAGE_ARCHIVE:$tag" >/dev/null
    step "archive $IMAGE_ARCHIVE"
  fi
  check_image
}

engine=${IMAGE_ENGINE-}
if [[ -z $engine ]]; then
  if docker info >/dev/null 2>&1; then engine=docker; else engine=buildah; fi
fi
step "building with $engine"
"with_$engine"
