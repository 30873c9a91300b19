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

const PHONE = { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" };

/** Waits until the banner is of this kind and has this text. */
const expectBanner = (page, kind, text) =>
  page.locator(`#banner.${kind}`, { hasText: text }).waitFor();

/** Fails unless the banner is at the top of the screen, below the sign that this is a test. */
const expectBannerAtTop = (page) =>
  page.waitForFunction(() => {
    const { bottom } = document.getElementById("test-sign").getBoundingClientRect();
    const { top } = document.getElementById("banner").getBoundingClientRect();
    return top >= bottom && top < bottom + 40;
  });

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
  await page.locator("#page-result-pill", { hasText: pageView }).waitFor();
  await page.locator("#server-pill", { hasText: serverView }).waitFor();
}

test("demo: shows what can be bought, without a call of IMP", async () => {
  const { page } = await openDemo();
  assert.equal(await page.locator(".product").count(), 5);
  await expectBanner(page, "idle", "하나를 골라");
  assert.ok(await page.isHidden("#steps"));
  assert.match(await page.textContent("#test-sign"), /돈이 움직이지 않습니다/);
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
  assert.ok((await page.textContent("#page-result")).includes(payments[0].imp_uid));
  assert.ok((await page.textContent("#server-rows")).includes("1,004원"));
  await expectBanner(page, "good", "결제됨 · NICE");
  assert.match(await page.textContent("#events"), /웹훅 주소가 없어/);
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
  await expectBanner(page, "good", "등록만 했습니다");
  assert.match(await page.textContent("#server-rows"), /등록 금액14,000원청구된 금액0원/);
  await closePage(page);
});

test("demo: Naver Pay by redirect comes back with the result", async () => {
  const { page } = await openDemo();
  await buy(page, "Slim 요금제", "페이지 이동으로 등록");
  await page.waitForSelector("#window:not([hidden])");
  await page.click("#pay");
  await page.waitForURL(DEMO);
  await expectViews(page, "✓ 성공 · 리디렉션", "✓ 등록됨");
  assert.match(await page.textContent("#page-result"), /imp_success: "true"/);
  assert.match(await page.textContent(".product.chosen"), /Slim 요금제/);
  await closePage(page);
});

test("demo: Paymentwall is ready until its confirmation is sent", async () => {
  const { page, sandbox } = await openDemo();
  await sandbox.control("PUT", "/clock", { mode: "manual" });
  await buy(page, "해외 카드 정기결제", "결제하기");
  await (await findFrame(page)).click("#pay");
  await expectViews(page, "… 승인, 아직 ready · 콜백", "… 확정 대기");
  await expectBanner(page, "waiting", "시계가 멈춰 있어");
  await page.getByRole("button", { name: "지금 확정" }).click();
  await expectBanner(page, "good", "결제됨");
  await expectViews(page, "그때는 ready · 콜백", "✓ 결제됨");
  assert.ok(await page.isHidden("#banner-action"));
  assert.match(await page.textContent("#events"), /웹훅 주소가 없어/);
  assert.ok(await page.isVisible("#step-next"));
  await closePage(page);
});

