// Opens windows as the script does, from a merchant's page of another origin, which records the
// messages that it gets from them.
import { closePage, openPage } from "./browser.mjs";
import { browser, emulator, shop } from "./setup.mjs";

shop.pages["/listener"] = `<!doctype html><html lang="ko"><title>shop</title><main><h1>shop</h1></main>
<script>
window.messages = [];
addEventListener("message", (event) => messages.push(event.data));
function openFrame(url) {
  const frame = Object.assign(document.createElement("iframe"), { title: "window", src: url });
  frame.style.cssText = "position: fixed; inset: 0; width: 100%; height: 100%; border: 0";
  document.body.append(frame);
}
function openPopup(url) {
  window.popup = open(url, "popup", "width=480,height=760");
}
</script></html>`;

export const ORDER = {
  pg: "kcp",
  pay_method: "card",
  name: "Slim 요금제(1개월 단위)",
  amount: 60000,
  buyer_name: "홍길동",
  buyer_tel: "010-1234-5678",
  buyer_email: "buyer@example.com",
};

let orders = 0;

/** The sample order with a number of its own, changed by `changes`. */
export function makeOrder(changes = {}) {
  orders += 1;
  return { ...ORDER, merchant_uid: `order-${orders}`, ...changes };
}

const READY = "#window:not([hidden]), #message:not([hidden])";

/** An open window: `page` is the merchant's page, `view` the window's page, frame or popup. */
class ShownWindow {
  constructor(sandbox, params, page, view, opened) {
    Object.assign(this, { sandbox, params, page, view, opened });
  }

  /** Opens a window for another order over the same page, in place of this one. */
  async showAnother(params) {
    const opened = await this.sandbox.openWindow(params, { origin: shop.url });
    await this.page.evaluate(() => {
      window.messages = [];
      for (const frame of document.querySelectorAll("iframe")) frame.remove();
    });
    await this.page.evaluate((url) => window.openFrame(url), emulator.url + opened.path);
    const view = await (await this.page.waitForSelector("iframe")).contentFrame();
    await view.waitForSelector(READY);
    return new ShownWindow(this.sandbox, params, this.page, view, opened);
  }

  /** Chooses how the window ends, without ending it. */
  async decide(outcome, delaySeconds = 0) {
    await this.view.click("#outcomes summary");
    await this.view.selectOption("#outcome", outcome);
    await this.view.selectOption("#delay", String(delaySeconds));
  }

  /** Clicks the button that pays. */
  pay() {
    return this.view.click("#pay");
  }

  /** The first message that the merchant's page gets. */
  async waitForMessage() {
    await this.page.waitForFunction(() => window.messages.length > 0);
    return (await this.page.evaluate(() => window.messages))[0];
  }

  /** The message that stands in place of the window. */
  async message() {
    await this.view.waitForSelector("#message:not([hidden])");
    return this.view.textContent("#message-title");
  }

  payment() {
    return this.sandbox.findPayment(this.params.merchant_uid);
  }

  close() {
    return closePage(this.page);
  }
}

/** Opens a window `as` "frame", "popup" or "page" (in place of the merchant's). `request` changes
 * what the script sends, `options` the browser. */
export async function showWindow({ sandbox, as = "frame", params, request, options } = {}) {
  const merchant = sandbox ?? (await emulator.openSandbox());
  const order = params ?? makeOrder();
  const opened = await merchant.openWindow(order, { origin: shop.url, ...request });
  if (!opened.path) throw new Error(`not opened: ${JSON.stringify(opened)}`);
  const page = await openPage(browser, options);
  await page.goto(`${shop.url}/listener`);
  let view = page;
  if (as === "page") {
    await page.goto(emulator.url + opened.path);
  } else if (as === "popup") {
    const popupPromise = page.waitForEvent("popup");
    await page.evaluate((url) => window.openPopup(url), emulator.url + opened.path);
    view = await popupPromise;
  } else {
    await page.evaluate((url) => window.openFrame(url), emulator.url + opened.path);
    view = await (await page.waitForSelector("iframe")).contentFrame();
  }
  await view.waitForSelector(READY);
  return new ShownWindow(merchant, order, page, view, opened);
}
