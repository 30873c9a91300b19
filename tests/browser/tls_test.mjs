// Shop and emulator behind a proxy that terminates TLS: the browser reaches both by https alone, and
// would load nothing by http into these pages.
import assert from "node:assert/strict";
import { after } from "node:test";
import { closePage } from "./lib/browser.mjs";
import { finishWindow, MOBILE, openShop, readQuery } from "./lib/script_pages.mjs";
import { emulator, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { TlsTerminator } from "./lib/tls_terminator.mjs";
import { makeOrder } from "./lib/windows.mjs";

const terminator = await TlsTerminator.start({
  "pay.localhost": emulator.url,
  "shop.localhost": shop.url,
});
after(() => terminator.stop());

const PAY = terminator.origin("pay.localhost");
const SHOP = terminator.origin("shop.localhost");

/** A page under https, with the script by https. */
function openTlsShop({ options, ...more }) {
  return openShop({
    at: SHOP,
    script: `${PAY}/v1/iamport.js`,
    options: { ...options, ignoreHTTPSErrors: true },
    ...more,
  });
}

test("tls: a payment in an overlay succeeds, and all links are https", async () => {
  const visit = await openTlsShop({});
  await visit.buy();
  const view = await visit.frame();
  assert.equal(new URL(view.url()).origin, PAY);
  await finishWindow(view);
  const [rsp] = await visit.waitForResults();
  assert.equal(rsp.success, true);
  assert.ok(rsp.receipt_url.startsWith(`${PAY}/_emulator/receipts/`), rsp.receipt_url);
  const receipt = await visit.page.goto(rsp.receipt_url);
  assert.equal(receipt.status(), 200);
  await closePage(visit.page);
});

test("tls: a payment in a popup succeeds, and the page is notified", async () => {
  const visit = await openTlsShop({ order: makeOrder({ pg: "naverpay", naverPopupMode: true }) });
  const popup = await visit.buyInPopup();
  assert.equal(new URL(popup.url()).origin, PAY);
  await finishWindow(popup);
  assert.equal((await visit.waitForResults())[0].success, true);
  await closePage(visit.page);
});

test("tls: a mobile page is left for the window, and comes back by redirect", async () => {
  const order = makeOrder({ m_redirect_url: `${SHOP}/complete` });
  const visit = await openTlsShop({ order, options: MOBILE });
  const view = await visit.buyInPlace();
  assert.equal(new URL(view.url()).origin, PAY);
  await finishWindow(view);
  await visit.page.waitForURL(`${SHOP}/complete?*`);
  assert.equal(readQuery(visit.page.url()).imp_success, "true");
  await closePage(visit.page);
});

test("tls: a page without redirect URL and callback ends where the script came from", async () => {
  const visit = await openTlsShop({
    order: makeOrder({ pg: "html5_inicis" }),
    code: "IMP.request_pay(order);",
    options: MOBILE,
  });
  await visit.buy();
  await finishWindow(await visit.frame());
  await visit.page.waitForURL(`${PAY}/payments/success?*`);
  await closePage(visit.page);
});
