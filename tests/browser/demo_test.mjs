// The demo shop: each sample call of the guides, and what its page shows of it.
import assert from "node:assert/strict";
import {
  closePage,
  expectAccessible,
  expectNoHorizontalScrolling,
  saveScreenshot,
  openPage,
} from "./lib/browser.mjs";
import { browser, emulator } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";

const DEMO = `${emulator.url}/_emulator/demo`;

/** Opens the demo for a sandbox of its own. */
async function openDemo(options = {}) {
  const sandbox = await emulator.openSandbox();
  const page = await openPage(browser, options);
  await page.addInitScript((key) => sessionStorage.setItem("sandbox", key), sandbox.impKey);
  await page.goto(DEMO);
  await page.waitForSelector(".product");
  return { sandbox, page };
}

/** Buys the product with this title, by the button with this text. */
const buy = (page, title, text) =>
  page.locator(".product", { hasText: title }).getByRole("button", { name: text }).click();

/** The window that a frame of the page shows. */
async function findFrame(page) {
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  await frame.waitForSelector("#window:not([hidden])");
  return frame;
}

/** Waits until the page's and the server's view have these texts. */
async function expectViews(page, pageView, serverView) {
  await page.locator("#told-pill", { hasText: pageView }).waitFor();
  await page.locator("#server-pill", { hasText: serverView }).waitFor();
}

test("demo: shows what can be bought, without a call of IMP", async () => {
  const { page } = await openDemo();
  assert.equal(await page.locator(".product").count(), 5);
  assert.ok(await page.isVisible("#empty"));
  assert.ok(await page.isHidden("#steps"));
  await saveScreenshot(page, "demo-empty");
  await expectAccessible(page);
  await closePage(page);
});

