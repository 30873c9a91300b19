#!/usr/bin/env bash
# Installs the Node.js packages that a folder's lock file names into another folder:
#
#   scripts/install-node-modules.sh FOLDER TARGET
#
# Does nothing, and needs no network, when TARGET already has exactly these. Uses npm if it is
# installed; else curl, which is enough for packages that have no native parts and no scripts.
set -euo pipefail
folder=$1
target=$2
registry=${npm_config_registry:-https://registry.npmjs.org}

# One line for each package: its name, version and checksum.
packages() {
  node -e '
    const { packages } = JSON.parse(require("fs").readFileSync(process.argv[1]));
    for (const [path, { version, integrity }] of Object.entries(packages)) {
      if (path) console.log(path.replace(/^.*node_modules\//, ""), version, integrity);
    }' "$1"
}

install_with_curl() {
  local name version integrity archive sum
  archive=$(mktemp)
  while read -r name version integrity; do
    curl -fsSL --retry 3 -o "$archive" "${registry%/}/$name/-/${name##*/}-$version.tgz"
    sum=sha512-$(openssl dgst -sha512 -binary "$archive" | base64 -w 0)
    if [[ $sum != "$integrity" ]]; then
      echo "install-node-modules: $name $version is not what the lock file names" >&2
      rm -f "$archive"
      return 1
    fi
    mkdir -p "node_modules/$name"
    tar -xzf "$archive" -C "node_modules/$name" --strip-components 1
  done < <(packages package-lock.json)
  rm -f "$archive"
}

if cmp -s "$folder/package-lock.json" "$target/installed-lock.json"; then
  echo "install-node-modules: all installed ($folder)"
  exit 0
fi
rm -rf "$target"
mkdir -p "$target"
cp "$folder/package.json" "$folder/package-lock.json" "$target/"
cd "$target"
if command -v npm >/dev/null; then
  npm ci --ignore-scripts --no-audit --no-fund --silent
else
  install_with_curl
fi
cp package-lock.json installed-lock.json
echo "install-node-modules: installed what $folder/package-lock.json names"
