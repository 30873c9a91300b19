// Telling a merchant's page how its window has ended, or that it could not be opened.

function alertError(error) {
  window.alert(MESSAGES.broken + error.message);
}

// The page is notified that a request has failed, so that it does not wait forever.
function fail(params, callback, error) {
  alertError(error);
  if (typeof callback !== 'function') return;
  callback({
    error_code: 'NETWORK_ERROR',
    error_msg: MESSAGES.broken + error.message,
    imp_uid: null,
    merchant_uid: params.merchant_uid,
    success: false,
  });
}

// The page learns of a window's end; the callback runs outside of everything here.
function tell(callback, result) {
  if (result.notice) console.warn('[portone-emulator] ' + result.notice);
  var url = result.service_page ? origin + result.service_page : result.redirect_url;
  if (url) {
    window.location.href = url;
  } else if (result.callback && typeof callback === 'function') {
    callback(result.callback);
  }
}
