// The frames for the service's own script: leaving the page from a frame in which nobody has
// clicked, requests that go wrong, and windows that tell nothing.
import assert from "node:assert/strict";
import { closePage, expectAccessible, openPage } from "./lib/browser.mjs";
import { finishWindow, MOBILE, readQuery, waitUntilReady } from "./lib/script_pages.mjs";
import { SDK_PAGE } from "./lib/sdk_page.mjs";
import { browser, emulator, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

shop.pages["/sdk"] = SDK_PAGE;

/** The page, with the frame of the sandbox; each click sends the next of `requests`. */
async function openSdkPage({ sandbox, requests, area = "payments", options = {} }) {
  const merchant = sandbox ?? (await emulator.openSandbox());
  const page = await openPage(browser, { ignoreHTTPSErrors: true, ...options });
  await page.goto(`${shop.url}/sdk`);
  await page.evaluate((path) => window.openFrame(path), `/${area}/ready/${merchant.userCode}`);
  await page.evaluate((all) => {
    document.querySelector("#buy").onclick = () => window.request(...all.shift());
  }, requests);
  return { page, sandbox: merchant };
}

async function findInnerWindow(page) {
  const outer = await (await page.waitForSelector("iframe", { state: "attached" })).contentFrame();
  const inner = await (await outer.waitForSelector("iframe")).contentFrame();
  return waitUntilReady(inner);
}

async function waitForAnswers(page, count = 1) {
  await page.waitForFunction((wanted) => window.answers.length >= wanted, count);
  return page.evaluate(() => window.answers);
}

const makeRedirectedOrder = () => makeOrder({ m_redirect_url: `${shop.url}/complete?a=1&a=2` });

for (const outcome of ["approve", "insufficient_funds"]) {
  test(`frame: on mobile the page is left and comes back by redirect (${outcome})`, async () => {
    const order = makeRedirectedOrder();
    const { page } = await openSdkPage({ requests: [["payment", order]], options: MOBILE });
    await page.click("#buy");
    await page.waitForURL("**/_browser/windows/*");
    await finishWindow(await waitUntilReady(page), outcome);
    await page.waitForURL("**/complete?*");
    const query = new URL(page.url()).searchParams;
    assert.deepEqual(query.getAll("a"), ["1", "2"]);
    assert.equal(query.get("imp_success"), String(outcome === "approve"));
    await closePage(page);
  });
}

test("frame: a certification on mobile leaves the page and comes back", async () => {
  const order = { pg: "danal", merchant_uid: "c-1", m_redirect_url: `${shop.url}/complete` };
  const { page } = await openSdkPage({
    area: "certificates",
    requests: [["certification", order]],
    options: MOBILE,
  });
  await page.click("#buy");
  await page.waitForURL("**/_browser/windows/*");
  await finishWindow(await waitUntilReady(page));
  await page.waitForURL("**/complete?*");
  assert.equal(readQuery(page.url()).success, "true");
  await closePage(page);
});

test("frame: a window that is decided redirects the page without a click, its query kept", async () => {
  const sandbox = await emulator.openSandbox({ given: { windows: { decide: "approve" } } });
  const order = makeRedirectedOrder();
  const { page } = await openSdkPage({
    sandbox,
    requests: [["payment", order]],
    options: MOBILE,
  });
  await page.evaluate(() => document.querySelector("#buy").onclick());
  await page.waitForURL("**/complete?*");
  const query = new URL(page.url()).searchParams;
  assert.deepEqual(query.getAll("a"), ["1", "2"]);
  assert.equal(query.get("merchant_uid"), order.merchant_uid);
  await closePage(page);
});

test("frame: the page is notified of an error at once", async () => {
  const orders = [makeOrder(), makeOrder(), makeOrder()];
  const { page, sandbox } = await openSdkPage({ requests: orders.map((one) => ["payment", one]) });
  await page.click("#buy");
  const gone = await findInnerWindow(page);
  await sandbox.control("POST", "/reset");
  await gone.click("#pay");
  await gone.click("#message-close");
  const [first] = await waitForAnswers(page);
  assert.equal(first.success, false);
  assert.equal(first.merchant_uid, orders[0].merchant_uid);
  assert.ok(first.error_msg);

  await page.route("**/_browser/windows", (route) => route.abort());
  await page.click("#buy");
  const second = (await waitForAnswers(page, 2))[1];
  assert.equal(second.success, false);
  assert.ok(second.error_msg);
  assert.equal(second.merchant_uid, orders[1].merchant_uid);

  await page.unroute("**/_browser/windows");
  await page.route("**/_browser/windows", (route) => route.fulfill({ status: 502, body: "<html>" }));
  await page.click("#buy");
  assert.equal((await waitForAnswers(page, 3))[2].success, false);
  await closePage(page);
});

test("frame: the page is notified of a lost window when its popup closes", async () => {
  const order = makeOrder({ pg: "naverpay", naverPopupMode: true });
  const { page, sandbox } = await openSdkPage({ requests: [["payment", order]] });
  await page.click("#buy");
  await page.waitForFunction(() => window.popupAddress);
  await sandbox.control("POST", "/reset");
  await page.evaluate(() => window.communicate({ result: "check.closing" }));
  const [answer] = await waitForAnswers(page);
  assert.equal(answer.success, false);
  assert.ok(answer.error_msg);
  await closePage(page);
});

test("frame: with a lost callback the overlay goes away, and the page gets no answer", async () => {
  const { page } = await openSdkPage({ requests: [["payment", makeOrder()]] });
  await page.click("#buy");
  const view = await findInnerWindow(page);
  await expectAccessible(page.frames()[1]);
  await finishWindow(view, "lose_callback");
  await page.waitForSelector("#overlay", { state: "hidden" });
  assert.deepEqual(await page.evaluate(() => window.answers), []);
  await closePage(page);
});

test("frame: of two requests the later one's window is shown, even when the first reply is late", async () => {
  const orders = [makeOrder(), makeOrder()];
  const { page } = await openSdkPage({ requests: orders.map((one) => ["payment", one]) });
  let held;
  const isHeld = new Promise((resolve) => {
    page.route("**/_browser/windows", (route) => {
      held = route;
      resolve();
    }, { times: 1 });
  });
  await page.click("#buy");
  await isHeld;
  await page.evaluate(() => document.querySelector("#buy").onclick());
  const shown = await findInnerWindow(page);
  const late = page.waitForResponse("**/_browser/windows");
  await held.continue();
  await (await late).finished();
  assert.ok((await shown.textContent("#order-rows")).includes(orders[1].merchant_uid));
  await finishWindow(shown);
  const [answer] = await waitForAnswers(page);
  assert.equal(answer.merchant_uid, orders[1].merchant_uid);
  await closePage(page);
});
