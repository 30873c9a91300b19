// Windows for everybody: with a keyboard alone, with a screen reader, on a narrow screen.
import assert from "node:assert/strict";
import { expectAccessible, expectNoHorizontalScrolling, saveScreenshot } from "./lib/browser.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder, showWindow } from "./lib/windows.mjs";

const SIZES = { pc: { width: 1100, height: 800 }, mobile: { width: 320, height: 568 } };
const ORDERS = {
  card: {},
  english: { pg: "paymentwall", amount: 50, currency: "USD", language: "en" },
  wallet: { pg: "kakaopay", pay_method: undefined },
  account: { pg: "html5_inicis", pay_method: "vbank" },
  red: { pg: "payco", pay_method: undefined },
  green: { pg: "naverpay", pay_method: undefined, naverPopupMode: true },
};

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const [kind, changes] of Object.entries(ORDERS)) {
    test(`window: it is accessible (${kind}, ${size})`, async () => {
      const shown = await showWindow({
        as: "page",
        params: makeOrder(changes),
        options: { viewport },
      });
      await saveScreenshot(shown.page, `window-${kind}-${size}`);
      await shown.view.click("#outcomes summary");
      await expectAccessible(shown.view);
      await expectNoHorizontalScrolling(shown.view);
      await shown.close();
    });
  }
}

test("window: its button and the picker are in view in a small popup", async () => {
  const shown = await showWindow({
    as: "page",
    params: makeOrder(ORDERS.green),
    options: { viewport: { width: 480, height: 560 } },
  });
  const isInView = (selector) =>
    shown.view.locator(selector).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    });
  assert.ok(await isInView("#pay"));
  assert.ok(await isInView("#outcomes summary"));
  await shown.view.click("#outcomes summary");
  await shown.view.waitForFunction(() => {
    const { bottom } = document.getElementById("delay").getBoundingClientRect();
    return bottom <= window.innerHeight;
  });
  await shown.close();
});

test("window: mistakes and messages are accessible too", async () => {
  const shown = await showWindow({ as: "page" });
  await shown.view.fill("#card-number", "");
  await shown.pay();
  await expectAccessible(shown.view);
  const described = await shown.view.getAttribute("#card-number", "aria-describedby");
  assert.equal(described, "card-number-error");
  await shown.view.selectOption("#test-card", { index: 0 });
  await shown.pay();
  await shown.message();
  await expectAccessible(shown.view);
  await shown.close();
});

test("window: it is named, and begins at its heading", async () => {
  const shown = await showWindow({ as: "page" });
  assert.equal(await shown.page.title(), "NHN KCP 시험용 결제창");
  assert.equal(await shown.view.evaluate(() => document.activeElement.id), "gateway-name");
  await shown.close();
});

test("window: everything can be reached and done with the keyboard", async () => {
  const shown = await showWindow({ as: "page" });
  const order = [];
  do {
    await shown.page.keyboard.press("Tab");
    order.push(
      await shown.page.evaluate(() => document.activeElement.id || document.activeElement.localName),
    );
  } while (order.at(-1) !== "summary");
  assert.deepEqual(order, [
    "close", "input", "test-card", "card-number", "card-expiry", "card-cvc", "card-birth",
    "card-password", "instalments", "pay", "summary",
  ]);
  await shown.page.keyboard.press("Enter");
  await shown.page.keyboard.press("Tab");
  await shown.page.keyboard.press("End");
  assert.notEqual(await shown.view.inputValue("#outcome"), "approve");
  await shown.view.focus("#card-cvc");
  await shown.page.keyboard.press("Enter");
  await shown.message();
  assert.equal((await shown.payment()).status, "failed");
  await shown.close();
});
