// Telling the merchant's page how the window ended, and leaving: a frame tells the page around it, a
// popup tells its opener and closes, a page that took the place of the merchant's goes on to the
// redirect URL.
import { showMessage } from "./message.js";
import { readMessage } from "./sdk_messages.js";
import { windowId } from "./window_api.js";

/** Whether this page took the place of the merchant's. What opened that one, or this tab, is not
 * waiting for this window. */
const replacesMerchantPage = new URLSearchParams(location.search).get("as") === "page";

function findListener() {
  if (replacesMerchantPage) return null;
  if (window.parent !== window) return window.parent;
  return window.opener && !window.opener.closed ? window.opener : null;
}

/** Whether somebody waits for the end of this window. */
export function hasListener() {
  return findListener() !== null;
}

function tell(listener, result, returnOrigin) {
  listener.postMessage({ from: "portone-emulator", id: windowId, ...result }, returnOrigin ?? "*");
  if (listener === window.opener) window.close();
}

/** Tells the page of the end: `ended` has callback, redirect_url and service_page; `return_origin`
 * is the page's, or null for one without an origin. */
export function tellPage(ended, { return_origin: returnOrigin }, translate) {
  const { callback, redirect_url, service_page } = ended;
  const listener = findListener();
  if (listener) {
    tell(listener, { callback, redirect_url, service_page }, returnOrigin);
  } else if (redirect_url || service_page) {
    location.replace(redirect_url || service_page);
  } else {
    showMessage({ title: translate("ended_title"), text: translate("ended") });
  }
}

/** Leaves a window without a result; `problem`, if given, says what went wrong. The page that
 * opened a popup notices that it has closed, and asks what happened. REQUIRES: hasListener. */
export function leave(problem) {
  const listener = findListener();
  if (listener === window.opener) {
    window.close();
    return;
  }
  const nothing = { callback: null, redirect_url: null, service_page: null };
  tell(listener, problem ? { ...nothing, problem } : nothing, null);
}

/** Calls `work` when the merchant's page requests that the window be closed (IMP.communicate). */
export function onCloseRequested(work) {
  window.addEventListener("message", (event) => {
    if (event.source === findListener() && readMessage(event.data)?.isCloseMessage) work();
  });
}