test("demo: a NICE payment is shown from the call to the server's view", async () => {
  const { page, sandbox } = await openDemo();
  await buy(page, "한 번 결제", "결제하기");
  assert.match(await page.textContent("#call"), /IMP\.request_pay\(\{\s+pg: "nice"/);
  await (await findFrame(page)).click("#pay");
  await expectViews(page, "✓ 성공 · 콜백", "✓ 결제됨");
  const { payments } = await sandbox.control("GET", "/payments");
  assert.equal(payments.length, 1);
  assert.ok((await page.textContent("#told")).includes(payments[0].imp_uid));
  assert.ok((await page.textContent("#server-rows")).includes("1,004원"));
  assert.ok(await page.isHidden("#step-next"));
  await saveScreenshot(page, "demo-paid");
  await expectAccessible(page);
  await closePage(page);
});

test("demo: Naver Pay registers in a popup, and says how to charge the key", async () => {
  const { page, sandbox } = await openDemo();
  const popupPromise = page.waitForEvent("popup");
  await buy(page, "Slim 요금제", "팝업으로 등록");
  const popup = await popupPromise;
  await popup.waitForSelector("#window:not([hidden])");
  await popup.click("#pay");
  await expectViews(page, "✓ 성공 · 콜백", "✓ 등록됨");
  const { customers } = await sandbox.control("GET", "/customers");
  assert.equal(customers.length, 1);
  assert.ok((await page.textContent("#next")).includes(customers[0].customer_uid));
  await closePage(page);
});

test("demo: Naver Pay by redirect comes back with the result", async () => {
  const { page } = await openDemo();
  await buy(page, "Slim 요금제", "페이지 이동으로 등록");
  await page.waitForSelector("#window:not([hidden])");
  await page.click("#pay");
  await page.waitForURL(DEMO);
  await expectViews(page, "✓ 성공 · 리디렉션", "✓ 등록됨");
  assert.match(await page.textContent("#told"), /imp_success: "true"/);
  await closePage(page);
});

test("demo: Paymentwall is ready until its confirmation is sent", async () => {
  const { page, sandbox } = await openDemo();
  await sandbox.control("PUT", "/clock", { mode: "manual" });
  await buy(page, "해외 카드 정기결제", "결제하기");
  await (await findFrame(page)).click("#pay");
  await expectViews(page, "✓ 성공 · 콜백", "… 확정 대기");
  await page.click("#pingback");
  await expectViews(page, "✓ 성공 · 콜백", "✓ 결제됨");
  assert.match(await page.textContent("#events"), /paid/);
  assert.ok(await page.isVisible("#step-next"));
  await closePage(page);
});

test("demo: Brick pays without a window", async () => {
  const { page } = await openDemo();
  await buy(page, "창 없는 해외 카드 결제", "결제하기");
  await page.locator("#told-pill", { hasText: "✓ 성공" }).waitFor();
  assert.equal(await page.locator("iframe").count(), 0);
  await closePage(page);
});

test("demo: a refusal is shown with its reason", async () => {
  const { page } = await openDemo();
  await buy(page, "한 번 결제", "결제하기");
  const frame = await findFrame(page);
  await frame.click("#outcomes summary");
  await frame.selectOption("#outcome", "insufficient_funds");
  await frame.click("#pay");
  await expectViews(page, "✕ 실패 · 콜백", "✕ 실패");
  assert.match(await page.textContent("#told-reason"), /3095/);
  await closePage(page);
});

test("demo: a certification shows who it was", async () => {
  const { page } = await openDemo();
  const popupPromise = page.waitForEvent("popup");
  await buy(page, "본인인증", "인증하기");
  const view = await popupPromise;
  await view.waitForSelector("#window:not([hidden])");
  await view.fill("#person-name", "김인증");
  await view.click("#pay");
  await expectViews(page, "✓ 성공", "✓ 인증됨");
  assert.match(await page.textContent("#server-rows"), /김인증/);
  await closePage(page);
});

test("demo: hostile text in the address of a return is shown as text", async () => {
  const { page } = await openDemo();
  await buy(page, "창 없는 해외 카드 결제", "결제하기");
  await page.locator("#told-pill", { hasText: "✓ 성공" }).waitFor();
  const merchantUid = /merchant_uid: "(.+?)"/.exec(await page.textContent("#call"))[1];
  const hostile = `"><img src=x onerror="window.hit=1">`;
  const query = { imp_uid: hostile, merchant_uid: merchantUid, error_msg: hostile };
  await page.goto(`${DEMO}?${new URLSearchParams({ ...query, imp_success: "false" })}`);
  await page.locator("#told-pill", { hasText: "✕ 실패 · 리디렉션" }).waitFor();
  assert.equal(await page.textContent("#told-reason"), hostile);
  assert.equal(await page.locator("main img").count(), 0);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  await closePage(page);
});

test("demo: in English, on a phone", async () => {
  const { page } = await openDemo({ locale: "en-US", viewport: { width: 360, height: 740 } });
  assert.equal(await page.textContent("h1"), "Demo shop");
  assert.doesNotMatch(await page.textContent("main"), /[가-힣]/);
  await buy(page, "Foreign card without a window", "Pay");
  await page.locator("#told-pill", { hasText: "✓ Success" }).waitFor();
  await saveScreenshot(page, "demo-mobile");
  await expectAccessible(page);
  await expectNoHorizontalScrolling(page);
  await page.click("#language");
  await page.waitForSelector(".product");
  assert.equal(await page.textContent("h1"), "데모 가게");
  await closePage(page);
});

test("demo: without a channel of its gateway a product cannot be bought", async () => {
  const { page, sandbox } = await openDemo();
  await sandbox.control("DELETE", "/channels/channel-key-naverpay");
  await page.reload();
  const product = page.locator(".product", { hasText: "Slim 요금제" });
  await product.getByText("채널이 없습니다").waitFor();
  assert.ok(await product.getByRole("button", { name: "팝업으로 등록" }).isDisabled());
  await closePage(page);
});
