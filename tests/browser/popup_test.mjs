// What buyers do besides choosing: closing, reloading, going back, clicking twice.
import assert from "node:assert/strict";
import { closePage } from "./lib/browser.mjs";
import { finishWindow, MOBILE, openShop, waitUntilReady } from "./lib/script_pages.mjs";
import { shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

const makePopupOrder = () =>
  makeOrder({ pg: "naverpay", naverPopupMode: true, m_redirect_url: `${shop.url}/complete` });

test("popup: its result comes by callback, and it closes itself", async () => {
  const visit = await openShop({ order: makePopupOrder() });
  const popup = await visit.buyInPopup();
  const closed = popup.waitForEvent("close");
  await finishWindow(popup);
  await closed;
  const [rsp] = await visit.waitForResults();
  assert.equal(rsp.success, true);
  await closePage(visit.page);
});

test("popup: on mobile too its result comes by callback", async () => {
  const visit = await openShop({ order: makePopupOrder(), options: MOBILE });
  await finishWindow(await visit.buyInPopup());
  assert.equal((await visit.waitForResults())[0].success, true);
  await closePage(visit.page);
});

test("popup: one that the buyer closes is a closed window", async () => {
  const visit = await openShop({ order: makePopupOrder() });
  const popup = await visit.buyInPopup();
  await popup.close();
  const [rsp] = await visit.waitForResults();
  assert.equal(rsp.success, false);
  assert.equal(rsp.error_code, "userCancel");
  assert.equal((await visit.payment()).status, "failed");
  await closePage(visit.page);
});

test("popup: the script's close closes it as the buyer would", async () => {
  const visit = await openShop({ order: makePopupOrder() });
  await visit.buyInPopup();
  await visit.page.evaluate(() => window.IMP.close());
  assert.equal((await visit.waitForResults())[0].error_code, "userCancel");
  await closePage(visit.page);
});

test("popup: a blocked one shows an alert, and the order can be tried again", async () => {
  const visit = await openShop({
    order: makePopupOrder(),
    code: "window.open = () => null; IMP.request_pay(order, record);",
  });
  const opened = visit.page.waitForResponse((response) => response.url().endsWith("/_browser/windows"));
  await visit.buy();
  while (visit.alerts.length === 0) await visit.page.waitForEvent("dialog");
  assert.deepEqual(visit.alerts, ["팝업차단을 해제해주셔야 결제창이 나타납니다."]);
  await opened;
  assert.equal((await visit.payment()).status, "ready");
  await visit.page.reload();
  await visit.page.evaluate(() => {
    document.querySelector("#buy").onclick = () => window.IMP.request_pay(order, window.record);
  });
  await finishWindow(await visit.buyInPopup());
  assert.equal((await visit.waitForResults())[0].success, true);
  await closePage(visit.page);
});

test("buyer: a double click pays once", async () => {
  const visit = await openShop();
  await visit.buy();
  const view = await visit.frame();
  await view.dblclick("#pay");
  await visit.waitForResults();
  await visit.page.waitForSelector(".imp-dialog", { state: "detached" });
  assert.equal((await visit.page.evaluate(() => window.results)).length, 1);
  const { payments } = await visit.sandbox.control("GET", "/payments");
  assert.equal(payments.length, 1);
  await closePage(visit.page);
});

test("buyer: a double click on the shop's button leaves one window", async () => {
  const visit = await openShop();
  await visit.page.dblclick("#buy");
  await visit.frame();
  await visit.page.waitForFunction(() => document.querySelectorAll(".imp-dialog").length === 1);
  await finishWindow(await visit.frame());
  assert.equal((await visit.waitForResults())[0].success, true);
  await closePage(visit.page);
});

test("buyer: a reload in the middle goes on, and after the end gives the same result", async () => {
  const order = makePopupOrder();
  const visit = await openShop({ order });
  const popup = await visit.buyInPopup();
  await popup.reload();
  await finishWindow(await waitUntilReady(popup));
  assert.equal((await visit.waitForResults())[0].success, true);
  await closePage(visit.page);

  const mobile = await openShop({
    order: makeOrder({ m_redirect_url: `${shop.url}/complete` }),
    options: MOBILE,
  });
  const view = await mobile.buyInPlace();
  const address = view.url();
  await finishWindow(view);
  await mobile.page.waitForURL("**/complete?*");
  const first = mobile.page.url();
  await mobile.page.goto(address);
  await mobile.page.waitForURL("**/complete?*");
  assert.equal(mobile.page.url(), first);
  await closePage(mobile.page);
});

test("buyer: going back from a window leads to the shop, where paying works", async () => {
  const visit = await openShop({
    order: makeOrder({ m_redirect_url: `${shop.url}/complete` }),
    options: MOBILE,
  });
  await visit.buyInPlace();
  await visit.page.goBack();
  await finishWindow(await visit.buyInPlace());
  await visit.page.waitForURL("**/complete?*imp_success=true");
  assert.equal((await visit.payment()).status, "paid");
  await closePage(visit.page);
});

test("buyer: the keyboard alone closes an overlay, and the focus is back in the shop", async () => {
  const visit = await openShop();
  await visit.page.focus("#buy");
  await visit.page.keyboard.press("Enter");
  const view = await visit.frame();
  await view.focus("#pay");
  await visit.page.keyboard.press("Escape");
  assert.equal((await visit.waitForResults())[0].success, false);
  assert.equal(await visit.page.evaluate(() => document.activeElement.id), "buy");
  await closePage(visit.page);
});
