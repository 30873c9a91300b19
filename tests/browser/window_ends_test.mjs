// How payment windows end, and what the merchant's page and server see of it.
import assert from "node:assert/strict";
import { emulator, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder, showWindow } from "./lib/windows.mjs";

const REDIRECT = { device: "mobile" };

/** Runs a checkout of the control API for the same order, in a sandbox of its own. */
async function checkOut(params, more) {
  const sandbox = await emulator.openSandbox();
  return sandbox.control("POST", "/checkouts", { params, ...more });
}

/** A callback without what differs from payment to payment. */
function withoutNumbers({ imp_uid, pg_tid, apply_num, paid_at, receipt_url, ...rest }) {
  return rest;
}

for (const as of ["frame", "popup"]) {
  test(`window: a payment in a ${as} calls back as a checkout does`, async () => {
    const shown = await showWindow({ as });
    await shown.pay();
    const message = await shown.waitForMessage();
    assert.equal(message.from, "portone-emulator");
    assert.equal(message.id, shown.opened.id);
    assert.equal(message.redirect_url, null);
    const { callback } = await checkOut(shown.params);
    assert.deepEqual(withoutNumbers(message.callback), withoutNumbers(callback));
    assert.deepEqual(Object.keys(message.callback), Object.keys(callback));
    assert.equal((await shown.payment()).status, "paid");
    await shown.close();
  });
}

test("window: a popup closes itself once the page is notified", async () => {
  const shown = await showWindow({ as: "popup" });
  const closed = shown.view.waitForEvent("close");
  await shown.pay();
  await closed;
  assert.equal((await shown.waitForMessage()).callback.success, true);
  await shown.close();
});

test("window: a refusal calls back as a checkout does", async () => {
  const sandbox = await emulator.openSandbox();
  let shown = await showWindow({ sandbox });
  for (const outcome of ["insufficient_funds", "lost_card", "wrong_password"]) {
    shown = await shown.showAnother(makeOrder());
    await shown.decide(outcome);
    await shown.pay();
    const { callback } = await sandbox.control("POST", "/checkouts", {
      params: makeOrder(),
      outcome,
    });
    const result = (await shown.waitForMessage()).callback;
    assert.equal(
      result.error_msg.replace(result.imp_uid, ""),
      callback.error_msg.replace(callback.imp_uid, ""),
      outcome,
    );
    assert.equal((await shown.payment()).status, "failed", outcome);
  }
  await shown.close();
});

test("window: it offers every outcome of a checkout", async () => {
  const shown = await showWindow({});
  const offered = await shown.view
    .locator("#outcome option")
    .evaluateAll((options) => options.map((option) => option.value));
  const { status, body } = await emulator.call("POST", "/_emulator/checkouts", {
    params: shown.params,
    outcome: "nothing",
  });
  assert.equal(status, 400);
  const known = [...body.error.message.matchAll(/"([a-z_]+)"/g)].map(([, name]) => name);
  assert.deepEqual([...offered].sort(), known.filter((name) => name !== "nothing").sort());
  await shown.close();
});

for (const [way, close] of [
  ["the button", (view) => view.click("#close")],
  ["Escape", (view) => view.locator("#pay").press("Escape")],
]) {
  test(`window: ${way} closes it, and the page is notified`, async () => {
    const shown = await showWindow({});
    await close(shown.view);
    const { callback } = await checkOut(shown.params, { outcome: "close" });
    const result = (await shown.waitForMessage()).callback;
    assert.equal(result.error_msg, callback.error_msg);
    assert.deepEqual(Object.keys(result), Object.keys(callback));
    assert.equal((await shown.payment()).status, "failed");
    await shown.close();
  });
}

test("window: a payment whose callback is lost ends without a result", async () => {
  const shown = await showWindow({});
  await shown.decide("lose_callback");
  await shown.pay();
  const message = await shown.waitForMessage();
  assert.deepEqual([message.callback, message.redirect_url], [null, null]);
  assert.equal((await shown.payment()).status, "paid");
  await shown.close();
});

test("window: one that is abandoned stays, and the page is not notified", async () => {
  const shown = await showWindow({});
  await shown.decide("abandon");
  await shown.pay();
  assert.equal(await shown.message(), "창을 열어 둔 채 두었습니다");
  assert.deepEqual(await shown.page.evaluate(() => window.messages), []);
  assert.equal((await shown.payment()).status, "ready");
  await shown.close();
});

