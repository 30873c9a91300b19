// IMP.certification in pages: the window as a popup and in the page's place, and what the merchant's
// server finds afterwards.
import assert from "node:assert/strict";
import { closePage } from "./lib/browser.mjs";
import { finishWindow, MOBILE, openShop, readQuery } from "./lib/script_pages.mjs";
import { emulator, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";

const CODE = "IMP.certification(order, record);";

let orders = 0;

function makeCertification(changes = {}) {
  orders += 1;
  return {
    pg: "danal",
    merchant_uid: `certification-${orders}`,
    company: "가게",
    name: "김포트",
    phone: "010-1234-5678",
    ...changes,
  };
}

test("certification: a popup on a PC calls back, and the server finds the person", async () => {
  const visit = await openShop({ order: makeCertification(), code: CODE });
  await finishWindow(await visit.buyInPopup());
  const [rsp] = await visit.waitForResults();
  assert.equal(rsp.success, true);
  const { response } = await visit.sandbox.api("GET", `/certifications/${rsp.imp_uid}`);
  assert.equal(response.certified, true);
  assert.equal(response.name, "김포트");
  await closePage(visit.page);
});

test("certification: a refusal calls back as a checkout without a browser does", async () => {
  const order = makeCertification();
  const visit = await openShop({ order, code: CODE });
  await finishWindow(await visit.buyInPopup(), "not_identified");
  const [rsp] = await visit.waitForResults();
  const other = await emulator.openSandbox();
  const { callback } = await other.control("POST", "/checkouts", {
    kind: "certification",
    params: order,
    outcome: "not_identified",
  });
  assert.deepEqual(Object.keys(rsp), Object.keys(callback));
  assert.deepEqual([rsp.error_code, rsp.error_msg], [callback.error_code, callback.error_msg]);
  await closePage(visit.page);
});

test("certification: a popup that the person closes is a closed window", async () => {
  const visit = await openShop({ order: makeCertification(), code: CODE });
  const popup = await visit.buyInPopup();
  await popup.close();
  assert.equal((await visit.waitForResults())[0].success, false);
  await closePage(visit.page);
});

test("certification: a mobile page is left, and comes back by redirect", async () => {
  const order = makeCertification({ m_redirect_url: `${shop.url}/certified?step=2` });
  const visit = await openShop({ order, code: CODE, options: MOBILE });
  await finishWindow(await visit.buyInPlace());
  await visit.page.waitForURL("**/certified?*");
  const query = readQuery(visit.page.url());
  assert.equal(query.step, "2");
  assert.equal(query.success, "true");
  const { response } = await visit.sandbox.api("GET", `/certifications/${query.imp_uid}`);
  assert.equal(response.merchant_uid, order.merchant_uid);
  await closePage(visit.page);
});

test("certification: the sandbox can decide it without a click", async () => {
  const sandbox = await emulator.openSandbox({ given: { windows: { decide: "approve" } } });
  const visit = await openShop({ sandbox, order: makeCertification(), code: CODE });
  await visit.buy();
  assert.equal((await visit.waitForResults())[0].success, true);
  await closePage(visit.page);
});
