// The tests of all files, which run a few at a time: each has pages, a sandbox and orders of its own,
// and waits for its browser most of the time.
import { availableParallelism } from "node:os";
import { describe, it } from "node:test";

/** The most milliseconds for a test: one that waits for what never comes is named. */
const TIME_LIMIT = 90_000;

const tests = [];

/** Like that of node:test, but runs only once all files are read. */
export function test(name, run) {
  tests.push({ name, run });
}

/** Runs all declared tests. Call once. */
export function runTests() {
  describe("browser", { concurrency: availableParallelism() + 1 }, () => {
    for (const { name, run } of tests) it(name, { timeout: TIME_LIMIT }, run);
  });
}
