// Requests for windows whose replies are late, lost or not wanted any more, and popups that are
// opened within the click.
import assert from "node:assert/strict";
import { closePage } from "./lib/browser.mjs";
import { endAs, MOBILE, openShop, ready } from "./lib/script_pages.mjs";
import { emulator, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

/** Counts in `window.replies` the replies that the script has dealt with, by the end of the path. */
function countReplies() {
  if (window.top !== window) return;
  window.replies = {};
  const plainFetch = window.fetch;
  window.fetch = async (url, request) => {
    const reply = await plainFetch(url, request);
    const plainJson = reply.json.bind(reply);
    reply.json = async () => {
      const json = await plainJson();
      const name = new URL(url).pathname.split("/")[2];
      setTimeout(() => { window.replies[name] = (window.replies[name] ?? 0) + 1; }, 10);
      return json;
    };
    return reply;
  };
}

/** A shop whose page counts replies, and knows which windows are popups. */
async function openCountingShop(options) {
  const page = await openShop(options);
  await page.page.addInitScript(countReplies);
  await page.page.reload();
  await replied(page, "popups");
  return page;
}

function replied(page, name, count = 1) {
  return page.page.waitForFunction(
    ([key, wanted]) => (window.replies[key] ?? 0) >= wanted, [name, count]);
}

/** Holds the page's next request for a window; gives a function that lets it go on. */
async function holdRequest(page) {
  let held;
  const isHeld = new Promise((resolve) => {
    page.page.route("**/_browser/windows", (route) => {
      held = route;
      resolve();
    }, { times: 1 });
  });
  return { isHeld, release: () => held.continue() };
}

const makePopupOrder = () =>
  makeOrder({ pg: "naverpay", naverPopupMode: true, m_redirect_url: `${shop.url}/complete` });

test("requests: of two the last one's window is shown, also when the first reply is late", async () => {
  const page = await openCountingShop({
    code: `const merchant_uid = order.merchant_uid + (window.clicks = (window.clicks ?? 0) + 1);
IMP.request_pay({ ...order, merchant_uid }, tell);`,
  });
  const first = await holdRequest(page);
  await page.buy();
  await first.isHeld;
  await page.page.evaluate(() => document.querySelector("#buy").click());
  await page.frame();
  await first.release();
  await replied(page, "windows", 2);
  await endAs(await page.frame());
  const told = await page.told();
  assert.deepEqual(told.map((one) => one.merchant_uid), [`${page.order.merchant_uid}2`]);
  await closePage(page.page);
});

for (const [kind, makeOne] of [["layer", makeOrder], ["popup", makePopupOrder]]) {
  test(`requests: one that is closed before its reply shows no ${kind} and tells nothing`, async () => {
    const page = await openCountingShop({ order: makeOne() });
    const first = await holdRequest(page);
    await page.buy();
    await first.isHeld;
    await page.page.evaluate(() => window.IMP.close());
    await first.release();
    await replied(page, "windows");
    assert.equal(await page.page.locator(".imp-dialog").count(), 0);
    assert.equal(page.page.context().pages().length, 1);
    assert.deepEqual(await page.page.evaluate(() => window.told), []);
    await closePage(page.page);
  });
}

test("requests: an emulator that is not reached is told to the page, which does not wait", async () => {
  for (const order of [makeOrder(), makePopupOrder()]) {
    const page = await openCountingShop({ order });
    await page.page.route("**/_browser/windows", (route) => route.abort());
    await page.buy();
    const [rsp] = await page.told();
    assert.equal(rsp.success, false);
    assert.equal(rsp.merchant_uid, order.merchant_uid);
    assert.ok(rsp.error_msg);
    assert.match(page.alerts[0], /^결제모듈 구동 중에 오류가 발생하였습니다\./);
    assert.equal(page.page.context().pages().length, 1);
    await closePage(page.page);
  }
});

test("requests: a window that is gone is told to the page when the buyer closes it", async () => {
  const page = await openShop();
  await page.buy();
  const view = await page.frame();
  await page.sandbox.control("POST", "/reset");
  await view.click("#pay");
  await view.click("#message-close");
  const [rsp] = await page.told();
  assert.equal(rsp.success, false);
  assert.match(rsp.error_msg, /에뮬레이터가 초기화되었거나/);
  await closePage(page.page);
});

test("popup: it is opened within the click, and its window comes into it", async () => {
  for (const [order, call] of [
    [makePopupOrder(), "request_pay"],
    [makeOrder({ pg: "payco", pay_method: undefined }), "request_pay"],
    [{ pg: "danal", merchant_uid: makeOrder().merchant_uid }, "certification"],
  ]) {
    const page = await openCountingShop({
      order,
      code: `const open = window.open;
let isInClick = true;
window.opened = [];
window.open = (...parts) => { opened.push(isInClick); return open.apply(window, parts); };
IMP.${call}(order, tell);
isInClick = false;`,
    });
    await endAs(await page.buyInPopup());
    assert.equal((await page.told())[0].success, true);
    assert.deepEqual(await page.page.evaluate(() => window.opened), [true]);
    await closePage(page.page);
  }
});

test("popup: one that was opened for a window that is refused goes away", async () => {
  const page = await openCountingShop({ order: { ...makePopupOrder(), amount: "60000" } });
  const coming = page.page.waitForEvent("popup");
  await page.buy();
  const popup = await coming;
  if (!popup.isClosed()) await popup.waitForEvent("close");
  assert.equal((await page.told())[0].success, false);
  await closePage(page.page);
});

test("popup: before the script knows, it is opened with its window", async () => {
  const sandbox = await emulator.openSandbox();
  const page = await openShop({
    sandbox,
    order: makePopupOrder(),
    code: `IMP.init(${JSON.stringify(sandbox.userCode)}); IMP.request_pay(order, tell);`,
  });
  await endAs(await page.buyInPopup());
  assert.equal((await page.told())[0].success, true);
  await closePage(page.page);
});

test("requests: the page can ask for the window to be closed", async () => {
  for (const order of [makeOrder(), makePopupOrder()]) {
    const page = await openShop({ order });
    const view = order.naverPopupMode
      ? await page.buyInPopup()
      : await page.buy().then(() => page.frame());
    await ready(view);
    await page.page.evaluate(() => window.IMP.communicate({ result: "something else" }));
    await page.page.evaluate(() => window.IMP.communicate({ result: "check.closing" }));
    assert.equal((await page.told())[0].success, false);
    assert.equal((await page.payment()).status, "failed");
    await closePage(page.page);
  }
});

test("requests: before init the other functions say what the real ones say", async () => {
  const page = await openShop({
    code: `IMP.init(undefined);
told.push(String(IMP.close()), String(IMP.communicate({ result: "check.closing" })));
IMP.certification(order, tell);
IMP.naver_zzim({});
try { IMP.naver_zzim(); } catch (error) { told.push(error.name); }`,
  });
  await page.buy();
  assert.deepEqual(await page.told(3), ["undefined", "undefined", "TypeError"]);
  const notInitialised = "판매자 코드가 설정되지 않았습니다. IMP.init()함수를 먼저 호출하세요.";
  assert.deepEqual(page.alerts, [notInitialised, notInitialised]);
  await closePage(page.page);
});

test("requests: favourites are for merchants of Naver Pay's orders, by default or by name", async () => {
  for (const [channels, zzim, alerts] of [
    [["kcp", "naverco"], {}, 0],
    [["naverco", "kcp"], { pg: "nice" }, 0],
    [["kcp", "naverco"], { pg: "kcp" }, 1],
    [["kcp"], {}, 1],
  ]) {
    const sandbox = await emulator.openSandbox({
      given: { channels: channels.map((pg) => ({ pg })) },
    });
    const page = await openCountingShop({ sandbox, code: `IMP.naver_zzim(${JSON.stringify(zzim)});` });
    await page.buy();
    await replied(page, "pg");
    assert.equal(page.alerts.length, alerts, JSON.stringify([channels, zzim]));
    await closePage(page.page);
  }
});

test("in place: a tab that something else has opened stays, and that hears nothing", async () => {
  for (const outcome of ["abandon", "reset"]) {
    const page = await openShop({
      order: makeOrder({ m_redirect_url: `${shop.url}/complete` }),
      options: MOBILE,
    });
    await page.page.evaluate(() => {
      window.heard = [];
      addEventListener("message", (event) => window.heard.push(event.data));
    });
    const coming = page.page.waitForEvent("popup");
    await page.page.evaluate(() => { window.open(location.href); });
    const tab = await coming;
    await tab.click("#buy");
    await tab.waitForURL("**/_browser/windows/*");
    await ready(tab);
    if (outcome === "reset") {
      await page.sandbox.control("POST", "/reset");
      await tab.click("#pay");
    } else {
      await endAs(tab, outcome);
    }
    await tab.waitForSelector("#message:not([hidden])");
    assert.equal(await tab.isVisible("#message-close"), false);
    assert.deepEqual(await page.page.evaluate(() => window.heard), []);
    assert.equal(tab.isClosed(), false);
    await closePage(page.page);
  }
});
