// A page that is written for the real script, not a character changed but its user code: on a PC and
// on mobile it completes a payment, a key, a certification and a refusal, by host aliases alone.
import assert from "node:assert/strict";
import { closePage } from "./lib/browser.mjs";
import { endAs, MOBILE, openShop, queryOf } from "./lib/script_pages.mjs";
import { shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

const PAGES = {
  payment: {
    code: "IMP.request_pay(order, tell);",
    order: () => makeOrder({ m_redirect_url: `${shop.url}/complete` }),
    check: (told) => assert.ok(told.imp_uid),
  },
  key: {
    code: "IMP.request_pay(order, tell);",
    order: () =>
      makeOrder({
        pg: "kcp_billing",
        customer_uid: "kim",
        amount: 0,
        m_redirect_url: `${shop.url}/complete`,
      }),
    async check(told, { sandbox }) {
      const order = { customer_uid: "kim", merchant_uid: "month-1", amount: 1000, name: "month" };
      const charged = await sandbox.api("POST", "/subscribe/payments/again", order);
      assert.equal(charged.code, 0, charged.message);
    },
  },
  certification: {
    code: "IMP.certification(order, tell);",
    order: () => ({
      pg: "inicis_unified",
      merchant_uid: makeOrder().merchant_uid,
      m_redirect_url: `${shop.url}/complete`,
    }),
    async check(told, { sandbox }) {
      const { response } = await sandbox.api("GET", `/certifications/${told.imp_uid}`);
      assert.equal(response.certified, true);
    },
  },
  refusal: {
    code: "IMP.request_pay(order, tell);",
    order: () => makeOrder({ m_redirect_url: `${shop.url}/complete` }),
    outcome: "limit_exceeded",
    check: (told) => assert.ok(told.error_msg),
  },
};

/** Whether what the page is told is a success: the callback's object, or the query. */
const succeeded = (told) => String(told.success ?? told.imp_success) === "true";

/** Opens the window on a PC; gives it once it can be used. */
function openWindow(page, name) {
  if (name === "certification") return page.buyInPopup();
  return page.buy().then(() => page.frame());
}

/** What the page learns: by callback, or on mobile by the query. */
async function learn(page, onMobile) {
  if (!onMobile) return (await page.told())[0];
  await page.page.waitForURL("**/complete?*");
  return queryOf(page.page.url());
}

for (const [device, options] of [["pc", {}], ["mobile", MOBILE]]) {
  for (const [name, { code, order, outcome = "approve", check }] of Object.entries(PAGES)) {
    test(`alias: a page completes a ${name} (${device})`, async () => {
      const page = await openShop({
        script: "https://cdn.iamport.kr/v1/iamport.js",
        order: order(),
        code,
        options: { ...options, ignoreHTTPSErrors: true },
      });
      const onMobile = device === "mobile";
      const view = onMobile ? await page.buyInPlace() : await openWindow(page, name);
      assert.equal(new URL(view.url()).host, "cdn.iamport.kr");
      await endAs(view, outcome);
      const told = await learn(page, onMobile);
      assert.equal(succeeded(told), name !== "refusal", JSON.stringify(told));
      await check(told, page);
      await closePage(page.page);
    });
  }
}

test("alias: a page without address and function ends at the service's page, which is here", async () => {
  for (const [outcome, ending] of [["limit_exceeded", "fail"], ["approve", "success"]]) {
    const page = await openShop({
      script: "https://cdn.iamport.kr/v1/iamport.js",
      order: makeOrder({ pg: "html5_inicis" }),
      code: "IMP.request_pay(order);",
      options: { ...MOBILE, ignoreHTTPSErrors: true },
    });
    await page.buy();
    await endAs(await page.frame(), outcome);
    await page.page.waitForURL(`https://cdn.iamport.kr/payments/${ending}?*`);
    assert.ok(await page.page.textContent("h1"));
    await closePage(page.page);
  }
});