test("demo: Brick pays without a window", async () => {
  const { page } = await openDemo();
  await buy(page, "창 없는 해외 카드 결제", "결제하기");
  await expectBanner(page, "waiting", /[0-9]+초 뒤 자동으로 확정됩니다/);
  assert.match(await page.textContent("#call-summary"), /card: \{ info/);
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
  assert.match(await page.textContent("#page-result-reason"), /3095/);
  await expectBanner(page, "bad", "3095");
  await closePage(page);
});

test("demo: a certification shows who it was", async () => {
  const { page } = await openDemo();
  const popupPromise = page.waitForEvent("popup");
  await buy(page, "본인인증", "인증하기");
  const view = await popupPromise;
  await view.waitForSelector("#window:not([hidden])");
  await expectBanner(page, "open", "인증창이 열려 있습니다");
  assert.doesNotMatch(await page.innerText("#story"), /결제/);
  await view.fill("#person-name", "김인증");
  await view.click("#pay");
  await expectViews(page, "✓ 성공", "✓ 인증됨");
  assert.match(await page.textContent("#server-rows"), /김인증/);
  await expectBanner(page, "good", "인증됨 · 다날");
  assert.equal(await page.textContent("#server-title"), "가게 서버에서 보이는 인증 결과");
  await closePage(page);
});

test("demo: hostile text in the address of a return is shown as text", async () => {
  const { page } = await openDemo();
  await buy(page, "창 없는 해외 카드 결제", "결제하기");
  await page.locator("#page-result-pill", { hasText: "승인" }).waitFor();
  const merchantUid = /merchant_uid: "(.+?)"/.exec(await page.textContent("#call"))[1];
  const hostile = `"><img src=x onerror="window.hit=1">`;
  const query = { imp_uid: hostile, merchant_uid: merchantUid, error_msg: hostile };
  await page.goto(`${DEMO}?${new URLSearchParams({ ...query, imp_success: "false" })}`);
  await page.locator("#page-result-pill", { hasText: "✕ 실패 · 리디렉션" }).waitFor();
  assert.equal(await page.textContent("#page-result-reason"), hostile);
  assert.equal(await page.locator("main img").count(), 0);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  await closePage(page);
});

test("demo: in English, on a phone", async () => {
  const { page } = await openDemo({ locale: "en-US", viewport: { width: 360, height: 740 } });
  assert.equal(await page.textContent("h1"), "Demo shop");
  assert.doesNotMatch(await page.textContent(".columns"), /[가-힣]/);
  await buy(page, "Foreign card without a window", "Pay");
  await expectBanner(page, "waiting", "Approved, to be confirmed");
  await saveScreenshot(page, "demo-mobile");
  await expectAccessible(page);
  await expectNoHorizontalScrolling(page);
  await closePage(page);
});

test("demo: on a phone the banner comes to the top, at the beginning and at the end", async () => {
  const { page } = await openDemo(PHONE);
  await buy(page, "한 번 결제", "결제하기");
  await expectBanner(page, "open", "결제창이 열려 있습니다");
  await expectBannerAtTop(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await (await findFrame(page)).click("#pay");
  await expectBanner(page, "good", "결제됨");
  await expectBannerAtTop(page);
  await closePage(page);
});

test("demo: on a wide page that shows the banner nothing scrolls", async () => {
  const { page } = await openDemo({ viewport: { width: 1280, height: 900 } });
  await buy(page, "Slim 요금제", "팝업으로 등록");
  await expectBanner(page, "open", "결제창이 열려 있습니다");
  assert.equal(await page.evaluate(() => window.scrollY), 0);
  await closePage(page);
});

test("demo: on a narrow screen nothing is wider than it", async () => {
  const { page } = await openDemo({ ...PHONE, viewport: { width: 320, height: 568 } });
  await expectNoHorizontalScrolling(page);
  await buy(page, "창 없는 해외 카드 결제", "결제하기");
  await expectBanner(page, "waiting", "확정 대기");
  for (const summary of await page.locator(".steps summary:visible").all()) await summary.click();
  await expectNoHorizontalScrolling(page);
  await expectAccessible(page);
  await closePage(page);
});

test("demo: a buyer who quits is no failure", async () => {
  const { page } = await openDemo();
  await buy(page, "한 번 결제", "결제하기");
  await (await findFrame(page)).click("#close");
  await expectBanner(page, "neutral", "구매자가 그만둠 · NICE");
  await expectViews(page, "취소함 · 콜백", "결제하지 않음");
  await expectAccessible(page);
  for (const [title, button, gateway] of [
    ["Slim 요금제", "팝업으로 등록", "네이버페이"],
    ["본인인증", "인증하기", "다날"],
  ]) {
    const popupPromise = page.waitForEvent("popup");
    await buy(page, title, button);
    const popup = await popupPromise;
    await popup.waitForSelector("#window:not([hidden])");
    await popup.close();
    await expectBanner(page, "neutral", `구매자가 그만둠 · ${gateway}`);
  }
  await closePage(page);
});

test("demo: a window that is left says nothing to the shop, and can be opened again", async () => {
  const { page } = await openDemo();
  await buy(page, "한 번 결제", "결제하기");
  const frame = await findFrame(page);
  await frame.click("#outcomes summary");
  await frame.selectOption("#outcome", "abandon");
  await frame.click("#pay");
  await frame.click("#message-close");
  await expectBanner(page, "neutral", "가게 페이지는 응답을 받지 못했습니다");
  await page.getByRole("button", { name: "다시 열기" }).click();
  await (await findFrame(page)).click("#pay");
  await expectBanner(page, "good", "결제됨");
  await closePage(page);
});

test("demo: a payment of which the page was told nothing is not lost", async () => {
  const { page } = await openDemo();
  await buy(page, "한 번 결제", "결제하기");
  const frame = await findFrame(page);
  await frame.click("#outcomes summary");
  await frame.selectOption("#outcome", "lose_callback");
  await frame.click("#pay");
  await expectBanner(page, "attention", "결제됨, 가게 페이지는 모름");
  await closePage(page);
});

test("demo: says that a popup was blocked, and opens it again", async () => {
  const { page } = await openDemo();
  page.on("dialog", (dialog) => dialog.accept());
  await page.addInitScript(() => {
    const open = window.open;
    window.blocksPopups = true;
    window.open = (...values) => (window.blocksPopups ? null : open.apply(window, values));
  });
  await page.reload();
  await page.waitForSelector(".product");
  await buy(page, "Slim 요금제", "팝업으로 등록");
  await expectBanner(page, "attention", "팝업이 차단됨");
  await expectAccessible(page);
  await page.evaluate(() => {
    window.blocksPopups = false;
  });
  const popupPromise = page.waitForEvent("popup");
  await page.getByRole("button", { name: "다시 열기" }).click();
  await (await popupPromise).waitForSelector("#window:not([hidden])");
  await expectBanner(page, "open", "결제창이 열려 있습니다");
  await closePage(page);
});

test("demo: the other language keeps the result, and is that of the windows", async () => {
  const { page } = await openDemo();
  await buy(page, "한 번 결제", "결제하기");
  const korean = await findFrame(page);
  assert.equal(await korean.textContent("#order-name"), "한 번 결제");
  await korean.click("#pay");
  await expectBanner(page, "good", "결제됨");
  const impUid = /imp_\d+/.exec(await page.textContent("#page-result"))[0];
  await page.click("#language");
  await expectBanner(page, "good", "Paid · NICE");
  assert.ok((await page.textContent("#page-result")).includes(impUid));
  assert.match(await page.textContent(".product.chosen"), /A single payment/);
  await page.reload();
  await expectBanner(page, "good", "Paid · NICE");
  await buy(page, "A single payment", "Pay");
  assert.equal(await (await findFrame(page)).getAttribute("html", "lang"), "en");
  await closePage(page);
});

test("demo: the code for next month can be copied", async () => {
  const { page } = await openDemo({ permissions: ["clipboard-read", "clipboard-write"] });
  const popupPromise = page.waitForEvent("popup");
  await buy(page, "Slim 요금제", "팝업으로 등록");
  const popup = await popupPromise;
  await popup.waitForSelector("#window:not([hidden])");
  await popup.click("#pay");
  await page.click("#copy");
  await page.getByRole("button", { name: "복사했습니다" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await page.textContent("#next"));
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
