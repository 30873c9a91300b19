// A front end under test without clicks in windows: the sandbox decides for the buyer.
import assert from "node:assert/strict";
import { closePage } from "./lib/browser.mjs";
import { endAs, MOBILE, openShop, queryOf } from "./lib/script_pages.mjs";
import { emulator, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

test("decided: the next windows end as the test says, then they are shown", async () => {
  const sandbox = await emulator.openSandbox();
  await sandbox.control("PUT", "/windows/settings", { decide: ["insufficient_funds", "approve"] });
  const page = await openShop({
    sandbox,
    code: "IMP.request_pay({ ...order, merchant_uid: order.merchant_uid + told.length }, tell);",
  });
  await page.buy();
  assert.equal((await page.told(1))[0].success, false);
  await page.buy();
  assert.equal((await page.told(2))[1].success, true);
  assert.equal(await page.page.locator(".imp-dialog").count(), 0);
  await page.buy();
  await endAs(await page.frame(), "close");
  assert.equal((await page.told(3))[2].success, false);
  await closePage(page.page);
});

test("decided: popups and redirects too", async () => {
  const sandbox = await emulator.openSandbox({ given: { windows: { decide: "approve" } } });
  const popup = makeOrder({ pg: "naverpay", naverPopupMode: true });
  const page = await openShop({ sandbox, order: popup });
  await page.buy();
  assert.equal((await page.told())[0].success, true);
  await closePage(page.page);

  const order = makeOrder({ m_redirect_url: `${shop.url}/complete` });
  const mobile = await openShop({ sandbox, order, options: MOBILE });
  await mobile.buy();
  await mobile.page.waitForURL("**/complete?*");
  assert.equal(queryOf(mobile.page.url()).imp_success, "true");
  await closePage(mobile.page);
});
