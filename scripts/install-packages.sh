#!/usr/bin/env bash
# Installs the missing Debian packages that a task needs, and prints their names. Does nothing, and
# needs no network, when all are installed. Debian 12 and 13.
#
#   scripts/install-packages.sh [GROUP...]     (default: build)
#
#   build    compiler, CMake and the libraries that the program uses
#   test     additional packages for the tests, with the runtimes of the shops in them
#   check    clang-format, clang-tidy and the compiler for the preset "tidy"
#   fuzz     the compiler with libFuzzer
#   bench    the server to compare with and the load generator
#   image    builds an image where there is no Docker, and checks it
#   runtime  the shared libraries of the built program (the image's last stage)
set -euo pipefail

# Each release of Debian names the packages of shared libraries differently.
release=$(. /etc/os-release 2>/dev/null && echo "${VERSION_CODENAME-}")

list_packages() {
  case $1 in
    build) echo g++ cmake ninja-build ccache pkgconf nlohmann-json3-dev libboost-dev \
                libboost-program-options-dev libjemalloc-dev libspdlog-dev libssl-dev ;;
    test) echo catch2 chromium-headless-shell curl fonts-nanum git iproute2 libcpp-httplib-dev mold musl-tools openssl \
               default-jdk-headless golang-go libokhttp-java nodejs php-cli php-curl \
               php-guzzlehttp-guzzle ruby python3-aiohttp python3-httpx python3-requests \
               junit5 libjackson2-databind-java \
               python3-django python3-pytest python3-pytest-django ;;
    check) echo clang clang-format clang-tidy git ;;
    fuzz) echo clang libclang-rt-dev ;;
    bench) echo nginx-light wrk curl nodejs ;;
    image) echo buildah curl iproute2 mmdebstrap ;;
    runtime)
      case $release in
        trixie) echo libboost-program-options1.83.0 libjemalloc2 libspdlog1.15 libssl3t64 ca-certificates ;;
        *) echo libboost-program-options1.74.0 libjemalloc2 libspdlog1.10 libssl3 ca-certificates ;;
      esac ;;
    *) echo "install-packages: unknown group '$1' (build, test, check, fuzz, bench, image, runtime)" >&2
       return 2 ;;
  esac
}

wanted=()
for group in "${@:-build}"; do
  names=$(list_packages "$group")
  read -r -a names <<<"$names"
  wanted+=("${names[@]}")
done

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo "install-packages: no apt here; what this needs, by its Debian names: ${wanted[*]}" >&2
  exit 0
fi

missing=()
for package in "${wanted[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null || true)
  [[ $status == ?i* ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  echo "install-packages: all installed (${*:-build})"
  exit 0
fi

as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "install-packages: need root or sudo to install: ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 \
    -o Acquire::Retries=3 "$@" </dev/null
}

# apt does not wait for the lock of the package lists. A list that cannot be fetched (such as an
# additional repository) is not an error: the installation below decides.
update_lists() {
  local try
  for try in 1 2 3 4 5; do
    apt update && return
    ((try == 5)) || sleep 3
  done
  echo "install-packages: the package lists could not be refreshed; going on with the old ones" >&2
}

echo "install-packages: installing ${missing[*]}"
update_lists
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! apt install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
  cat "$log" >&2
  echo "install-packages: apt could not install: ${missing[*]}" >&2
  exit 1
fi
echo "install-packages: installed ${#missing[@]} packages"
