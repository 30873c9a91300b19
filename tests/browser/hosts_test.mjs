// Pages that are written for the real script, not a character changed: a host alias brings them
// here. Web views, and pages with a copy of the service's own script.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { closePage, openPage } from "./lib/browser.mjs";
import { finishWindow, MOBILE, openShop, readQuery, waitUntilReady } from "./lib/script_pages.mjs";
import { browser, emulator, launchWebView, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

for (const [script, options] of [
  ["http://cdn.iamport.kr/js/iamport.payment-1.1.5.js", undefined],
  ["https://cdn.iamport.kr/v1/iamport.js", { ignoreHTTPSErrors: true }],
  ["https://service.iamport.kr/js/iamport.payment.js", { ignoreHTTPSErrors: true }],
]) {
  test(`hosts: a page with ${script} completes a payment`, async () => {
    const visit = await openShop({ script, options });
    await visit.buy();
    const view = await visit.frame();
    assert.ok(view.url().startsWith(new URL(script).origin));
    await finishWindow(view);
    assert.equal((await visit.waitForResults())[0].success, true);
    await closePage(visit.page);
  });
}

test("hosts: a page issues a key, is refused, and comes back on mobile", async () => {
  const script = "https://cdn.iamport.kr/v1/iamport.js";
  const options = { ...MOBILE, ignoreHTTPSErrors: true };
  const sandbox = await emulator.openSandbox();
  const key = makeOrder({ pg: "kcp_billing", customer_uid: "kim", amount: 0 });
  const issue = await openShop({ sandbox, order: key, script, options });
  await issue.buy();
  await finishWindow(await issue.frame());
  assert.equal((await issue.waitForResults())[0].customer_uid, "kim");
  const charged = await sandbox.api("POST", "/subscribe/payments/again", {
    customer_uid: "kim",
    merchant_uid: "month-1",
    amount: 1000,
    name: "month",
  });
  assert.equal(charged.code, 0, charged.message);
  await closePage(issue.page);

  const order = makeOrder({ m_redirect_url: `${shop.url}/complete` });
  const refused = await openShop({ sandbox, order, script, options });
  await finishWindow(await refused.buyInPlace(), "limit_exceeded");
  await refused.page.waitForURL("**/complete?*");
  assert.equal(readQuery(refused.page.url()).imp_success, "false");
  await closePage(refused.page);
});

test("web views: a page from a data address posts the result to its app", async () => {
  const sandbox = await emulator.openSandbox();
  const order = makeOrder();
  const html = `<!doctype html><html><head><meta charset="utf-8">
<script src="${emulator.url}/v1/iamport.js"></script></head><body><script>
window.posted = [];
window.ReactNativeWebView = { postMessage: (text) => posted.push(text) };
IMP.init("${sandbox.userCode}");
IMP.request_pay(${JSON.stringify(order)}, function (response) {
  window.ReactNativeWebView.postMessage(JSON.stringify(response));
});
</script></body></html>`;
  const page = await openPage(await launchWebView());
  await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`);
  assert.equal(await page.evaluate(() => window.origin), "null");
  const frame = await page.waitForSelector(".imp-dialog iframe");
  await finishWindow(await waitUntilReady(await frame.contentFrame()));
  await page.waitForFunction(() => window.posted.length > 0);
  const response = JSON.parse((await page.evaluate(() => window.posted))[0]);
  assert.equal(response.success, true);
  assert.equal(response.merchant_uid, order.merchant_uid);
  await closePage(page);
});

test("web views: a page from a file gets the result, and on mobile leaves for its redirect URL", async () => {
  const sandbox = await emulator.openSandbox();
  const order = makeOrder({ m_redirect_url: `${shop.url}/complete` });
  const folder = mkdtempSync(path.join(tmpdir(), "shop-"));
  const file = path.join(folder, "shop.html");
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><script src="${emulator.url}/v1/iamport.js"></script>
<body><script>
window.results = [];
IMP.init("${sandbox.userCode}");
IMP.request_pay(${JSON.stringify(order)}, (rsp) => results.push(rsp));
</script>`,
  );
  const page = await openPage(browser);
  await page.goto(`file://${file}`);
  const frame = await page.waitForSelector(".imp-dialog iframe");
  await finishWindow(await waitUntilReady(await frame.contentFrame()));
  await page.waitForFunction(() => window.results.length > 0);
  await closePage(page);

  const mobile = await openPage(browser, MOBILE);
  await sandbox.control("POST", "/reset");
  await mobile.goto(`file://${file}`);
  await mobile.waitForURL("**/_browser/windows/*");
  await finishWindow(await waitUntilReady(mobile));
  await mobile.waitForURL("**/complete?*");
  await closePage(mobile);
  rmSync(folder, { recursive: true });
});

