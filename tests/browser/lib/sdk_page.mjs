// A merchant's page that talks to the frames by the messages that were recorded of the service's own
// script, for the script itself is not ours: what it sends, and what it does with what it gets.

/** The HTML. `request(action, data)` sends a request as a click on the page does, and `answers` are
 * the results that its callback gets. The overlay is shown while a request is open. */
export const SDK_PAGE = `<!doctype html><html lang="ko"><meta charset="utf-8"><title>shop</title>
<body><button type="button" id="buy">buy</button><div id="overlay" hidden></div><script>
const server = "https://service.iamport.kr";
const overlay = document.querySelector("#overlay");
const isMobile = /Android|Mobile/i.test(navigator.userAgent);
window.answers = [];
let requests = 0;
const waiting = new Set();
/** The popup that was opened with the request, and its name. */
let popup = null;
let popupName = "";
function submit({ id, method, action, target, param }) {
  const form = document.createElement("form");
  Object.assign(form, { id, method, action, target });
  for (const [name, value] of Object.entries(param)) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  overlay.append(form);
  form.submit();
}
function submitToPopup({ formId, method, action, popup: usesPopup, param }) {
  submit({ id: formId, method, action, target: usesPopup ? popupName : "_self", param });
}
function goTo(url) {
  window.popupAddress = url;
  if (popup) popup.location.href = url;
}
/** What the script does with each message. */
const messages = {
  "proxy.post": ({ formId, method, action, target, param }) => {
    submit({ id: formId, method, action, target, param });
    if (isMobile) overlay.hidden = true;
  },
  "naverpay.modal": ({ payUrl }) => goTo(payUrl),
  "naverco.modal": ({ payUrl }) => {
    goTo(payUrl);
    overlay.hidden = true;
  },
  "payco.modal": ({ orderUrl }) => goTo(orderUrl),
  "paypal.modal": ({ redirectUrl }) => goTo(redirectUrl),
  "settle.modal": ({ submitUrl, frmData }) =>
    submit({ method: "get", action: submitUrl, target: popupName, param: frmData }),
  "eximbay.modal": ({ action, formData }) =>
    submit({ method: "post", action, target: popupName, param: formData }),
  "daou.modal": submitToPopup,
  "danal.cert.modal": ({ form }) =>
    submit({ method: "post", action: form.action, target: popupName, param: form.data }),
  "inicis.cert.modal": submitToPopup,
  "inicis_unified.cert.modal": submitToPopup,
};
addEventListener("message", (event) => {
  if (event.origin !== server) return;
  const { action, data } = JSON.parse(event.data);
  const known = messages[action];
  if (known) {
    known(data);
    return;
  }
  if (waiting.delete(data.request_id)) {
    delete data.request_id;
    answers.push(data);
  }
  overlay.hidden = true;
});
window.openFrame = (path) => new Promise((resolve) => {
  const frame = document.createElement("iframe");
  frame.title = "frame";
  frame.style.cssText = "width:900px;height:800px";
  frame.onload = resolve;
  frame.src = server + path;
  overlay.append(frame);
});
function send(action, data) {
  const sent = { action, data, origin: location.href, from: "iamport-sdk", version: "1.2.0" };
  overlay.querySelector("iframe").contentWindow.postMessage(JSON.stringify(sent), server);
}
/** Opens the popup of a gateway's request, which says when it is closed. */
window.openPopup = (name, closing) => {
  popupName = name;
  popup = window.open("about:blank", name, "width=480,height=700");
  const watch = setInterval(() => {
    if (!popup.closed) return;
    clearInterval(watch);
    if (closing) communicate({ request_id: "req_" + requests, result: closing });
  }, 50);
};
window.communicate = (data) => send("communicate", data);
window.request = (action, data) => {
  requests += 1;
  const request_id = "req_" + requests;
  waiting.add(request_id);
  overlay.hidden = false;
  send(action, { ...data, request_id });
};
</script></body></html>`;
