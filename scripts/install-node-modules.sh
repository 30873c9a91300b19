#!/usr/bin/env bash
# Installs the Node.js packages that a folder's lock file names into another folder:
#
#   scripts/install-node-modules.sh FOLDER TARGET
#
# Does nothing, without network access, when TARGET has just these already.
set -euo pipefail
folder=$1
target=$2
if cmp -s "$folder/package-lock.json" "$target/installed-lock.json"; then
  echo "install-node-modules: all there ($folder)"
  exit 0
fi
rm -rf "$target"
mkdir -p "$target"
cp "$folder/package.json" "$folder/package-lock.json" "$target/"
(cd "$target" && npm ci --ignore-scripts --no-audit --no-fund --silent)
cp "$folder/package-lock.json" "$target/installed-lock.json"
echo "install-node-modules: installed what $folder/package-lock.json names"
