#!/bin/sh
# SPDX-License-Identifier: MIT
# Compiles the shop and runs its tests with Debian's JUnit 5: portone-emulator exec -- sh test.sh
set -eu
cd "$(dirname "$0")"
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
jars=/usr/share/java
classpath=$build
for jar in jackson-core jackson-databind jackson-annotations junit-jupiter-api junit-jupiter-engine \
  junit-platform-commons junit-platform-engine junit-platform-launcher junit-platform-console \
  junit-platform-reporting apiguardian-api opentest4j picocli; do
  classpath=$classpath:$jars/$jar.jar
done
javac -cp "$classpath" -d "$build" ./*.java
java -cp "$classpath" org.junit.platform.console.ConsoleLauncher --scan-class-path "$build" \
  --disable-banner --details=tree --disable-ansi-colors
