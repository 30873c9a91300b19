// Which windows will be popups, so that these can be opened within the click: a popup that is opened
// later is blocked.

// Which windows of the merchant are popups; null until the emulator has said so.
var popupRules = null;

// The channel of a payment's window, as the emulator will choose it.
function findChannel(params) {
  var key = params.channelKey || params.channel_key;
  var parts = String(params.pg || '').split('.');
  function find(matches) {
    return popupRules.payments.filter(matches)[0];
  }
  return (
    find(function (channel) {
      return channel.channel_key === key;
    }) ||
    find(function (channel) {
      return channel.pg_provider === parts[0] && channel.pg_id === parts.slice(1).join('.');
    }) ||
    find(function (channel) {
      return channel.pg_provider === parts[0];
    }) ||
    popupRules.payments[0]
  );
}

function asksForPopup(rule, params) {
  if (rule.popup_parameter === null) return false;
  var asked = params[rule.popup_parameter];
  return rule.popup_by_default ? String(asked) !== 'false' : Boolean(asked);
}

function expectsPopup(kind, params) {
  if (!popupRules) return false;
  var rule = kind === 'payment' ? findChannel(params) : popupRules.certification;
  if (!rule) return false;
  return rule.popup || asksForPopup(rule, params);
}

function loadPopupRules() {
  popupRules = null;
  var code = userCode;
  if (!code) return;
  window
    .fetch(origin + '/_browser/popups/' + encodeURIComponent(code), { credentials: 'omit' })
    .then(function (response) {
      return response.json();
    })
    .then(function (reply) {
      if (code === userCode && reply.payments) popupRules = reply;
    })
    // Popups are then opened as late as their windows.
    .catch(function () {});
}
