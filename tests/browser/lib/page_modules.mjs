// Loads modules of the pages into Node.js, which would take a file named .js for CommonJS.
import { readFileSync } from "node:fs";

/** The exports of a module that imports nothing: importPageModule("demo/texts.js"). */
export function importPageModule(path) {
  const text = readFileSync(new URL(`../../../src/web/pages/${path}`, import.meta.url), "utf8");
  return import(`data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`);
}
