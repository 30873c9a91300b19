// A page that is written for the real script, not a character changed but its user code: on a PC and
// on mobile it completes a payment, a key, a certification and a refusal, by host aliases alone.
import assert from "node:assert/strict";
import { closePage } from "./lib/browser.mjs";
import { finishWindow, MOBILE, openShop, readQuery } from "./lib/script_pages.mjs";
import { shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

const PAGES = {
  payment: {
    code: "IMP.request_pay(order, record);",
    order: () => makeOrder({ m_redirect_url: `${shop.url}/complete` }),
    check: (result) => assert.ok(result.imp_uid),
  },
  key: {
    code: "IMP.request_pay(order, record);",
    order: () =>
      makeOrder({
        pg: "kcp_billing",
        customer_uid: "kim",
        amount: 0,
        m_redirect_url: `${shop.url}/complete`,
      }),
    async check(result, { sandbox }) {
      const order = { customer_uid: "kim", merchant_uid: "month-1", amount: 1000, name: "month" };
      const charged = await sandbox.api("POST", "/subscribe/payments/again", order);
      assert.equal(charged.code, 0, charged.message);
    },
  },
  certification: {
    code: "IMP.certification(order, record);",
    order: () => ({
      pg: "inicis_unified",
      merchant_uid: makeOrder().merchant_uid,
      m_redirect_url: `${shop.url}/complete`,
    }),
    async check(result, { sandbox }) {
      const { response } = await sandbox.api("GET", `/certifications/${result.imp_uid}`);
      assert.equal(response.certified, true);
    },
  },
  refusal: {
    code: "IMP.request_pay(order, record);",
    order: () => makeOrder({ m_redirect_url: `${shop.url}/complete` }),
    outcome: "limit_exceeded",
    check: (result) => assert.ok(result.error_msg),
  },
};

/** Whether a result, a callback's object or a query, is a success. */
const isSuccess = (result) => String(result.success ?? result.imp_success) === "true";

/** Opens the window on a PC; returns it once it can be used. */
function openWindow(visit, name) {
  if (name === "certification") return visit.buyInPopup();
  return visit.buy().then(() => visit.frame());
}

/** The result that the page gets: by callback, or on mobile in the query. */
async function readResult(visit, onMobile) {
  if (!onMobile) return (await visit.waitForResults())[0];
  await visit.page.waitForURL("**/complete?*");
  return readQuery(visit.page.url());
}

for (const [device, options] of [["pc", {}], ["mobile", MOBILE]]) {
  for (const [name, { code, order, outcome = "approve", check }] of Object.entries(PAGES)) {
    test(`alias: a page completes a ${name} (${device})`, async () => {
      const visit = await openShop({
        script: "https://cdn.iamport.kr/v1/iamport.js",
        order: order(),
        code,
        options: { ...options, ignoreHTTPSErrors: true },
      });
      const onMobile = device === "mobile";
      const view = onMobile ? await visit.buyInPlace() : await openWindow(visit, name);
      assert.equal(new URL(view.url()).host, "cdn.iamport.kr");
      await finishWindow(view, outcome);
      const result = await readResult(visit, onMobile);
      assert.equal(isSuccess(result), name !== "refusal", JSON.stringify(result));
      await check(result, visit);
      await closePage(visit.page);
    });
  }
}

test("alias: a page without redirect URL and callback ends at the service's page, served here", async () => {
  for (const [outcome, ending] of [["limit_exceeded", "fail"], ["approve", "success"]]) {
    const visit = await openShop({
      script: "https://cdn.iamport.kr/v1/iamport.js",
      order: makeOrder({ pg: "html5_inicis" }),
      code: "IMP.request_pay(order);",
      options: { ...MOBILE, ignoreHTTPSErrors: true },
    });
    await visit.buy();
    await finishWindow(await visit.frame(), outcome);
    await visit.page.waitForURL(`https://cdn.iamport.kr/payments/${ending}?*`);
    assert.ok(await visit.page.textContent("h1"));
    await closePage(visit.page);
  }
});
