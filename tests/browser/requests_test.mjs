// Requests for windows whose replies are late, lost or not wanted any more, and popups that are
// opened within the click.
import assert from "node:assert/strict";
import { closePage } from "./lib/browser.mjs";
import { finishWindow, MOBILE, openShop, waitUntilReady } from "./lib/script_pages.mjs";
import { emulator, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

/** Counts in `window.replies` the replies that the script has handled, by the end of the path. */
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
  const visit = await openShop(options);
  await visit.page.addInitScript(countReplies);
  await visit.page.reload();
  await waitForReplies(visit, "popups");
  return visit;
}

function waitForReplies(visit, name, count = 1) {
  return visit.page.waitForFunction(
    ([key, wanted]) => (window.replies[key] ?? 0) >= wanted, [name, count]);
}

/** Holds the page's next request for a window; returns a function that lets it go on. */
async function holdRequest(visit) {
  let held;
  const isHeld = new Promise((resolve) => {
    visit.page.route("**/_browser/windows", (route) => {
      held = route;
      resolve();
    }, { times: 1 });
  });
  return { isHeld, release: () => held.continue() };
}

const makePopupOrder = () =>
  makeOrder({ pg: "naverpay", naverPopupMode: true, m_redirect_url: `${shop.url}/complete` });

test("requests: of two the later one's window is shown, even when the first reply is late", async () => {
  const visit = await openCountingShop({
    code: `const merchant_uid = order.merchant_uid + (window.clicks = (window.clicks ?? 0) + 1);
IMP.request_pay({ ...order, merchant_uid }, record);`,
  });
  const first = await holdRequest(visit);
  await visit.buy();
  await first.isHeld;
  await visit.page.evaluate(() => document.querySelector("#buy").click());
  await visit.frame();
  await first.release();
  await waitForReplies(visit, "windows", 2);
  await finishWindow(await visit.frame());
  const results = await visit.waitForResults();
  assert.deepEqual(results.map((rsp) => rsp.merchant_uid), [`${visit.order.merchant_uid}2`]);
  await closePage(visit.page);
});

for (const [kind, make] of [["overlay", makeOrder], ["popup", makePopupOrder]]) {
  test(`requests: one that is closed before its reply shows no ${kind} and calls nothing back`, async () => {
    const visit = await openCountingShop({ order: make() });
    const first = await holdRequest(visit);
    await visit.buy();
    await first.isHeld;
    await visit.page.evaluate(() => window.IMP.close());
    await first.release();
    await waitForReplies(visit, "windows");
    assert.equal(await visit.page.locator(".imp-dialog").count(), 0);
    assert.equal(visit.page.context().pages().length, 1);
    assert.deepEqual(await visit.page.evaluate(() => window.results), []);
    await closePage(visit.page);
  });
}

test("requests: when the emulator cannot be reached, the page is notified at once", async () => {
  for (const order of [makeOrder(), makePopupOrder()]) {
    const visit = await openCountingShop({ order });
    await visit.page.route("**/_browser/windows", (route) => route.abort());
    await visit.buy();
    const [rsp] = await visit.waitForResults();
    assert.equal(rsp.success, false);
    assert.equal(rsp.merchant_uid, order.merchant_uid);
    assert.ok(rsp.error_msg);
    assert.match(visit.alerts[0], /^결제모듈 구동 중에 오류가 발생하였습니다\./);
    assert.equal(visit.page.context().pages().length, 1);
    await closePage(visit.page);
  }
});

test("requests: the page is notified of a lost window when the buyer closes it", async () => {
  const visit = await openShop();
  await visit.buy();
  const view = await visit.frame();
  await visit.sandbox.control("POST", "/reset");
  await view.click("#pay");
  await view.click("#message-close");
  const [rsp] = await visit.waitForResults();
  assert.equal(rsp.success, false);
  assert.match(rsp.error_msg, /에뮬레이터가 초기화되었거나/);
  await closePage(visit.page);
});

