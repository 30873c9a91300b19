// The script's functions, as pages call them: its messages before a window opens, and the result
// that the page gets at its end.
import assert from "node:assert/strict";
import { closePage } from "./lib/browser.mjs";
import { finishWindow, MOBILE, openShop, readQuery } from "./lib/script_pages.mjs";
import { emulator, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

/** Runs a checkout without a browser for the same order, in a sandbox of its own. */
async function checkOut(order, more) {
  const sandbox = await emulator.openSandbox();
  return sandbox.control("POST", "/checkouts", { params: order, ...more });
}

/** A callback without what differs between two sandboxes: ids, times, numbers made from them. */
function withoutIds(callback) {
  const text = JSON.stringify(callback);
  const numbers = ["imp_uid", "pg_tid", "receipt_url", "paid_at", "apply_num"];
  return JSON.parse(text, (key, value) =>
    numbers.includes(key) && value ? `(${key})` : String(value).replace(/imp_\d+/, "imp_…"),
  );
}

for (const outcome of ["approve", "close", "insufficient_funds", "lost_card", "wrong_password"]) {
  test(`script: "${outcome}" calls back as a checkout without a browser does`, async () => {
    const visit = await openShop();
    await visit.buy();
    await finishWindow(await visit.frame(), outcome);
    const [rsp] = await visit.waitForResults();
    const { callback } = await checkOut(visit.order, { outcome });
    assert.deepEqual(Object.keys(rsp), Object.keys(callback));
    assert.deepEqual(withoutIds(rsp), withoutIds(callback));
    assert.equal(await visit.page.locator(".imp-dialog").count(), 0);
    await closePage(visit.page);
  });

  test(`script: "${outcome}" redirects a mobile device as a checkout without a browser does`, async () => {
    const order = makeOrder({ m_redirect_url: `${shop.url}/complete?cart=7` });
    const visit = await openShop({ order, options: MOBILE });
    await finishWindow(await visit.buyInPlace(), outcome);
    await visit.page.waitForURL("**/complete?*");
    const expected = await checkOut(order, { outcome, device: "mobile" });
    const query = readQuery(visit.page.url());
    assert.deepEqual(Object.keys(query), Object.keys(readQuery(expected.redirect_url)));
    assert.equal(query.cart, "7");
    assert.deepEqual(withoutIds(query), withoutIds(readQuery(expected.redirect_url)));
    await closePage(visit.page);
  });
}

test("script: a lost callback and an abandoned window tell the page nothing", async () => {
  const lost = await openShop();
  await lost.buy();
  await finishWindow(await lost.frame(), "lose_callback");
  await lost.page.waitForSelector(".imp-dialog", { state: "detached" });
  assert.deepEqual(await lost.page.evaluate(() => window.results), []);
  assert.equal((await lost.payment()).status, "paid");
  await closePage(lost.page);

  const left = await openShop();
  await left.buy();
  await finishWindow(await left.frame(), "abandon");
  await (await left.frame()).waitForSelector("#message:not([hidden])");
  assert.deepEqual(await left.page.evaluate(() => window.results), []);
  assert.equal((await left.payment()).status, "ready");
  await closePage(left.page);
});

test("script: before init and without parameters it says what the real one says", async () => {
  const visit = await openShop({
    code: `IMP.init(undefined);
results.push(String(IMP.request_pay(order, record)));
results.push(String(IMP.request_pay()));
results.push(String(IMP.certification()));
IMP.init("imp00000000");
IMP.request_pay("text", record);
IMP.request_pay(null, record);
const loop = {}; loop.loop = loop;
IMP.request_pay(loop, record);
results.push(typeof IMP.no_such_function);`,
  });
  await visit.buy();
  assert.deepEqual(await visit.waitForResults(4), ["undefined", "false", "false", "undefined"]);
  assert.deepEqual(
    visit.alerts.map((text) => text.split("\n")[0]),
    [
      "판매자 코드가 설정되지 않았습니다. IMP.init()함수를 먼저 호출하세요.",
      "결제요청 파라메터가 누락되었습니다.",
      "결제요청 파라메터가 누락되었습니다.",
      ...Array(3).fill(
        "결제모듈 구동 중에 오류가 발생하였습니다. 페이지 새로고침 후 다시 시도해주세요.",
      ),
    ],
  );
  await closePage(visit.page);
});

test("script: a window that is refused calls back at once, and leaves no payment", async () => {
  const visit = await openShop({
    code: `IMP.request_pay({ ...order, amount: "60000" }, record);
IMP.request_pay({ ...order, pay_method: "gold" }, record);
IMP.init("imp99999999");
IMP.request_pay(order, record);`,
  });
  await visit.buy();
  const results = await visit.waitForResults(3);
  assert.deepEqual(new Set(results.map(({ success }) => success)), new Set([false]));
  assert.equal(results.filter(({ error_code }) => error_code === "NOT_READY").length, 1);
  assert.equal(await visit.page.locator(".imp-dialog").count(), 0);
  assert.equal(await visit.payment(), undefined);
  await closePage(visit.page);
});

test("script: a mobile page without a callback is redirected, or lands on the page of failures", async () => {
  const order = makeOrder({ m_redirect_url: `${shop.url}/complete`, pay_method: "gold" });
  const visit = await openShop({ order, code: "IMP.request_pay(order);", options: MOBILE });
  await visit.buy();
  await visit.page.waitForURL("**/complete?*");
  const query = readQuery(visit.page.url());
  assert.equal(query.imp_success, "false");
  assert.ok(query.error_msg);
  await closePage(visit.page);
});

test("script: an order number that the page leaves out is nobody's", async () => {
  const order = makeOrder({ merchant_uid: undefined });
  const visit = await openShop({ order });
  await visit.buy();
  await finishWindow(await visit.frame());
  assert.match((await visit.waitForResults())[0].merchant_uid, /^nobody_\d{13}$/);
  await closePage(visit.page);
});

test("script: agency opens the window of a sub-merchant", async () => {
  const sandbox = await emulator.openSandbox({
    given: { tiers: [{ tier_code: "AB1", tier_name: "kim" }] },
  });
  const visit = await openShop({
    sandbox,
    code: `IMP.agency(${JSON.stringify(sandbox.userCode)}, "AB1"); IMP.request_pay(order, record);`,
  });
  await visit.buy();
  await finishWindow(await visit.frame());
  const [rsp] = await visit.waitForResults();
  assert.equal(rsp.success, true);
  const found = await sandbox.api("GET", `/payments/${rsp.imp_uid}`);
  assert.notEqual(found.code, 0);
  await closePage(visit.page);
});

test("script: another request takes the place of the window that is open", async () => {
  const visit = await openShop();
  await visit.buy();
  await visit.frame();
  const second = `${visit.order.merchant_uid}-2`;
  const first = await visit.page.waitForSelector(".imp-dialog");
  await visit.page.evaluate(
    (merchant_uid) => window.IMP.request_pay({ ...order, merchant_uid }, window.record),
    second,
  );
  await first.waitForElementState("hidden");
  await finishWindow(await visit.frame());
  const results = await visit.waitForResults();
  assert.deepEqual(results.map(({ merchant_uid }) => merchant_uid), [second]);
  assert.equal((await visit.payment()).status, "ready");
  await closePage(visit.page);
});

test("script: close removes an overlay without a callback", async () => {
  const visit = await openShop();
  await visit.buy();
  await visit.frame();
  await visit.page.evaluate(() => window.IMP.close());
  assert.equal(await visit.page.locator(".imp-dialog").count(), 0);
  assert.deepEqual(await visit.page.evaluate(() => window.results), []);
  assert.equal((await visit.payment()).status, "ready");
  await closePage(visit.page);
});

test("script: loadUI puts a button into the page's container, or says what is wrong", async () => {
  const order = makeOrder({ pg: "paypal_v2", currency: "USD", amount: 12.5, pay_method: "paypal" });
  const visit = await openShop({
    order,
    code: `const box = document.createElement("div");
const attempt = (type) => { try { IMP.loadUI(type, order, record); } catch (e) { results.push(e.message); } };
attempt("paypal-spb");
box.className = "portone-ui-container";
document.body.append(box);
attempt("paypal-spb");
box.dataset.portoneUiType = "paypal-spb";
document.body.append(box.cloneNode());
attempt("paypal-spb");
box.nextSibling.remove();
attempt("paypal-spb");
results.push(box.textContent);`,
  });
  await visit.buy();
  assert.deepEqual(await visit.waitForResults(4), [
    "portone-ui-container를 찾을 수 없습니다.",
    "data-portone-ui-type에 올바른 UI 타입을 입력해주세요.",
    "동일한 data-portone-ui-type을 갖는 DOM element가 2개 이상 존재합니다.",
    "PayPal",
  ]);
  await visit.page.click(".portone-ui-container button");
  await finishWindow(await visit.frame());
  const results = await visit.waitForResults(5);
  assert.ok(results[4].imp_uid);
  assert.equal((await visit.payment()).status, "paid");
  await closePage(visit.page);
});

test("script: texts of a page are never taken for HTML, by window, callback or redirect", async () => {
  const evil = `<img src=x onerror=top.hacked=1>'"&`;
  const order = makeOrder({
    name: evil,
    buyer_name: evil,
    buyer_tel: evil,
    buyer_email: evil,
    buyer_addr: evil,
    custom_data: { evil },
    merchant_uid: `o-<b>&"'`,
    m_redirect_url: `${shop.url}/complete?evil=${encodeURIComponent(evil)}`,
  });
  const visit = await openShop({ order });
  await visit.buy();
  const view = await visit.frame();
  assert.equal(await view.locator("img").count(), 0);
  assert.ok((await view.textContent("body")).includes(evil));
  await finishWindow(view);
  const [rsp] = await visit.waitForResults();
  assert.equal(rsp.name, evil);
  assert.equal(rsp.merchant_uid, order.merchant_uid);
  assert.equal(await visit.page.evaluate(() => window.hacked), undefined);
  const mobile = await openShop({ order: { ...order, merchant_uid: `p-<b>&"'` }, options: MOBILE });
  await finishWindow(await mobile.buyInPlace());
  await mobile.page.waitForURL("**/complete?*");
  const query = readQuery(mobile.page.url());
  assert.equal(query.merchant_uid, `p-<b>&"'`);
  assert.equal(query.evil, evil);
  await closePage(visit.page);
  await closePage(mobile.page);
});

test("script: no page can read the control API, or have it changed", async () => {
  const visit = await openShop();
  const reached = await visit.page.evaluate(async (url) => {
    const attempts = [
      fetch(`${url}/_emulator/payments`),
      fetch(`${url}/_emulator/windows/settings`, { method: "PUT", body: '{"decide":"approve"}' }),
      fetch(`${url}/users/getToken`, { method: "POST", body: "imp_key=imp_apikey" }),
    ];
    return (await Promise.allSettled(attempts)).map(({ status }) => status);
  }, emulator.url);
  assert.deepEqual(reached, ["rejected", "rejected", "rejected"]);
  assert.deepEqual(await visit.sandbox.control("GET", "/windows/settings"), { decide: null });
  await closePage(visit.page);
});
