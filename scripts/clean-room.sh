#!/usr/bin/env bash
# For maintainers: checks that the project installs everything it needs. Creates a minimal Debian with
# only git and make, puts a clone of HEAD into it, and runs a make target there.
#
#   scripts/clean-room.sh [-w] [-r RELEASE] [TARGET...]     (default: test)
#
#   -w           the current work tree (tracked and untracked, not ignored files) instead of HEAD
#   -r RELEASE   bookworm (Debian 12, the default) or trixie (Debian 13: g++ 14, Boost 1.83, Catch2 3)
#
# Needs root and the network for apt. CLEAN_ROOM_DIR is the directory (default: a new one under
# $TMPDIR); CLEAN_ROOM_KEEP=1 keeps it. Mounts are in a separate namespace and disappear with it,
# also when this script is killed.
set -euo pipefail
cd "$(dirname "$0")/.."

work_tree=
release=bookworm
while getopts wr: option; do
  case $option in
    w) work_tree=1 ;;
    r) release=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
case $release in
  bookworm | trixie) ;;
  *) echo "clean-room: the release must be bookworm or trixie, not $release" >&2; exit 2 ;;
esac
targets=("${@:-test}")

if ((EUID != 0)); then echo "clean-room: needs root, for chroot and mount" >&2; exit 1; fi
command -v mmdebstrap >/dev/null || scripts/install-packages.sh image

room=${CLEAN_ROOM_DIR:-$(mktemp -d "${TMPDIR:-/tmp}/clean-room.XXXXXX")}
mkdir -p "$room"
[[ -n ${CLEAN_ROOM_KEEP-} ]] || trap 'rm -rf --one-file-system "$room"' EXIT

if [[ ! -x $room/usr/bin/make ]]; then
  echo "clean-room: a minimal Debian ($release) in $room"
  mmdebstrap --quiet --mode=root --variant=minbase --include=git,make,ca-certificates \
    --aptopt='Acquire::Languages "none"' --aptopt='APT::Install-Recommends "false"' "$release" "$room"
fi

project=$room/root/project
rm -rf "$project"
if [[ -n $work_tree ]]; then
  git init -q "$project"
  git ls-files -z --cached --others --exclude-standard |
    tar --create --null --files-from=- --ignore-failed-read | tar --extract --directory "$project"
else
  git clone -q . "$project"
fi

# The clean room uses this machine's resolver and host names (a minimal Debian does not even know
# localhost), and trusts whom this machine trusts: its network may end TLS at a proxy. unshare gives
# it its own /proc and kills remaining processes.
cp --dereference /etc/resolv.conf "$room/etc/resolv.conf"
cp --dereference /etc/hosts "$room/etc/hosts"
cp --dereference /etc/ssl/certs/ca-certificates.crt "$room/etc/ssl/certs/"
echo "clean-room: make ${targets[*]}"
# pivot_root instead of chroot, in which nobody may make the namespaces that tests run shops in.
unshare --mount --propagation private --pid --fork --kill-child bash -euc '
  mount --bind "$1" "$1"
  cd "$1"
  mkdir -p old-root
  pivot_root . old-root
  mount -t proc proc /proc
  mkdir -p /dev/pts
  mount -t devpts -o ptmxmode=0666 devpts /dev/pts
  ln -sf pts/ptmx /dev/ptmx
  umount -l /old-root
  exec env -i HOME=/root LANG=C.UTF-8 TERM="${TERM:-dumb}" \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    make -C /root/project "${@:2}"
' clean-room "$room" "${targets[@]}"
echo "clean-room: make ${targets[*]} works on a Debian ($release) with nothing but git and make"
