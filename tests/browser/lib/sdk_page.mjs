// A merchant's page that talks to the frames by the messages that were recorded of the service's own
// script, for the script itself is not ours: what it sends, and what it does with what it gets.

/** The HTML. `request(action, data)` sends a request as a click on the page does, and `answers` are
 * the results that its callback gets. The layer is shown while a request is open. */
export const SDK_PAGE = `<!doctype html><html lang="ko"><meta charset="utf-8"><title>shop</title>
<body><button type="button" id="buy">buy</button><div id="layer" hidden></div><script>
const server = "https://service.iamport.kr";
const layer = document.querySelector("#layer");
const isMobile = /Android|Mobile/i.test(navigator.userAgent);
window.answers = [];
let requests = 0;
const waiting = new Set();
addEventListener("message", (event) => {
  if (event.origin !== server) return;
  const { action, data } = JSON.parse(event.data);
  if (action === "proxy.post") {
    const form = document.createElement("form");
    Object.assign(form, { id: data.formId, method: data.method, action: data.action, target: data.target });
    for (const [name, value] of Object.entries(data.param)) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    layer.append(form);
    form.submit();
    if (isMobile) layer.hidden = true;
    return;
  }
  if (action === "naverpay.modal") {
    window.popupAddress = data.payUrl;
    return;
  }
  if (waiting.delete(data.request_id)) {
    delete data.request_id;
    answers.push(data);
  }
  layer.hidden = true;
});
window.openFrame = (path) => new Promise((resolve) => {
  const frame = document.createElement("iframe");
  frame.title = "frame";
  frame.style.cssText = "width:900px;height:800px";
  frame.onload = resolve;
  frame.src = server + path;
  layer.append(frame);
});
function send(action, data) {
  const sent = { action, data, origin: location.href, from: "iamport-sdk", version: "1.2.0" };
  layer.querySelector("iframe").contentWindow.postMessage(JSON.stringify(sent), server);
}
window.communicate = (data) => send("communicate", data);
window.request = (action, data) => {
  requests += 1;
  const request_id = "req_" + requests;
  waiting.add(request_id);
  layer.hidden = false;
  send(action, { ...data, request_id });
};
</script></body></html>`;
