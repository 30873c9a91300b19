// What buyers do besides choosing: closing, reloading, going back, clicking twice.
import assert from "node:assert/strict";
import { closePage } from "./lib/browser.mjs";
import { endAs, MOBILE, openShop, ready } from "./lib/script_pages.mjs";
import { shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

const makePopupOrder = () =>
  makeOrder({ pg: "naverpay", naverPopupMode: true, m_redirect_url: `${shop.url}/complete` });

test("popup: its end is told by callback, and it closes itself", async () => {
  const page = await openShop({ order: makePopupOrder() });
  const popup = await page.buyInPopup();
  const closed = popup.waitForEvent("close");
  await endAs(popup);
  await closed;
  const [rsp] = await page.told();
  assert.equal(rsp.success, true);
  await closePage(page.page);
});

test("popup: on mobile too it is told by callback", async () => {
  const page = await openShop({ order: makePopupOrder(), options: MOBILE });
  await endAs(await page.buyInPopup());
  assert.equal((await page.told())[0].success, true);
  await closePage(page.page);
});

test("popup: one that the buyer closes is a closed window", async () => {
  const page = await openShop({ order: makePopupOrder() });
  const popup = await page.buyInPopup();
  await popup.close();
  const [rsp] = await page.told();
  assert.equal(rsp.success, false);
  assert.equal(rsp.error_code, "userCancel");
  assert.equal((await page.payment()).status, "failed");
  await closePage(page.page);
});

test("popup: the script's close closes it as the buyer would", async () => {
  const page = await openShop({ order: makePopupOrder() });
  await page.buyInPopup();
  await page.page.evaluate(() => window.IMP.close());
  assert.equal((await page.told())[0].error_code, "userCancel");
  await closePage(page.page);
});

test("popup: one that is blocked is told by an alert, and the order can be tried again", async () => {
  const page = await openShop({
    order: makePopupOrder(),
    code: "window.open = () => null; IMP.request_pay(order, tell);",
  });
  const opened = page.page.waitForResponse((response) => response.url().endsWith("/_browser/windows"));
  await page.buy();
  while (page.alerts.length === 0) await page.page.waitForEvent("dialog");
  assert.deepEqual(page.alerts, ["팝업차단을 해제해주셔야 결제창이 나타납니다."]);
  await opened;
  assert.equal((await page.payment()).status, "ready");
  await page.page.reload();
  await page.page.evaluate(() => {
    document.querySelector("#buy").onclick = () => window.IMP.request_pay(order, window.tell);
  });
  await endAs(await page.buyInPopup());
  assert.equal((await page.told())[0].success, true);
  await closePage(page.page);
});

test("buyer: a double click pays once", async () => {
  const page = await openShop();
  await page.buy();
  const view = await page.frame();
  await view.dblclick("#pay");
  await page.told();
  await page.page.waitForSelector(".imp-dialog", { state: "detached" });
  assert.equal((await page.page.evaluate(() => window.told)).length, 1);
  const { payments } = await page.sandbox.control("GET", "/payments");
  assert.equal(payments.length, 1);
  await closePage(page.page);
});

test("buyer: a double click on the shop's button leaves one window", async () => {
  const page = await openShop();
  await page.page.dblclick("#buy");
  await page.frame();
  await page.page.waitForFunction(() => document.querySelectorAll(".imp-dialog").length === 1);
  await endAs(await page.frame());
  assert.equal((await page.told())[0].success, true);
  await closePage(page.page);
});

test("buyer: a reload in the middle goes on, and after the end gives the same result", async () => {
  const order = makePopupOrder();
  const page = await openShop({ order });
  const popup = await page.buyInPopup();
  await popup.reload();
  await endAs(await ready(popup));
  assert.equal((await page.told())[0].success, true);
  await closePage(page.page);

  const mobile = await openShop({
    order: makeOrder({ m_redirect_url: `${shop.url}/complete` }),
    options: MOBILE,
  });
  const view = await mobile.buyInPlace();
  const address = view.url();
  await endAs(view);
  await mobile.page.waitForURL("**/complete?*");
  const first = mobile.page.url();
  await mobile.page.goto(address);
  await mobile.page.waitForURL("**/complete?*");
  assert.equal(mobile.page.url(), first);
  await closePage(mobile.page);
});

test("buyer: who goes back from a window finds the shop, and can pay", async () => {
  const page = await openShop({
    order: makeOrder({ m_redirect_url: `${shop.url}/complete` }),
    options: MOBILE,
  });
  await page.buyInPlace();
  await page.page.goBack();
  await endAs(await page.buyInPlace());
  await page.page.waitForURL("**/complete?*imp_success=true");
  assert.equal((await page.payment()).status, "paid");
  await closePage(page.page);
});

test("buyer: the keyboard alone can close a layer, and the focus is back in the shop", async () => {
  const page = await openShop();
  await page.page.focus("#buy");
  await page.page.keyboard.press("Enter");
  const view = await page.frame();
  await view.focus("#pay");
  await page.page.keyboard.press("Escape");
  assert.equal((await page.told())[0].success, false);
  assert.equal(await page.page.evaluate(() => document.activeElement.id), "buy");
  await closePage(page.page);
});
