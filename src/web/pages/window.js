// A plain payment window: shows the order, ends as the buyer chooses, tells the page that opened it.
const path = location.pathname.replace(/\/+$/, '');
const id = path.slice(path.lastIndexOf('/') + 1);
const byId = (name) => document.getElementById(name);

async function call(target, options) {
  const response = await fetch(path + target, options);
  const body = await response.json();
  if (!response.ok) throw new Error(body.error.message);
  return body;
}

// The opener of a popup, the parent of a frame; a window in the page's place has neither.
function findPage() {
  if (window.parent !== window) return window.parent;
  return window.opener;
}

function tell(result, origin) {
  const page = findPage();
  if (page) {
    const message = { from: 'portone-emulator', id, ...result };
    page.postMessage(message, origin || '*');
    if (window.opener && window.parent === window) window.close();
  } else if (result.redirect_url) {
    location.replace(result.redirect_url);
  }
}

async function end(outcome, origin) {
  for (const button of document.querySelectorAll('button')) button.disabled = true;
  try {
    const { callback, redirect_url } = await call('/outcome', {
      method: 'POST',
      body: JSON.stringify({ outcome }),
    });
    byId('message').textContent = '끝났습니다.';
    tell({ callback, redirect_url }, origin);
  } catch (error) {
    byId('message').textContent = error.message;
  }
}

async function show() {
  const state = await call('/state');
  document.documentElement.lang = state.language;
  byId('order').textContent =
    `${state.gateway.name}: ${state.order.name} ${state.order.amount} ${state.order.currency}`;
  for (const outcome of state.outcomes) {
    const option = document.createElement('option');
    option.value = outcome.name;
    option.textContent = outcome.title_ko;
    byId('outcome').append(option);
  }
  if (state.ended) {
    byId('message').textContent = '끝났습니다.';
    tell({ callback: state.ended.callback, redirect_url: state.ended.redirect_url },
      state.return_origin);
    return;
  }
  byId('pay').addEventListener('click', () => end(byId('outcome').value, state.return_origin));
  byId('close').addEventListener('click', () => end('close', state.return_origin));
  byId('pay').disabled = false;
  byId('close').disabled = false;
}

show().catch((error) => {
  byId('message').textContent = error.message;
});
