// The functions of the script, which pages call.

function findUiContainer(type) {
  var types = ['paypal-spb', 'paypal-rt'];
  if (document.querySelectorAll('.portone-ui-container').length === 0) {
    throw new Error(MESSAGES.noContainer);
  }
  var found = document.querySelectorAll(
    '.portone-ui-container[data-portone-ui-type="' + (types.indexOf(type) < 0 ? '' : type) + '"]');
  if (types.indexOf(type) < 0 || found.length === 0) throw new Error(MESSAGES.wrongUiType);
  if (found.length > 1) throw new Error(MESSAGES.severalContainers);
  return found[0];
}

// What each button of loadUI asks for.
var uiRequests = {};

window.IMP = {
  init: function (code) {
    userCode = toCode(code);
    tierCode = null;
    loadPopupRules();
  },

  agency: function (code, tier) {
    userCode = toCode(code);
    tierCode = toCode(tier);
    loadPopupRules();
  },

  request_pay: function (params, callback) {
    return request('payment', params, callback);
  },

  certification: function (params, callback) {
    return request('certification', params, callback);
  },

  // A button in the page's own container, in the place of the gateway's.
  loadUI: function (type, params, callback) {
    var container = findUiContainer(type);
    uiRequests[type] = params;
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = type === 'paypal-rt' ? 'PayPal (RT)' : 'PayPal';
    button.addEventListener('click', function () {
      request('payment', uiRequests[type], callback);
    });
    container.textContent = '';
    container.appendChild(button);
  },

  updateLoadUIRequest: function (type, params) {
    if (uiRequests[type]) uiRequests[type] = params;
  },

  communicate: function (message) {
    if (!shown) return;
    var sent = JSON.stringify({ action: 'communicate', data: message, from: 'iamport-sdk' });
    shown.source().postMessage(sent, origin);
  },

  // A popup is closed as the buyer would close it; an overlay is removed without a word, and
  // so is a window that is still to come.
  close: function () {
    if (pending) pending.closed = true;
    giveUpPending();
    if (!shown) return;
    if (shown.popup) {
      shown.popup.close();
    } else {
      removeWindow();
    }
  },

  // Only a merchant of Naver Pay's orders has a list of favourites, which is not a payment.
  naver_zzim: function (data) {
    var provider = String(data.pg || 'naverco').split('.')[0];
    if (!userCode) {
      window.alert(MESSAGES.notInitialised);
      return;
    }
    window
      .fetch(origin + '/users/pg/' + encodeURIComponent(userCode), { credentials: 'omit' })
      .then(function (response) {
        return response.json();
      })
      .then(function (list) {
        var windows = list.data.filter(function (channel) {
          return channel.type === 'payment';
        });
        var named = windows.filter(function (channel) {
          return channel.pg_provider === provider;
        });
        var chosen = named[0] || windows[0];
        if (!chosen || chosen.pg_provider !== 'naverco') window.alert(MESSAGES.noZzim);
      })
      .catch(alertError);
  },
};
