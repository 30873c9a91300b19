// Telling the merchant's page how the window ended, and leaving: a popup tells its opener and
// closes, a frame tells the page around it, a page that took the place of the merchant's goes on to
// the redirect URL.
import { showMessage } from "./message.js";
import { windowId } from "./window_api.js";

/** `shownAs` is how the script has opened the window: a page that took the place of a merchant's
 * may have that one's opener. */
function findListener(shownAs) {
  if (shownAs === "page") return null;
  if (window.opener && !window.opener.closed) return window.opener;
  return window.parent === window ? null : window.parent;
}

/** Tells the page of the end: `ended` has callback and redirect_url, `return_origin` is the page's,
 * or null for one without an origin. */
export function tellPage(ended, { return_origin: returnOrigin, shown_as: shownAs }, translate) {
  const listener = findListener(shownAs);
  if (listener) {
    const { callback, redirect_url } = ended;
    const message = { from: "portone-emulator", id: windowId, callback, redirect_url };
    listener.postMessage(message, returnOrigin ?? "*");
    if (listener === window.opener) window.close();
    return;
  }
  if (ended.redirect_url) {
    location.replace(ended.redirect_url);
    return;
  }
  showMessage({ title: translate("ended_title"), text: translate("ended") });
}

/** Leaves a window that has nothing to tell. */
export function leave(translate) {
  tellPage({ callback: null, redirect_url: null }, {}, translate);
}