test("window: with a delay the payment is there before the page is notified", async () => {
  const shown = await showWindow({});
  await shown.decide("approve", 1);
  await shown.pay();
  await shown.view.waitForFunction(() =>
    document.getElementById("status").textContent.includes("1초 뒤"),
  );
  assert.equal((await shown.payment()).status, "paid");
  assert.deepEqual(await shown.page.evaluate(() => window.messages), []);
  assert.equal((await shown.waitForMessage()).callback.success, true);
  await shown.close();
});

test("window: a double click pays once", async () => {
  const shown = await showWindow({ as: "popup" });
  await shown.view.dblclick("#pay").catch(() => {}); // the popup closes in the middle
  await shown.waitForMessage();
  const { payments } = await shown.sandbox.control("GET", "/payments");
  assert.equal(payments.length, 1);
  await shown.close();
});

test("window: reloading an open one shows it again, with the same order", async () => {
  const shown = await showWindow({ as: "popup" });
  await shown.view.reload();
  await shown.view.waitForSelector("#window:not([hidden])");
  assert.match(await shown.view.textContent("#order-rows"), new RegExp(shown.params.merchant_uid));
  await shown.pay();
  assert.equal((await shown.waitForMessage()).callback.success, true);
  await shown.close();
});

test("window: opening one that has ended tells the page the same again", async () => {
  const shown = await showWindow({});
  await shown.pay();
  const message = await shown.waitForMessage();
  const again = await showWindowAgain(shown);
  assert.deepEqual(again, message);
  await shown.close();
});

async function showWindowAgain({ page, opened }) {
  await page.evaluate(() => (window.messages = []));
  await page.evaluate((url) => window.openFrame(url), emulator.url + opened.path);
  await page.waitForFunction(() => window.messages.length > 0);
  return (await page.evaluate(() => window.messages))[0];
}

test("window: in place of the page it goes on to the redirect URL", async () => {
  const params = makeOrder({ m_redirect_url: `${shop.url}/done?from=window` });
  const shown = await showWindow({ as: "page", params, request: REDIRECT });
  await shown.pay();
  await shown.page.waitForURL(/\/done/);
  const query = new URL(shown.page.url()).searchParams;
  assert.equal(query.get("from"), "window");
  assert.equal(query.get("merchant_uid"), params.merchant_uid);
  assert.equal(query.get("imp_success"), "true");
  assert.equal((await shown.payment()).imp_uid, query.get("imp_uid"));
  await shown.page.goBack();
  assert.equal(new URL(shown.page.url()).pathname, "/listener");
  await shown.close();
});

test("window: one that was refused in place of the page says so in the redirect", async () => {
  const params = makeOrder({ m_redirect_url: `${shop.url}/done` });
  const shown = await showWindow({ as: "page", params, request: REDIRECT });
  await shown.decide("limit_exceeded");
  await shown.pay();
  await shown.page.waitForURL(/\/done/);
  const query = new URL(shown.page.url()).searchParams;
  assert.equal(query.get("imp_success"), "false");
  assert.equal(query.get("error_msg"), (await shown.payment()).fail_reason);
  await shown.close();
});

test("window: after a reset it says that it no longer exists", async () => {
  const shown = await showWindow({});
  await shown.sandbox.control("POST", "/reset");
  await shown.pay();
  assert.equal(await shown.message(), "더 이상 없는 창입니다");
  await shown.view.click("#message-close");
  const message = await shown.waitForMessage();
  assert.deepEqual([message.callback, message.redirect_url], [null, null]);
  await shown.close();
});

test("window: the page at an unknown address says so", async () => {
  const shown = await showWindow({ as: "page" });
  const reply = await shown.page.goto(`${emulator.url}/_browser/windows/nobody`);
  assert.equal(reply.status(), 404);
  assert.equal(await shown.message(), "더 이상 없는 창입니다");
  await shown.close();
});

test("window: when the emulator cannot be reached, the buyer can try again", async () => {
  const shown = await showWindow({});
  await shown.page.route("**/outcome", (route) => route.abort());
  await shown.pay();
  await shown.view.waitForSelector("#alert:not([hidden])");
  assert.equal((await shown.payment()).status, "ready");
  await shown.page.unroute("**/outcome");
  await shown.pay();
  assert.equal((await shown.waitForMessage()).callback.success, true);
  await shown.close();
});