test("popup: it is opened within the click, and its window comes into it", async () => {
  for (const [order, call] of [
    [makePopupOrder(), "request_pay"],
    [makeOrder({ pg: "payco", pay_method: undefined }), "request_pay"],
    [{ pg: "danal", merchant_uid: makeOrder().merchant_uid }, "certification"],
  ]) {
    const visit = await openCountingShop({
      order,
      code: `const open = window.open;
let isInClick = true;
window.opened = [];
window.open = (...parts) => { opened.push(isInClick); return open.apply(window, parts); };
IMP.${call}(order, record);
isInClick = false;`,
    });
    await finishWindow(await visit.buyInPopup());
    assert.equal((await visit.waitForResults())[0].success, true);
    assert.deepEqual(await visit.page.evaluate(() => window.opened), [true]);
    await closePage(visit.page);
  }
});

test("popup: one that was opened for a window that is refused goes away", async () => {
  const visit = await openCountingShop({ order: { ...makePopupOrder(), amount: "60000" } });
  const popupPromise = visit.page.waitForEvent("popup");
  await visit.buy();
  const popup = await popupPromise;
  if (!popup.isClosed()) await popup.waitForEvent("close");
  assert.equal((await visit.waitForResults())[0].success, false);
  await closePage(visit.page);
});

test("popup: before the script knows, it is opened with its window", async () => {
  const sandbox = await emulator.openSandbox();
  const visit = await openShop({
    sandbox,
    order: makePopupOrder(),
    code: `IMP.init(${JSON.stringify(sandbox.userCode)}); IMP.request_pay(order, record);`,
  });
  await finishWindow(await visit.buyInPopup());
  assert.equal((await visit.waitForResults())[0].success, true);
  await closePage(visit.page);
});

test("requests: the page can ask for the window to be closed", async () => {
  for (const order of [makeOrder(), makePopupOrder()]) {
    const visit = await openShop({ order });
    const view = order.naverPopupMode
      ? await visit.buyInPopup()
      : await visit.buy().then(() => visit.frame());
    await waitUntilReady(view);
    await visit.page.evaluate(() => window.IMP.communicate({ result: "something else" }));
    await visit.page.evaluate(() => window.IMP.communicate({ result: "check.closing" }));
    assert.equal((await visit.waitForResults())[0].success, false);
    assert.equal((await visit.payment()).status, "failed");
    await closePage(visit.page);
  }
});

test("requests: before init the other functions say what the real ones say", async () => {
  const visit = await openShop({
    code: `IMP.init(undefined);
results.push(String(IMP.close()), String(IMP.communicate({ result: "check.closing" })));
IMP.certification(order, record);
IMP.naver_zzim({});
try { IMP.naver_zzim(); } catch (error) { results.push(error.name); }`,
  });
  await visit.buy();
  assert.deepEqual(await visit.waitForResults(3), ["undefined", "undefined", "TypeError"]);
  const notInitialised = "판매자 코드가 설정되지 않았습니다. IMP.init()함수를 먼저 호출하세요.";
  assert.deepEqual(visit.alerts, [notInitialised, notInitialised]);
  await closePage(visit.page);
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
    const visit = await openCountingShop({ sandbox, code: `IMP.naver_zzim(${JSON.stringify(zzim)});` });
    await visit.buy();
    await waitForReplies(visit, "pg");
    assert.equal(visit.alerts.length, alerts, JSON.stringify([channels, zzim]));
    await closePage(visit.page);
  }
});

test("in place: a tab opened by other code stays open, and its opener gets no message", async () => {
  for (const outcome of ["abandon", "reset"]) {
    const visit = await openShop({
      order: makeOrder({ m_redirect_url: `${shop.url}/complete` }),
      options: MOBILE,
    });
    await visit.page.evaluate(() => {
      window.heard = [];
      addEventListener("message", (event) => window.heard.push(event.data));
    });
    const popupPromise = visit.page.waitForEvent("popup");
    await visit.page.evaluate(() => { window.open(location.href); });
    const tab = await popupPromise;
    await tab.click("#buy");
    await tab.waitForURL("**/_browser/windows/*");
    await waitUntilReady(tab);
    if (outcome === "reset") {
      await visit.sandbox.control("POST", "/reset");
      await tab.click("#pay");
    } else {
      await finishWindow(tab, outcome);
    }
    await tab.waitForSelector("#message:not([hidden])");
    assert.equal(await tab.isVisible("#message-close"), false);
    assert.deepEqual(await visit.page.evaluate(() => window.heard), []);
    assert.equal(tab.isClosed(), false);
    await closePage(visit.page);
  }
});
