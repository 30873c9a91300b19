// Reads what a page was told, by its function or in the address that it came back to.

/** The code of a buyer who quits, at Naver Pay and in a certification. */
const QUIT_CODES = ["userCancel", "F0000"];

/** Elsewhere only the gateway's words say so: "[결제포기] 사용자가 결제를 취소하셨습니다". */
const QUIT_WORDS = "취소하셨습니다";

function hasFailed(result) {
  const success = result.success ?? result.imp_success;
  return result.error_code != null || String(success) === "false";
}

/** How it ended, as far as the page knows: success, approved (the gateway has still to confirm it),
 * quit (by the buyer) or failure. */
export function readEnd(result) {
  if (!hasFailed(result)) return result.status === "ready" ? "approved" : "success";
  const isQuit =
    QUIT_CODES.includes(result.error_code) || (result.error_msg ?? "").includes(QUIT_WORDS);
  return isQuit ? "quit" : "failure";
}
