// What has come of a run, in one line. Knows neither the page nor the emulator.

const say = (kind, key, more = {}) => ({ kind, key, detail: null, action: null, ...more });

/** Before the page has its result. */
function concludeWithoutResult({ isCertification, windowState, entity }) {
  const noun = isCertification ? "certification" : "payment";
  if (entity?.status === "paid" || entity?.status === "certified") {
    return say("attention", `${entity.status}_without_result`, { detail: "no_result_advice" });
  }
  switch (windowState) {
    case "blocked":
      return say("attention", "popup_blocked", {
        detail: "popup_blocked_advice",
        action: "reopen",
      });
    case "gone":
      return say("neutral", "window_gone", { detail: "window_gone_advice", action: "reopen" });
    case "open":
      return say("open", `${noun}_open`, { detail: `${noun}_not_yet` });
    default:
      return say("open", "opening");
  }
}

function concludeApproval({ sample, entity }) {
  switch (entity?.status) {
    case "paid":
      return sample.onlyStores
        ? say("good", "key_issued", { detail: "only_stored" })
        : say("good", "paid", { detail: "nothing_moved" });
    case "certified":
      return say("good", "certified", { detail: "nobody_identified" });
    case "ready":
      return say("waiting", "to_be_confirmed", { action: "confirm" });
    case "cancelled":
      return say("neutral", "cancelled");
    case "failed":
      return say("bad", "payment_failed");
    default:
      return say("neutral", "none", { detail: "none_advice" });
  }
}

/** What the banner says: `kind` (open, good, waiting, attention, bad, neutral), the keys of its text
 * and of what stands below it (null for the reason that the page was told), and `action` (reopen,
 * confirm or null). `end` is how it ended as the page was told, null before; `entity` what the
 * shop's server sees. */
export function conclude(run) {
  if (run.end === null) return concludeWithoutResult(run);
  if (run.end === "quit") return say("neutral", "quit");
  if (run.end === "failure") {
    return say("bad", run.isCertification ? "certification_failed" : "payment_failed");
  }
  return concludeApproval(run);
}