test("web views: an app catches the navigation to its redirect address", async () => {
  const sandbox = await emulator.openSandbox();
  const order = makeOrder({ m_redirect_url: "http://detectchangingwebview/iamport/rn" });
  const visit = await openShop({ sandbox, order, options: MOBILE });
  const requestPromise = visit.page.waitForRequest((request) =>
    request.url().startsWith("http://detectchangingwebview/iamport/rn"),
  );
  await finishWindow(await visit.buyInPlace());
  const query = readQuery((await requestPromise).url());
  assert.equal(query.imp_success, "true");
  assert.equal(query.merchant_uid, order.merchant_uid);
  await closePage(visit.page);
});

/** A page that talks to the frames as the service's own script does. */
const OWN_SCRIPT = `<!doctype html><html lang="ko"><title>shop</title><body><script>
const server = "https://service.iamport.kr";
window.answers = [];
addEventListener("message", (event) => {
  if (event.origin === server && typeof event.data === "string") answers.push(JSON.parse(event.data));
});
function load(userCode) {
  return new Promise((resolve) => {
    window.jQuery1_2 = resolve;
    const script = document.createElement("script");
    script.src = server + "/users/pg/" + userCode + "?callback=jQuery1_2&_=1";
    document.head.append(script);
  });
}
function openFrame(path) {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.style.cssText = "width:900px;height:800px";
    frame.onload = () => resolve(frame);
    frame.src = server + path;
    document.body.append(frame);
  });
}
function send(frame, action, data) {
  const message = { action, data, origin: location.href, from: "iamport-sdk", version: "1.2.0" };
  frame.contentWindow.postMessage(JSON.stringify(message), server);
}
</script></body></html>`;

test("own script: the channels, the frame's messages and the answer are those that it expects", async () => {
  const sandbox = await emulator.openSandbox({ given: { channels: [{ pg: "kcp" }, { pg: "nice" }] } });
  shop.pages["/own-script"] = OWN_SCRIPT;
  const page = await openPage(browser, { ignoreHTTPSErrors: true });
  await page.goto(`${shop.url}/own-script`);
  const list = await page.evaluate((code) => window.load(code), sandbox.userCode);
  assert.deepEqual(
    [list.code, list.data.map(({ pg_provider, type }) => `${pg_provider} ${type}`)],
    [0, ["kcp payment", "nice payment"]],
  );
  const order = makeOrder({ pg: undefined, request_id: "req_1", tier_code: undefined });
  await page.evaluate(
    async ([code, data]) => {
      window.frame = await window.openFrame(`/payments/ready/${code}/nice`);
      window.send(window.frame, "payment", data);
    },
    [sandbox.userCode, order],
  );
  const outer = await (await page.waitForSelector("iframe")).contentFrame();
  const inner = await (await outer.waitForSelector("iframe")).contentFrame();
  await finishWindow(await waitUntilReady(inner));
  await page.waitForFunction(() => window.answers.length > 0);
  const [answer] = await page.evaluate(() => window.answers);
  assert.equal(answer.action, "done");
  assert.equal(answer.data.request_id, "req_1");
  assert.equal(answer.data.success, true);
  assert.equal(answer.data.pg_provider, "nice");
  await page.evaluate((data) => {
    window.send(window.frame, "payment", { ...data, request_id: "req_2", pay_method: "gold" });
  }, order);
  await page.waitForFunction(() => window.answers.length > 1);
  const refused = (await page.evaluate(() => window.answers))[1];
  assert.deepEqual([refused.data.request_id, refused.data.success], ["req_2", false]);
  await closePage(page);
});

test("own script: the window opens in the script's popup, and the script asks for its result", async () => {
  const sandbox = await emulator.openSandbox({ given: { channels: [{ pg: "naverpay" }] } });
  shop.pages["/own-script"] = OWN_SCRIPT;
  const page = await openPage(browser, { ignoreHTTPSErrors: true });
  await page.goto(`${shop.url}/own-script`);
  const order = makeOrder({ pg: "naverpay", naverPopupMode: true, request_id: "req_3" });
  const popupPromise = page.waitForEvent("popup");
  await page.evaluate(
    async ([code, data]) => {
      const popup = window.open("about:blank", "IMP_NAVERPAY", "height=900,width=760");
      window.frame = await window.openFrame(`/payments/ready/${code}`);
      addEventListener("message", (event) => {
        const { action, data: proxy } = JSON.parse(event.data);
        if (action === "naverpay.modal") popup.location.href = proxy.payUrl;
      });
      const watch = setInterval(() => {
        if (!popup.closed) return;
        clearInterval(watch);
        window.send(window.frame, "communicate", { request_id: "req_3", result: "check.closing" });
      }, 50);
      window.send(window.frame, "payment", data);
    },
    [sandbox.userCode, order],
  );
  const popup = await popupPromise;
  await popup.waitForURL("**/_browser/windows/*");
  await finishWindow(await waitUntilReady(popup));
  await page.waitForFunction(() => window.answers.some(({ action }) => action === "done"));
  const answers = await page.evaluate(() => window.answers);
  const { data } = answers.find(({ action }) => action === "done");
  assert.deepEqual([data.request_id, data.success], ["req_3", true]);
  await closePage(page);
});
