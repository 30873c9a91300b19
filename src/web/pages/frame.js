// The frame with which the service's own script talks: takes its requests by message, opens the
// same windows as the emulator's script, and answers in the form that the script expects.
import {
  CLOSE_LAYER,
  makeAnswer,
  makePageRedirect,
  makePopupMessage,
  readMessage,
} from "./sdk_messages.js";
import { TEXTS } from "./texts.js";
import { getBrowserLanguage, makeTranslator } from "./translator.js";
import { callEmulator } from "./window_api.js";

const [area, , userCode, pg, mid] = location.pathname
  .split("/")
  .filter(Boolean)
  .map(decodeURIComponent);
const kind = area === "certificates" ? "certification" : "payment";
const tier = new URLSearchParams(location.search).get("tier");
const translate = makeTranslator(TEXTS, getBrowserLanguage());
/** The window in this frame, if it is here. */
let frame = null;
/** The request whose window is open: {request, id}. */
let current = null;
/** The last request. */
let latest = null;

function removeFrame() {
  frame?.remove();
  frame = null;
  current = null;
}

/** The request's window goes, or the one before it; that of a later request stays. */
function end(request) {
  if (latest === request || current?.request === request) removeFrame();
}

function send(request, message) {
  request.page.postMessage(JSON.stringify(message), request.origin);
}

/** Tells the page what went wrong; it would wait forever. */
function fail(request, problem) {
  const callback = {
    error_code: "NETWORK_ERROR",
    error_msg: problem,
    imp_uid: null,
    merchant_uid: request.params.merchant_uid,
    success: false,
  };
  send(request, makeAnswer(request.id, callback));
}

function failBecause(request, error) {
  end(request);
  fail(request, error.message || translate("unreachable"));
}

function finish(request, id, result) {
  end(request);
  if (result.problem) {
    fail(request, result.problem);
  } else if (result.redirect_url) {
    // Nobody has clicked in this frame, so that it must not send the page anywhere itself.
    send(request, makePageRedirect(`/_browser/windows/${id}`));
  } else if (result.callback) {
    send(request, makeAnswer(request.id, result.callback));
  } else {
    send(request, CLOSE_LAYER);
  }
}

async function show(request, opened) {
  removeFrame();
  if (opened.leaves_page) {
    send(request, makePageRedirect(opened.path));
    return;
  }
  current = { request, id: opened.id };
  if (opened.popup) {
    const { gateway } = await callEmulator(`windows/${opened.id}/state`);
    if (latest !== request) return;
    const message = makePopupMessage(kind, gateway.code, opened.path, request.params);
    if (message) {
      send(request, message);
      return;
    }
  }
  frame = document.createElement("iframe");
  frame.title = translate("window");
  frame.src = opened.path;
  const style = { position: "fixed", inset: "0", width: "100%", height: "100%", border: "0" };
  Object.assign(frame.style, style);
  document.body.append(frame);
}

function readParams(data) {
  const params = { ...data };
  delete params.request_id;
  delete params.tier_code;
  if (!params.pg && pg) params.pg = mid ? `${pg}.${mid}` : pg;
  return params;
}

async function open(request, tierCode) {
  latest = request;
  try {
    const opened = await callEmulator("windows", {
      user_code: userCode,
      tier: tierCode || tier || undefined,
      kind,
      params: request.params,
      has_callback: true,
      origin: location.origin,
      shop_origin: request.shopOrigin,
    });
    const showsWindow = opened.path && !opened.redirect_url;
    if (!showsWindow) finish(request, opened.id, opened);
    else if (latest === request) await show(request, opened);
  } catch (error) {
    failBecause(request, error);
  }
}

/** A popup of the page was closed: by the buyer, or by the window itself at its end. Whoever asks
 * for the end of a window that has ended gets its result. */
async function close() {
  if (!current) return;
  const { request, id } = current;
  try {
    finish(request, id, await callEmulator(`windows/${id}/outcome`, { outcome: "close" }));
  } catch (error) {
    failBecause(request, error);
  }
}

window.addEventListener("message", (event) => {
  if (frame && event.source === frame.contentWindow) {
    const data = event.data;
    if (data && data.from === "portone-emulator" && current && data.id === current.id) {
      finish(current.request, current.id, data);
    }
    return;
  }
  const message = event.source === window.parent ? readMessage(event.data) : null;
  if (!message) return;
  if (message.action === "payment" || message.action === "certification") {
    const request = {
      page: event.source,
      origin: event.origin === "null" ? "*" : event.origin,
      shopOrigin: event.origin,
      id: message.data.request_id,
      params: readParams(message.data),
    };
    open(request, message.data.tier_code);
  } else if (message.isCloseMessage) {
    close();
  }
});
