// The script of the payment windows, in the place of the service's: the same functions, errors and
// callbacks. One classic script without modules, for it is loaded by a script tag from any page:
// of other origins, from data: and file: addresses, in web views. Needs no cookies and no library.
// What a window does, the emulator decides; this script only asks, shows and passes on.
(function (window) {
  'use strict';

  if (window.IMP) return;

  var document = window.document;

  // Where the script came from is where windows are opened.
  var base = findBase();
  var userCode = null;
  var tierCode = null;
  // The window that is shown: {id, callback, frame or popup}. A page has one at a time.
  var shown = null;

  var MESSAGES = {
    noParameters: '결제요청 파라메터가 누락되었습니다.',
    notInitialised: '판매자 코드가 설정되지 않았습니다. IMP.init()함수를 먼저 호출하세요.',
    broken: '결제모듈 구동 중에 오류가 발생하였습니다. 페이지 새로고침 후 다시 시도해주세요.\n',
    popupBlocked: '팝업차단을 해제해주셔야 결제창이 나타납니다.',
    certificationPopupBlocked: '팝업차단을 해제해주셔야 인증창이 나타납니다.',
    noZzim: '네이버페이 주문형으로 다시 시도해주세요.',
    noContainer: 'portone-ui-container를 찾을 수 없습니다.',
    wrongUiType: 'data-portone-ui-type에 올바른 UI 타입을 입력해주세요.',
    severalContainers: '동일한 data-portone-ui-type을 갖는 DOM element가 2개 이상 존재합니다.',
    frameTitle: '결제창',
  };

  function findBase() {
    var script = document.currentScript;
    var scripts = document.querySelectorAll('script[src*="iamport"]');
    var url = (script && script.src) || (scripts.length > 0 && scripts[scripts.length - 1].src);
    return url ? new URL(url).origin : window.location.origin;
  }

  function readCode(code) {
    return code === undefined || code === null ? null : String(code);
  }

  function isMobile() {
    return /iPhone|iPad|iPod|Android|Mobile/i.test(window.navigator.userAgent);
  }

  function whenReady(work) {
    if (document.body) {
      work();
    } else {
      document.addEventListener('DOMContentLoaded', work);
    }
  }

  function post(path, body) {
    // As plain text, so that the browser does not have to ask first whether the page may.
    return window
      .fetch(base + path, { method: 'POST', body: JSON.stringify(body), credentials: 'omit' })
      .then(function (response) {
        return response.json();
      })
      .then(function (reply) {
        if (reply.error) throw new Error(reply.error.message);
        return reply;
      });
  }

  function reportBroken(error) {
    window.alert(MESSAGES.broken + error.message);
  }

  // The page learns of a window's end; the callback runs outside of everything here.
  function tell(callback, result) {
    if (result.notice) console.warn('[portone-emulator] ' + result.notice);
    if (result.redirect_url) {
      window.location.href = result.redirect_url;
    } else if (result.callback && typeof callback === 'function') {
      callback(result.callback);
    }
  }

  function removeWindow() {
    var gone = shown;
    shown = null;
    if (!gone) return;
    if (gone.timer) window.clearInterval(gone.timer);
    if (gone.dialog) gone.dialog.parentNode.removeChild(gone.dialog);
    if (gone.popup && !gone.popup.closed) gone.popup.close();
    if (gone.focused && gone.focused.focus) gone.focused.focus();
  }

  function finish(result) {
    var callback = shown.callback;
    removeWindow();
    tell(callback, result);
  }

  function showFrame(opened, callback) {
    var dialog = document.createElement('div');
    var frame = document.createElement('iframe');
    dialog.className = 'imp-dialog';
    dialog.style.cssText =
      'position:fixed;top:0;right:0;bottom:0;left:0;z-index:2147483647;background:rgba(0,0,0,.5)';
    frame.title = MESSAGES.frameTitle;
    frame.src = opened.url;
    frame.style.cssText = 'position:absolute;width:100%;height:100%;border:0';
    shown = {
      id: opened.id,
      callback: callback,
      dialog: dialog,
      source: function () {
        return frame.contentWindow;
      },
      focused: document.activeElement,
    };
    dialog.appendChild(frame);
    document.body.appendChild(dialog);
    frame.focus();
  }

  // A popup that the buyer closes tells nobody: it is watched.
  function watchPopup() {
    var watched = shown;
    watched.timer = window.setInterval(function () {
      if (!watched.popup.closed) return;
      window.clearInterval(watched.timer);
      endAsClosed(watched);
    }, 100);
  }

  function endAsClosed(closed) {
    post('/_browser/windows/' + closed.id + '/outcome', { outcome: 'close' }).then(function (result) {
      if (shown === closed) finish(result);
    }, function (error) {
      if (shown === closed) removeWindow();
      reportBroken(error);
    });
  }

  function showPopup(opened, callback, blocked) {
    var features =
      'width=480,height=760,location=no,status=yes,dependent=no,scrollbars=yes,resizable=yes';
    var popup = window.open(opened.url, 'IMP_' + opened.id, features);
    if (!popup) {
      window.alert(blocked);
      return;
    }
    shown = {
      id: opened.id,
      callback: callback,
      popup: popup,
      source: function () {
        return popup;
      },
    };
    watchPopup();
  }

  function show(kind, opened, callback) {
    if (opened.leaves_page) {
      window.location.href = opened.url;
      return;
    }
    if (opened.popup) {
      var isPayment = kind === 'payment';
      showPopup(opened, callback,
        isPayment ? MESSAGES.popupBlocked : MESSAGES.certificationPopupBlocked);
    } else {
      showFrame(opened, callback);
    }
  }

  function open(kind, params, callback) {
    removeWindow();
    post('/_browser/windows', {
      user_code: userCode,
      tier: tierCode || undefined,
      kind: kind,
      params: params,
      device: isMobile() ? 'mobile' : 'pc',
      has_callback: typeof callback === 'function',
      // Not that of the address: pages from files and data addresses have none.
      origin: window.origin,
    }).then(function (reply) {
      if (reply.url) {
        removeWindow();
        show(kind, reply, callback);
      } else {
        // Not from within a promise: what the callback throws is the page's own.
        window.setTimeout(tell, 0, callback, reply);
      }
    }).catch(reportBroken);
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
      reportBroken(error);
      return undefined;
    }
    if (!params.merchant_uid) params.merchant_uid = 'nobody_' + new Date().getTime();
    whenReady(function () {
      open(kind, params, callback);
    });
    return undefined;
  }

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

  window.addEventListener('message', function (event) {
    var told = event.data;
    if (!shown || event.source !== shown.source()) return;
    if (!told || told.from !== 'portone-emulator' || told.id !== shown.id) return;
    finish(told);
  });

  // A page that comes back from the cache of the browser has no window any more.
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) removeWindow();
  });

  window.IMP = {
    init: function (code) {
      userCode = readCode(code);
      tierCode = null;
    },

    agency: function (code, tier) {
      userCode = readCode(code);
      tierCode = readCode(tier);
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
      shown.source().postMessage(sent, base);
    },

    // A popup is closed as the buyer would close it; a layer goes without a word to the page.
    close: function () {
      if (!shown) return;
      if (shown.popup) {
        shown.popup.close();
      } else {
        removeWindow();
      }
    },

    // Only a merchant of Naver Pay's orders has a list of favourites, which is not a payment.
    naver_zzim: function (params) {
      var provider = (params && params.pg) || 'naverco';
      window
        .fetch(base + '/users/pg/' + encodeURIComponent(userCode || ''), { credentials: 'omit' })
        .then(function (response) {
          return response.json();
        })
        .then(function (list) {
          var has = list.data.some(function (channel) {
            return channel.pg_provider === String(provider).split('.')[0];
          });
          if (!has) window.alert(MESSAGES.noZzim);
        })
        .catch(reportBroken);
    },
  };
})(window);
