// The frame with which the service's own script talks: takes its requests by message, opens the
// same windows as the emulator's script, and answers in the form that the script expects.
const [area, , userCode, pg, mid] = location.pathname.split('/').filter(Boolean).map(decodeURIComponent);
const kind = area === 'certificates' ? 'certification' : 'payment';
const tier = new URLSearchParams(location.search).get('tier');
let frame = null;
let current = null;

function isMobile() {
  return /iPhone|iPad|iPod|Android|Mobile/i.test(navigator.userAgent);
}

function removeFrame() {
  if (frame) frame.remove();
  frame = null;
  current = null;
}

function answer(request, callback) {
  const data = { ...callback, request_id: request.requestId };
  request.page.postMessage(JSON.stringify({ action: 'done', data }), request.origin);
}

function finish(request, result) {
  removeFrame();
  if (result.redirect_url) {
    window.top.location.href = result.redirect_url;
  } else if (result.callback) {
    answer(request, result.callback);
  }
}

// What brings the window into the popup that the script has opened for a gateway.
function makeForm(url) {
  return { formId: 'portone-emulator', method: 'get', action: url, popup: true, param: {} };
}

const PAYMENT_POPUPS = {
  naverpay: (url) => ({ action: 'naverpay.modal', data: { popupMode: true, payUrl: url } }),
  payco: (url) => ({ action: 'payco.modal', data: { orderUrl: url } }),
  daou: (url) => ({ action: 'daou.modal', data: makeForm(url) }),
};

const CERTIFICATION_POPUPS = {
  danal: (url) => ({ action: 'danal.cert.modal', data: { form: { action: url, data: {} } } }),
  inicis: (url) => ({ action: 'inicis.cert.modal', data: makeForm(url) }),
  inicis_unified: (url) => ({ action: 'inicis_unified.cert.modal', data: makeForm(url) }),
};

// The message for the popup, or null where the script opens none: the window is shown here then.
async function findPopupMessage(opened, params) {
  if (!opened.popup) return null;
  const state = await (await fetch(`/_browser/windows/${opened.id}/state`)).json();
  const popups = kind === 'payment' ? PAYMENT_POPUPS : CERTIFICATION_POPUPS;
  const { code } = state.gateway;
  // Danal's certification is a layer unless the page asks for a popup.
  if (code === 'danal' && !params.popup) return null;
  return Object.hasOwn(popups, code) ? popups[code](opened.url) : null;
}

async function show(request, opened, params) {
  if (opened.leaves_page) {
    window.top.location.href = opened.url;
    return;
  }
  removeFrame();
  current = { request, id: opened.id };
  const message = await findPopupMessage(opened, params);
  if (message) {
    request.page.postMessage(JSON.stringify(message), request.origin);
    return;
  }
  frame = document.createElement('iframe');
  frame.title = '결제창';
  frame.src = opened.url;
  Object.assign(frame.style, { position: 'fixed', inset: '0', width: '100%', height: '100%', border: '0' });
  document.body.append(frame);
}

async function open(request, data) {
  const params = { ...data };
  delete params.request_id;
  delete params.tier_code;
  if (!params.pg && pg) params.pg = mid ? `${pg}.${mid}` : pg;
  const response = await fetch('/_browser/windows', {
    method: 'POST',
    body: JSON.stringify({
      user_code: userCode,
      tier: data.tier_code || tier || undefined,
      kind,
      params,
      device: isMobile() ? 'mobile' : 'pc',
      has_callback: true,
      origin: location.origin,
    }),
  });
  const opened = await response.json();
  if (opened.error) {
    answer(request, { success: false, error_msg: opened.error.message });
  } else if (opened.url) {
    await show(request, opened, params);
  } else {
    finish(request, opened);
  }
}

// A popup of the page was closed: by the buyer, or by the window itself at its end. Whoever asks for
// the end of a window that has ended gets its result.
async function close() {
  if (!current) return;
  const { request, id } = current;
  const response = await fetch(`/_browser/windows/${id}/outcome`, {
    method: 'POST',
    body: JSON.stringify({ outcome: 'close' }),
  });
  finish(request, await response.json());
}

function readMessage(event) {
  if (typeof event.data !== 'string') return null;
  try {
    const message = JSON.parse(event.data);
    return message && message.from === 'iamport-sdk' ? message : null;
  } catch {
    return null;
  }
}

window.addEventListener('message', (event) => {
  if (frame && event.source === frame.contentWindow) {
    const told = event.data;
    if (told && told.from === 'portone-emulator' && current && told.id === current.id) {
      finish(current.request, told);
    }
    return;
  }
  const message = event.source === window.parent ? readMessage(event) : null;
  if (!message || !message.data) return;
  if (message.action === 'payment' || message.action === 'certification') {
    const origin = event.origin === 'null' ? '*' : event.origin;
    open({ page: event.source, origin, requestId: message.data.request_id }, message.data);
  } else if (message.action === 'communicate' && /clos/.test(message.data.result || '')) {
    close();
  }
});
