// What a window shows of an order, what it offers, and what of it reaches the payment.
import assert from "node:assert/strict";
import { emulator } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder, showWindow } from "./lib/windows.mjs";

/** The values that a select or a group of radio buttons offers. */
const readValues = (view, selector) =>
  view.locator(selector).evaluateAll((elements) => elements.map((element) => element.value));

/** Pays, and returns the payment as the merchant's server sees it. */
async function payAndFind(shown) {
  await shown.pay();
  const { imp_uid: impUid } = (await shown.waitForMessage()).callback;
  return (await shown.sandbox.api("GET", `/payments/${impUid}`)).response;
}

test("window: shows the order, its amount and who buys", async () => {
  const shown = await showWindow({});
  const order = await shown.view.textContent(".order");
  for (const text of ["Slim 요금제(1개월 단위)", "60,000원", shown.params.merchant_uid, "홍길동"]) {
    assert.ok(order.includes(text), text);
  }
  assert.equal(await shown.view.textContent("#gateway-name"), "NHN KCP");
  assert.equal(await shown.view.textContent("#pay"), "60,000원 결제하기");
  assert.match(await shown.view.textContent(".notice"), /실제로 결제되지 않습니다/);
  await shown.close();
});

test("window: in English with the page's language", async () => {
  const params = makeOrder({ pg: "paymentwall", amount: 50, currency: "USD", language: "en" });
  const shown = await showWindow({ params });
  assert.equal(await shown.view.getAttribute("html", "lang"), "en");
  assert.equal(await shown.view.textContent("#gateway-name"), "Paymentwall");
  assert.equal(await shown.view.textContent("#pay"), "Pay $50.00");
  assert.match(await shown.view.textContent(".notice"), /No money moves/);
  await shown.close();
});

test("window: a test card fills the form and decides the payment", async () => {
  const shown = await showWindow({});
  await shown.view.selectOption("#test-card", { label: "잔액 부족 · 4000 0000 0000 9995" });
  assert.equal(await shown.view.inputValue("#card-number"), "4000 0000 0000 9995");
  const payment = await payAndFind(shown);
  assert.equal(payment.status, "failed");
  assert.match(payment.fail_reason, /CC10/);
  await shown.close();
});

test("window: one test card is approved, and all others are not", async () => {
  const params = makeOrder({ pg: "paymentwall", amount: 50, currency: "USD" });
  const shown = await showWindow({ params });
  const titles = await shown.view.locator("#test-card option").allTextContents();
  assert.equal(titles[0], "승인 · 5570 4212 3456 7221");
  assert.ok(titles.length > 3);
  assert.equal(titles.filter((title) => title.startsWith("승인 ·")).length, 1);
  await shown.close();
});

test("window: a picked outcome stands in the place of the test card", async () => {
  const shown = await showWindow({});
  await shown.view.selectOption("#test-card", { label: "잔액 부족 · 4000 0000 0000 9995" });
  await shown.decide("declined");
  assert.ok(await shown.view.isDisabled("#test-card"));
  assert.equal(
    await shown.view.locator("#test-card option:checked").textContent(),
    "결과: 카드사 승인 거절",
  );
  await shown.view.selectOption("#outcome", "approve");
  assert.ok(await shown.view.isEnabled("#test-card"));
  assert.equal(await shown.view.inputValue("#test-card"), "4000 0000 0000 9995");
  await shown.close();
});

test("window: a typed card is the card of the payment", async () => {
  const shown = await showWindow({});
  await shown.view.fill("#card-number", "");
  await shown.view.locator("#card-number").pressSequentially("5428791234561234");
  assert.equal(await shown.view.inputValue("#card-number"), "5428 7912 3456 1234");
  assert.equal(await shown.view.inputValue("#test-card"), "");
  const payment = await payAndFind(shown);
  assert.equal(payment.card_name, "신한카드");
  await shown.close();
});

test("window: without a number or a readable expiry nothing is sent", async () => {
  const shown = await showWindow({});
  await shown.view.fill("#card-number", "");
  await shown.view.fill("#card-expiry", "13/30");
  await shown.pay();
  assert.equal(await shown.view.textContent("#card-number-error"), "카드 번호를 입력해 주세요.");
  assert.match(await shown.view.textContent("#card-expiry-error"), /MM\/YY/);
  assert.equal(await shown.view.evaluate(() => document.activeElement.id), "card-number");
  assert.equal((await shown.payment()).status, "ready");
  await shown.view.fill("#card-number", "1234123412341234");
  await shown.view.fill("#card-expiry", "12/30");
  assert.equal((await payAndFind(shown)).status, "paid");
  await shown.close();
});

test("window: offers the instalments that the order allows", async () => {
  const params = makeOrder({ pg: "nice", display: { card_quota: [3, 6] } });
  const shown = await showWindow({ params });
  assert.deepEqual(await readValues(shown.view, "#instalments option"), ["0", "3", "6"]);
  await shown.view.selectOption("#instalments", "3");
  assert.equal((await payAndFind(shown)).card_quota, 3);
  await shown.close();
});

