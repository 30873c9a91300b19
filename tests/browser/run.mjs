// Runs the tests of the browser side in one process:
//
//   EMULATOR=program NODE_PACKAGES=folder node tests/browser/run.mjs [FILE...]
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runTests } from "./lib/tests.mjs";

const folder = path.dirname(fileURLToPath(import.meta.url));

/** The test files of this folder and those in it. */
function listTests() {
  const folders = [".", ...readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "lib")
    .map((entry) => entry.name)];
  return folders
    .flatMap((name) => readdirSync(path.join(folder, name)).map((file) => path.join(name, file)))
    .filter((file) => /_test\.m?js$/.test(file))
    .sort();
}

const named = process.argv.slice(2);
for (const file of named.length > 0 ? named : listTests()) {
  await import(pathToFileURL(path.join(folder, file)).href);
}
runTests();
