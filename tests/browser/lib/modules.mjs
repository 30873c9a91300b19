// The packages of tests/package.json, which are installed outside of the source tree: in the folder
// that NODE_PACKAGES names.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(path.resolve(process.env.NODE_PACKAGES), "package.json"));

export const { chromium } = require("playwright-core");

/** The source of axe, the script that looks for accessibility violations. */
export const axeText = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
