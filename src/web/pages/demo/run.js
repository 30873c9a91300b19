// A run of the demo: what was called and what the page was told. The tab remembers the last one, so
// that it is still there after a redirect, a reload, and in the other language.

const KEY = "last-run";

/** Remembers a run: `user_code`, `name` (the sample), `action` (its place among the sample's),
 * `params`, and once the page has its result, `pageResult` and `way`. */
export function rememberRun(run) {
  sessionStorage.setItem(KEY, JSON.stringify(run));
}

/** The run of this merchant that the tab remembers, or null. */
export function recallRun(userCode) {
  const run = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  return run?.user_code === userCode ? run : null;
}
