// The tests of all files, which run a few at a time: each has pages, a sandbox and orders of its own,
// and waits for its browser most of the time.
import { availableParallelism } from "node:os";
import { describe, it } from "node:test";

const tests = [];

/** As of node:test; runs once all files are read. */
export function test(name, run) {
  tests.push({ name, run });
}

/** Runs what was declared. Call once. */
export function runTests() {
  describe("browser", { concurrency: availableParallelism() + 1 }, () => {
    for (const { name, run } of tests) it(name, run);
  });
}
