// What the parts of the script share: where it came from, and calls to the emulator.

var document = window.document;

// The origin that the script came from; windows are opened there.
var origin = findBase();

function findBase() {
  var script = document.currentScript;
  var scripts = document.querySelectorAll('script[src*="iamport"]');
  var url = (script && script.src) || (scripts.length > 0 && scripts[scripts.length - 1].src);
  return url ? new URL(url).origin : window.location.origin;
}

function toCode(code) {
  return code === undefined || code === null ? null : String(code);
}

function whenReady(work) {
  if (document.body) {
    work();
  } else {
    document.addEventListener('DOMContentLoaded', work);
  }
}

function post(path, body) {
  // Sent as plain text, so that the browser makes no CORS preflight.
  return window
    .fetch(origin + path, { method: 'POST', body: JSON.stringify(body), credentials: 'omit' })
    .then(function (response) {
      return response.json();
    })
    .then(function (reply) {
      if (reply.error) throw new Error(reply.error.message);
      return reply;
    });
}
