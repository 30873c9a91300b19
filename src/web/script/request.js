// Asking the emulator for a window.

var userCode = null;
var tierCode = null;

// The request that has no reply yet, if it is the last one and was not closed: {popup, closed}.
var pending = null;

// Forgets a request that still waits for its reply.
function giveUpPending() {
  if (pending) closePopup(pending.popup);
  pending = null;
}

function open(kind, params, callback) {
  removeWindow();
  giveUpPending();
  var asked = { popup: expectsPopup(kind, params) ? openPopup(kind) : undefined };
  pending = asked;
  post('/_browser/windows', {
    user_code: userCode,
    tier: tierCode || undefined,
    kind: kind,
    params: params,
    has_callback: typeof callback === 'function',
    // Not that of the address: pages from files and data addresses have none.
    origin: window.origin,
  }).then(function (reply) {
    var isWanted = pending === asked;
    if (isWanted) pending = null;
    if (reply.path && !reply.redirect_url) {
      if (isWanted) show(kind, reply, params, callback, asked.popup);
      return;
    }
    closePopup(asked.popup);
    // A page is left for its last request only, and told nothing of what it has closed.
    var leaves = reply.redirect_url || reply.service_page;
    if (asked.closed || (leaves && !isWanted)) return;
    // Not from within a promise: what the callback throws is the page's own.
    window.setTimeout(tell, 0, callback, reply);
  }, function (error) {
    if (pending === asked) pending = null;
    closePopup(asked.popup);
    if (!asked.closed) window.setTimeout(fail, 0, params, callback, error);
  }).catch(alertError);
}

function request(kind, data, callback) {
  if (typeof data === 'undefined') {
    window.alert(MESSAGES.noParameters);
    return false;
  }
  if (!userCode) {
    window.alert(MESSAGES.notInitialised);
    return undefined;
  }
  var params;
  try {
    params = JSON.parse(JSON.stringify(data));
    if (!params || typeof params !== 'object') throw new Error(String(data));
  } catch (error) {
    alertError(error);
    return undefined;
  }
  if (!params.merchant_uid) params.merchant_uid = 'nobody_' + new Date().getTime();
  whenReady(function () {
    open(kind, params, callback);
  });
  return undefined;
}
