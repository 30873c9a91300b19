// The messages of the service's own script: those that it sends, and those that it understands.

/** A message of the script, or null. `isCloseMessage`: it requests that the window be closed
 * (the script sends it once the buyer has closed a popup). */
export function readMessage(text) {
  if (typeof text !== "string") return null;
  try {
    const message = JSON.parse(text);
    if (message?.from !== "iamport-sdk" || !message.data) return null;
    const { action, data } = message;
    const isCloseMessage = action === "communicate" && /clos/.test(data.result ?? "");
    return { action, data, isCloseMessage };
  } catch {
    return null;
  }
}

/** The end of a request: what its callback gets. The script takes its overlay away. */
export function makeAnswer(requestId, callback) {
  return { action: "done", data: { ...callback, request_id: requestId } };
}

/** Removes the overlay without calling back: the script does that for any message that does not
 * answer a request. */
export const CLOSE_LAYER = { action: "close", data: {} };

/** A form that the script submits into `target`. It drops the query of its address: `param` is sent
 * in its place. */
function makeProxyPost(provider, target, url, param = {}) {
  return {
    action: "proxy.post",
    data: {
      pgProvider: provider,
      formId: "portone-emulator",
      method: "get",
      action: url.origin + url.pathname,
      target,
      uiMode: "popup",
      charset: "utf-8",
      param,
      custom: {},
    },
  };
}

/** Navigates the merchant's page to the page of a window. */
export function makePageRedirect(path) {
  const url = new URL(path, location.origin);
  return makeProxyPost("portone-emulator", "_self", url, { as: "page" });
}

// What brings the window into the popup that the script has opened for a gateway.
function makeForm({ href }) {
  return { formId: "portone-emulator", method: "get", action: href, popup: true, param: {} };
}

const PAYMENT_POPUPS = {
  chai: (url) => makeProxyPost("chai", "chaiIamportModal", url),
  daou: (url) => ({ action: "daou.modal", data: makeForm(url) }),
  eximbay: (url) => ({ action: "eximbay.modal", data: { action: url.href, formData: {} } }),
  kcp_quick: (url) => makeProxyPost("kcp_quick", "kcpQuick", url),
  naverco: (url) => ({ action: "naverco.modal", data: { payUrl: url.href } }),
  naverpay: (url) => ({ action: "naverpay.modal", data: { popupMode: true, payUrl: url.href } }),
  payco: (url) => ({ action: "payco.modal", data: { orderUrl: url.href } }),
  paypal: (url) => ({ action: "paypal.modal", data: { redirectUrl: url.href } }),
  settle: (url) => ({ action: "settle.modal", data: { submitUrl: url.href, frmData: {} } }),
  settle_firm: (url) => makeProxyPost("settle_firm", "IMP_SETTLE_FIRM", url),
  smartro: (url) => makeProxyPost("smartro", "payWindow", url),
  tosspay: (url) => makeProxyPost("tosspay", "tosspayPopup", url),
};

const CERTIFICATION_POPUPS = {
  danal: (url) => ({ action: "danal.cert.modal", data: { form: { action: url.href, data: {} } } }),
  inicis: (url) => ({ action: "inicis.cert.modal", data: makeForm(url) }),
  inicis_unified: (url) => ({ action: "inicis_unified.cert.modal", data: makeForm(url) }),
};

/** The message for the popup, or null where the script opens none. */
export function makePopupMessage(kind, gateway, path, params) {
  // Danal's certification is an overlay unless the page asks for a popup.
  if (gateway === "danal" && !params.popup) return null;
  const popups = kind === "payment" ? PAYMENT_POPUPS : CERTIFICATION_POPUPS;
  if (!Object.hasOwn(popups, gateway)) return null;
  return popups[gateway](new URL(path, location.origin));
}
