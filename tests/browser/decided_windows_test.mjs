// A front end under test without clicks in windows: the sandbox decides for the buyer.
import assert from "node:assert/strict";
import { closePage } from "./lib/browser.mjs";
import { finishWindow, MOBILE, openShop, readQuery } from "./lib/script_pages.mjs";
import { emulator, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

test("decided: the next windows end as the test says, then they are shown", async () => {
  const sandbox = await emulator.openSandbox();
  await sandbox.control("PUT", "/windows/settings", { decide: ["insufficient_funds", "approve"] });
  const visit = await openShop({
    sandbox,
    code: "IMP.request_pay({ ...order, merchant_uid: order.merchant_uid + results.length }, record);",
  });
  await visit.buy();
  assert.equal((await visit.waitForResults(1))[0].success, false);
  await visit.buy();
  assert.equal((await visit.waitForResults(2))[1].success, true);
  assert.equal(await visit.page.locator(".imp-dialog").count(), 0);
  await visit.buy();
  await finishWindow(await visit.frame(), "close");
  assert.equal((await visit.waitForResults(3))[2].success, false);
  await closePage(visit.page);
});

test("decided: popups and redirects too", async () => {
  const sandbox = await emulator.openSandbox({ given: { windows: { decide: "approve" } } });
  const popup = makeOrder({ pg: "naverpay", naverPopupMode: true });
  const visit = await openShop({ sandbox, order: popup });
  await visit.buy();
  assert.equal((await visit.waitForResults())[0].success, true);
  await closePage(visit.page);

  const order = makeOrder({ m_redirect_url: `${shop.url}/complete` });
  const mobile = await openShop({ sandbox, order, options: MOBILE });
  await mobile.buy();
  await mobile.page.waitForURL("**/complete?*");
  assert.equal(readQuery(mobile.page.url()).imp_success, "true");
  await closePage(mobile.page);
});
