// The window that is shown: an overlay over the page, or a popup.

// The window that is shown: {id, callback, dialog or popup}. A page has one at a time.
var shown = null;

function closePopup(popup) {
  if (popup && !popup.closed) popup.close();
}

function removeWindow() {
  var gone = shown;
  shown = null;
  if (!gone) return;
  if (gone.timer) window.clearInterval(gone.timer);
  if (gone.remove) gone.remove();
  closePopup(gone.popup);
  if (gone.focused && gone.focused.focus) gone.focused.focus();
}

function finish(result) {
  var ended = shown;
  removeWindow();
  if (result.problem) {
    fail(ended.params, ended.callback, new Error(result.problem));
  } else {
    tell(ended.callback, result);
  }
}

// While an overlay is open nothing else of the page can be reached: a modal dialog, or where there
// is none every other element is inert.
function makeModal(dialog) {
  document.body.appendChild(dialog);
  if (dialog.showModal) {
    dialog.showModal();
    return function () {
      dialog.close();
      dialog.parentNode.removeChild(dialog);
    };
  }
  var others = Array.prototype.filter.call(document.body.children, function (element) {
    return element !== dialog && !element.hasAttribute('inert');
  });
  others.forEach(function (element) {
    element.setAttribute('inert', '');
  });
  dialog.setAttribute('open', '');
  return function () {
    others.forEach(function (element) {
      element.removeAttribute('inert');
    });
    dialog.parentNode.removeChild(dialog);
  };
}

function showFrame(opened, params, callback) {
  var dialog = document.createElement('dialog');
  var frame = document.createElement('iframe');
  dialog.className = 'imp-dialog';
  dialog.setAttribute('aria-label', MESSAGES.frameTitle);
  dialog.setAttribute('aria-modal', 'true');
  dialog.style.cssText =
    'position:fixed;top:0;right:0;bottom:0;left:0;width:100%;height:100%;max-width:none;' +
    'max-height:none;margin:0;border:0;padding:0;overflow:hidden;z-index:2147483647;' +
    'background:rgba(0,0,0,.5)';
  frame.title = MESSAGES.frameTitle;
  frame.src = origin + opened.path;
  frame.style.cssText = 'position:absolute;width:100%;height:100%;border:0';
  shown = {
    id: opened.id,
    params: params,
    callback: callback,
    source: function () {
      return frame.contentWindow;
    },
    focused: document.activeElement,
  };
  dialog.appendChild(frame);
  // Escape, while the focus is not within the frame.
  dialog.addEventListener('cancel', function (event) {
    event.preventDefault();
    if (shown && shown.remove) endAsClosed(shown);
  });
  shown.remove = makeModal(dialog);
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
    if (shown === closed) finish({ problem: error.message });
  });
}

var popupCount = 0;

// Opens an empty popup; the window is loaded into it once the emulator has answered.
function openPopup(kind) {
  var features =
    'width=480,height=760,location=no,status=yes,dependent=no,scrollbars=yes,resizable=yes';
  popupCount += 1;
  var popup = window.open('about:blank', 'IMP_WINDOW_' + popupCount, features);
  if (!popup) {
    window.alert(
      kind === 'payment' ? MESSAGES.popupBlocked : MESSAGES.certificationPopupBlocked);
  }
  return popup;
}

function showPopup(opened, params, callback, popup) {
  popup.location.href = origin + opened.path;
  shown = {
    id: opened.id,
    params: params,
    callback: callback,
    popup: popup,
    source: function () {
      return popup;
    },
  };
  watchPopup();
}

// `early` is the popup that was opened within the click; null if that was blocked, undefined if
// none was expected.
function show(kind, opened, params, callback, early) {
  if (!opened.popup) closePopup(early);
  if (opened.leaves_page) {
    window.location.href = origin + opened.path;
  } else if (opened.popup) {
    var popup = early === undefined ? openPopup(kind) : early;
    if (popup) showPopup(opened, params, callback, popup);
  } else {
    showFrame(opened, params, callback);
  }
}

window.addEventListener('message', function (event) {
  var message = event.data;
  if (!shown || event.source !== shown.source()) return;
  if (!message || message.from !== 'portone-emulator' || message.id !== shown.id) return;
  finish(message);
});

// A page that comes back from the browser's back/forward cache has no window any more.
window.addEventListener('pageshow', function (event) {
  if (event.persisted) removeWindow();
});
