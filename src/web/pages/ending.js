// Telling the merchant's page how the window ended, and leaving: a popup tells its opener and
// closes, a frame tells the page around it, a page that took the place of the merchant's goes on to
// the redirect URL.
import { showMessage } from "./message.js";
import { windowId } from "./window_api.js";

function findListener() {
  if (window.opener && !window.opener.closed) return window.opener;
  return window.parent === window ? null : window.parent;
}

/** Tells the page of the end: `ended` has callback, redirect_url, return_origin. */
export function tellPage(ended, translate) {
  const listener = findListener();
  if (listener) {
    listener.postMessage(
      {
        from: "portone-emulator",
        id: windowId,
        callback: ended.callback,
        redirect_url: ended.redirect_url,
      },
      ended.return_origin && ended.return_origin !== "null" ? ended.return_origin : "*",
    );
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
  tellPage({ callback: null, redirect_url: null, return_origin: null }, translate);
}
