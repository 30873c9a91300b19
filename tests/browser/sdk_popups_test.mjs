// The popups that the service's own script opens: each shows its window, by the message of its
// gateway, and the page gets the result once the popup is closed.
import assert from "node:assert/strict";
import { closePage, openPage } from "./lib/browser.mjs";
import { finishWindow, readQuery, waitUntilReady } from "./lib/script_pages.mjs";
import { SDK_PAGE } from "./lib/sdk_page.mjs";
import { browser, emulator, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

shop.pages["/sdk-popups"] = SDK_PAGE;

const CLOSING = "check.closing";

/** The names of the popups, what the page asks for, and what the script reports of a closed one. */
const PAYMENTS = {
  chai: { popup: "chaiIamportModal", asks: { popup: true } },
  daou: { popup: "daou" },
  eximbay: { popup: "payment2", closing: "proxy.closed" },
  kcp_quick: { popup: "kcpQuick" },
  naverpay: { popup: "IMP_NAVERPAY", asks: { naverPopupMode: true } },
  payco: { popup: "IMP_PAYCO" },
  settle: { popup: "STPG_WALLET" },
  settle_firm: { popup: "IMP_SETTLE_FIRM", asks: { popup: true } },
  smartro: { popup: "payWindow" },
  tosspay: { popup: "tosspayPopup" },
};

const CERTIFICATIONS = {
  danal: { popup: "IMP_DANAL_CERT" },
  inicis: { popup: "IMP_INICIS_CERT" },
  inicis_unified: { popup: "IMP_INICIS_UNIFIED_CERT" },
};

/** The page with the gateway's frame; a click opens the popup and sends the request. */
async function openPopupPage(area, action, order, { popup, closing = CLOSING }) {
  const type = action === "certification" ? { type: "certification" } : {};
  const sandbox = await emulator.openSandbox({ given: { channels: [{ pg: order.pg, ...type }] } });
  const page = await openPage(browser, { ignoreHTTPSErrors: true });
  await page.goto(`${shop.url}/sdk-popups`);
  await page.evaluate((path) => window.openFrame(path), `/${area}/ready/${sandbox.userCode}`);
  await page.evaluate(
    ([name, sign, ...request]) => {
      document.querySelector("#buy").onclick = () => {
        window.openPopup(name, sign);
        window.request(...request);
      };
    },
    [popup, closing, action, order],
  );
  const popupPromise = page.waitForEvent("popup");
  await page.click("#buy");
  const view = await popupPromise;
  await view.waitForURL("**/_browser/windows/*");
  return { page, sandbox, view: await waitUntilReady(view) };
}

async function waitForAnswer(page) {
  await page.waitForFunction(() => window.answers.length > 0);
  const answers = await page.evaluate(() => window.answers);
  assert.equal(answers.length, 1);
  return answers[0];
}

for (const [pg, { asks, ...popup }] of Object.entries(PAYMENTS)) {
  test(`own script: the window of ${pg} opens in its popup, and the page gets its result`, async () => {
    const order = makeOrder({ pg, pay_method: undefined, ...asks });
    const { page, sandbox, view } = await openPopupPage("payments", "payment", order, popup);
    await finishWindow(view);
    const answer = await waitForAnswer(page);
    assert.equal(answer.merchant_uid, order.merchant_uid);
    const payment = await sandbox.findPayment(order.merchant_uid);
    assert.equal(answer.imp_uid, payment.imp_uid);
    assert.equal(payment.status, "paid");
    await closePage(page);
  });
}

for (const [pg, popup] of Object.entries(CERTIFICATIONS)) {
  test(`own script: the certification of ${pg} opens in its popup, and the page gets its result`, async () => {
    const order = { pg, merchant_uid: makeOrder().merchant_uid, popup: true };
    const { page, sandbox, view } = await openPopupPage(
      "certificates", "certification", order, popup);
    await finishWindow(view);
    const answer = await waitForAnswer(page);
    assert.equal(answer.success, true);
    const { response } = await sandbox.api("GET", `/certifications/${answer.imp_uid}`);
    assert.equal(response.certified, true);
    await closePage(page);
  });
}

test("own script: PayPal's popup ends at the page's redirect address", async () => {
  const order = makeOrder({
    pg: "paypal",
    pay_method: undefined,
    currency: "USD",
    popup: true,
    m_redirect_url: `${shop.url}/complete`,
  });
  const popup = { popup: "IMP_PAYPAL_MODAL" };
  const { page, view } = await openPopupPage("payments", "payment", order, popup);
  await finishWindow(view);
  await page.waitForURL("**/complete?*");
  assert.equal(readQuery(page.url()).imp_success, "true");
  await closePage(page);
});

test("own script: Eximbay's popup that the buyer closes is a closed window", async () => {
  const order = makeOrder({ pg: "eximbay", pay_method: undefined });
  const { page, view } = await openPopupPage("payments", "payment", order, PAYMENTS.eximbay);
  await view.close();
  const answer = await waitForAnswer(page);
  assert.equal(answer.success, false);
  assert.equal(answer.merchant_uid, order.merchant_uid);
  await closePage(page);
});

test("own script: an order of Naver Pay opens in its popup, which nobody watches", async () => {
  const order = makeOrder({ pg: "naverco", pay_method: undefined, popup: true });
  const unwatched = { popup: "_blank", closing: null };
  const { page, sandbox, view } = await openPopupPage("payments", "payment", order, unwatched);
  await page.waitForSelector("#overlay", { state: "hidden" });
  const closed = view.waitForEvent("close");
  await finishWindow(view);
  await closed;
  assert.equal((await sandbox.findPayment(order.merchant_uid)).status, "paid");
  await closePage(page);
});
