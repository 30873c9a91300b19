// The sample calls of PortOne's gateway guides, unchanged but for host and placeholders, in a page
// of another origin, with the call of the back end that follows each.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { closePage, openPage } from "./lib/browser.mjs";
import {
  finishWindow, makeScriptPage, MOBILE, readQuery, waitUntilReady,
} from "./lib/script_pages.mjs";
import { browser, emulator, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";

function readSample(name, changes = {}) {
  const url = new URL(`../../fixtures/guides/${name}_request_pay.js`, import.meta.url);
  let text = readFileSync(url, "utf8");
  const placeholders = {
    "{등록 완료 후 리디렉션 될 URL}": `${shop.url}/complete`,
    "{모바일에서 결제 완료 후 리디렉션 될 URL}": `${shop.url}/complete`,
    "{콘솔 내 연동 정보의 채널키}": "channel-key-nice",
    ...changes,
  };
  for (const [placeholder, value] of Object.entries(placeholders)) {
    text = text.replace(placeholder, value);
  }
  return text;
}

// What the samples take as given: jQuery's ajax, and a back end that accepts the payment.
const JQUERY = `
window.everythings_fine = true;
window.jQuery = { ajax: ({ url, data }) => ({
  done: (then) => fetch(url, { method: "POST", body: JSON.stringify(data) })
    .then((reply) => reply.json()).then(then) }) };`;

let pages = 0;

/** A page that runs the sample when its button is clicked. */
async function openSample(sandbox, sample, options) {
  pages += 1;
  const path = `/guide-${pages}`;
  shop.pages[path] = makeScriptPage({
    run: `${JQUERY}
IMP.init(${JSON.stringify(sandbox.userCode)});
document.querySelector("#buy").onclick = () => {
${sample}
};`,
  });
  const page = await openPage(browser, options);
  page.alerts = [];
  page.on("dialog", (dialog) => {
    page.alerts.push(dialog.message());
    dialog.accept();
  });
  await page.goto(shop.url + path);
  return page;
}

async function waitForAlert(page) {
  while (page.alerts.length === 0) await page.waitForEvent("dialog");
  return page.alerts[0];
}

async function charge(sandbox, customer, order, more = {}) {
  const body = { customer_uid: customer, merchant_uid: order, amount: 14000, name: "next", ...more };
  return sandbox.api("POST", "/subscribe/payments/again", body);
}

test("guides: Naver Pay registers in a popup, the back end looks it up, and charges the key", async () => {
  const sandbox = await emulator.openSandbox();
  shop.pages["/payments/complete"] = async (body) =>
    sandbox.api("GET", `/payments/${JSON.parse(body).imp_uid}`);
  const page = await openSample(sandbox, readSample("naverpay"));
  const popupPromise = page.waitForEvent("popup");
  await page.click("#buy");
  await finishWindow(await waitUntilReady(await popupPromise));
  assert.match(await waitForAlert(page), /^결제가 완료되었습니다\.\n고유ID : imp_\d+\n/);
  const charged = await charge(sandbox, "gildong_0001_1234", "order_monthly_0002");
  assert.equal(charged.code, 0, charged.message);
  assert.equal(charged.response.status, "paid");
  await closePage(page);
});

for (const options of [undefined, MOBILE]) {
  test(`guides: Naver Pay by redirect comes back ${options ? "on mobile" : "on a PC"}`, async () => {
    const sandbox = await emulator.openSandbox();
    const sample = readSample("naverpay", { "naverPopupMode : true": "naverPopupMode : false" });
    const page = await openSample(sandbox, sample, options);
    await page.click("#buy");
    await page.waitForURL("**/_browser/windows/*");
    await finishWindow(await waitUntilReady(page));
    await page.waitForURL("**/complete?*");
    const query = readQuery(page.url());
    assert.deepEqual(Object.keys(query), ["imp_uid", "merchant_uid", "imp_success"]);
    const { response } = await sandbox.api("GET", `/payments/${query.imp_uid}`);
    assert.equal(response.status, "paid");
    assert.equal(response.customer_uid_usage, "issue");
    assert.equal((await charge(sandbox, "gildong_0001_1234", "order-2")).code, 0);
    await closePage(page);
  });
}

test("guides: Paymentwall's Brick opens no window, and its key works after the pingback", async () => {
  const sandbox = await emulator.openSandbox();
  const sample = readSample("paymentwall", { "//* ...중략": "window.record(rsp); //* ...중략" });
  const page = await openSample(sandbox, sample);
  await page.click("#buy");
  await page.waitForFunction(() => window.results.length > 0);
  const [rsp] = await page.evaluate(() => window.results);
  assert.equal(rsp.success, true);
  assert.equal(await page.locator(".imp-dialog").count(), 0);
  await sandbox.control("POST", "/clock/advance", { by: "PT1H" });
  const more = { currency: "USD", amount: 50, buyer_email: "iamport@example.com" };
  const charged = await charge(sandbox, "customer_uid", "order_id_8237352", more);
  assert.equal(charged.code, 0, charged.message);
  await closePage(page);
});

test("guides: Paymentwall's window is an overlay on a PC, a redirect on mobile", async () => {
  const withoutCard = (text) => text.replace(/card : \{[\s\S]*?\n {4}\},\n/, "");
  const sample = withoutCard(
    readSample("paymentwall", { "//* ...중략": "window.record(rsp); //* ...중략" }),
  );
  assert.ok(!sample.includes("4242"));
  const sandbox = await emulator.openSandbox();
  const page = await openSample(sandbox, sample);
  await page.click("#buy");
  const frame = await page.waitForSelector(".imp-dialog iframe");
  await finishWindow(await waitUntilReady(await frame.contentFrame()));
  await page.waitForFunction(() => window.results.length > 0);
  assert.equal((await page.evaluate(() => window.results))[0].success, true);
  await closePage(page);

  const other = await emulator.openSandbox();
  const mobile = await openSample(other, sample, MOBILE);
  await mobile.click("#buy");
  await mobile.waitForURL("**/_browser/windows/*");
  await finishWindow(await waitUntilReady(mobile));
  await mobile.waitForURL("**/complete?*");
  assert.equal(readQuery(mobile.url()).merchant_uid, "order_no_0001");
  await closePage(mobile);
});

test("guides: NICE's window is an overlay on a PC, a redirect on mobile", async () => {
  const sample = readSample("nice", { "// callback 로직": "window.record(rsp);" });
  const sandbox = await emulator.openSandbox();
  const page = await openSample(sandbox, sample);
  await page.click("#buy");
  const frame = await page.waitForSelector(".imp-dialog iframe");
  const view = await waitUntilReady(await frame.contentFrame());
  assert.equal(await view.evaluate(() => document.documentElement.lang), "en");
  await finishWindow(view);
  await page.waitForFunction(() => window.results.length > 0);
  const [rsp] = await page.evaluate(() => window.results);
  assert.equal(rsp.success, true);
  const { response } = await sandbox.api("GET", `/payments/${rsp.imp_uid}`);
  assert.equal(response.amount, 1004);
  await closePage(page);

  const other = await emulator.openSandbox();
  const mobile = await openSample(other, sample, MOBILE);
  await mobile.click("#buy");
  await mobile.waitForURL("**/_browser/windows/*");
  await finishWindow(await waitUntilReady(mobile), "insufficient_funds");
  await mobile.waitForURL("**/complete?*");
  const query = readQuery(mobile.url());
  assert.equal(query.imp_success, "false");
  const failed = await other.api("GET", `/payments/${query.imp_uid}`);
  assert.equal(failed.response.status, "failed");
  await closePage(mobile);
});