test("window: offers no instalments below 50,000 won", async () => {
  const shown = await showWindow({ params: makeOrder({ amount: 49999 }) });
  assert.ok(await shown.view.isHidden("#instalments-field"));
  await shown.close();
});

test("window: the bank that is chosen has the account", async () => {
  const params = makeOrder({ pg: "html5_inicis", pay_method: "vbank" });
  const shown = await showWindow({ params });
  assert.ok(await shown.view.isHidden("#card"));
  assert.equal(await shown.view.textContent("#pay"), "계좌 발급받기");
  await shown.view.selectOption("#bank", "088");
  const payment = await payAndFind(shown);
  assert.equal(payment.status, "ready");
  assert.equal(payment.vbank_code, "088");
  await shown.close();
});

test("window: a wallet's money is what the payment is made with", async () => {
  const params = makeOrder({ pg: "kakaopay", pay_method: undefined });
  const shown = await showWindow({ params });
  const means = await readValues(shown.view, "#pays-with input");
  assert.ok(means.includes("money") && means.includes("card"), means.join());
  await shown.view.check("#pays-with input[value=money]");
  const payment = await payAndFind(shown);
  assert.equal(payment.pay_method, "point");
  assert.equal(payment.card_name, null);
  await shown.close();
});

test("window: an easy pay beside the card asks for no card", async () => {
  const shown = await showWindow({});
  await shown.view.check("#method-choice input[value=kakaopay]");
  assert.ok(await shown.view.isHidden("#card"));
  assert.equal((await payAndFind(shown)).emb_pg_provider, "kakaopay");
  await shown.close();
});

test("window: what only stores a key says that nothing is charged", async () => {
  const params = makeOrder({
    pg: "naverpay",
    pay_method: undefined,
    customer_uid: "kim",
    naverPopupMode: true,
  });
  const shown = await showWindow({ params });
  assert.equal(await shown.view.textContent("#pay"), "등록하기");
  assert.match(await shown.view.textContent("#issues-key"), /지금 결제하는 금액은 없습니다/);
  await shown.pay();
  assert.equal((await shown.waitForMessage()).callback.success, true);
  const key = await shown.sandbox.api("GET", "/subscribe/customers/kim");
  assert.equal(key.code, 0);
  await shown.close();
});

const HOSTILE = `"><img src=x onerror="window.hit=1"><script>window.hit=1</script>'{{7*7}}</dd>`;
/** The longest name of an order that KCP accepts. */
const HOSTILE_NAME = `"><img src=x onerror="window.hit=1">`;

test("window: hostile text is shown as text", async () => {
  const params = makeOrder({
    merchant_uid: `${HOSTILE}1`,
    name: HOSTILE_NAME,
    buyer_name: HOSTILE,
    buyer_tel: "javascript:window.hit=1",
    buyer_email: HOSTILE,
  });
  const shown = await showWindow({ params });
  assert.equal(await shown.view.textContent("#order-name"), params.name);
  assert.ok((await shown.view.textContent("#order-rows")).includes(params.merchant_uid));
  assert.equal(await shown.view.locator("main img, main script").count(), 0);
  await shown.pay();
  assert.equal((await shown.waitForMessage()).callback.merchant_uid, params.merchant_uid);
  assert.equal(await shown.view.evaluate(() => window.hit), undefined);
  assert.equal(await shown.page.evaluate(() => window.hit), undefined);
  await shown.close();
});

test("window: what the emulator refuses is shown, and can be corrected", async () => {
  const shown = await showWindow({});
  await shown.view.evaluate(() => {
    document.getElementById("instalments").append(new Option("x", "100", true, true));
  });
  await shown.pay();
  await shown.view.waitForSelector("#alert:not([hidden])");
  assert.match(await shown.view.textContent("#alert"), /quota/);
  assert.equal((await shown.payment()).status, "ready");
  await shown.view.selectOption("#instalments", "0");
  await shown.pay();
  assert.equal((await shown.waitForMessage()).callback.success, true);
  await shown.close();
});

test("done page: names the payment that was made, as text", async () => {
  const shown = await showWindow({ as: "page" });
  const query = new URLSearchParams({ imp_uid: HOSTILE });
  for (const name of ["success", "vbank"]) {
    await shown.page.goto(`${emulator.url}/payments/${name}?${query}`);
    await shown.page.waitForFunction(() => document.getElementById("payment").textContent);
    assert.equal(await shown.page.textContent("#payment"), HOSTILE);
    assert.equal(await shown.page.evaluate(() => window.hit), undefined);
  }
  await shown.close();
});

test("fail page: says why the payment could not begin, as text", async () => {
  const shown = await showWindow({ as: "page" });
  const query = new URLSearchParams({ imp_uid: "", success: "false", error_msg: HOSTILE });
  await shown.page.goto(`${emulator.url}/payments/fail?${query}`);
  await shown.page.waitForFunction(() => document.getElementById("error-message").textContent);
  assert.equal(await shown.page.textContent("#error-message"), HOSTILE);
  assert.equal(await shown.page.evaluate(() => window.hit), undefined);
  await shown.close();
});
