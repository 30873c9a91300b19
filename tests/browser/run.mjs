// Runs the tests of the browser side in one process:
//
//   EMULATOR=program BROWSER_MODULES=folder node tests/browser/run.mjs [FILE...]
import { readdirSync } from "node:fs";

const named = process.argv.slice(2);
const all = readdirSync(import.meta.dirname ?? new URL(".", import.meta.url).pathname)
  .filter((name) => name.endsWith("_test.mjs"))
  .sort();
for (const name of named.length > 0 ? named : all) await import(`./${name}`);
