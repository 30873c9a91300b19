// Pages of a merchant that load the script with a tag, as real ones do, and the windows that it
// opens.
import { openPage } from "./browser.mjs";
import { browser, emulator, shop } from "./setup.mjs";
import { makeOrder } from "./windows.mjs";

export const MOBILE = {
  userAgent:
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) " +
    "Chrome/120.0.0.0 Mobile Safari/537.36",
  viewport: { width: 390, height: 844 },
};

/** The HTML of a page with the script, whose callback `record` adds to `results`; `run` is code. */
export function makeScriptPage({ script = `${emulator.url}/v1/iamport.js`, run = "" } = {}) {
  return `<!doctype html><html lang="ko"><meta charset="utf-8"><title>shop</title>
<script src="${script}"></script>
<main><h1>shop</h1><button type="button" id="buy">buy</button></main>
<script>
window.results = [];
window.record = (rsp) => results.push(rsp);
${run}
</script></html>`;
}

let pages = 0;

/** Opens a merchant's page with the script, for a sandbox of its own or the given one. `code` runs
 * with `order` when the button is clicked, in place of an ordinary call; `at` is the shop's
 * origin. */
export async function openShop({
  sandbox,
  order = makeOrder(),
  code,
  options,
  script,
  at = shop.url,
} = {}) {
  const merchant = sandbox ?? (await emulator.openSandbox());
  pages += 1;
  const path = `/shop-${pages}`;
  const call = code ?? "IMP.request_pay(order, record);";
  shop.pages[path] = makeScriptPage({
    script,
    run: `IMP.init(${JSON.stringify(merchant.userCode)});
const order = ${JSON.stringify(order).replaceAll("<", "\\u003c")};
document.querySelector("#buy").onclick = () => { ${call} };`,
  });
  const page = await openPage(browser, options);
  page.alerts = [];
  page.on("dialog", (dialog) => {
    page.alerts.push(dialog.message());
    dialog.accept();
  });
  await page.goto(at + path);
  return new ShopVisit(merchant, order, page, path);
}

/** A visit of a shop: `page` is the page, in a sandbox of its own or the given one. */
class ShopVisit {
  constructor(sandbox, order, page, path) {
    Object.assign(this, { sandbox, order, page, path });
  }

  /** What the page has said in alerts, oldest first. */
  get alerts() {
    return this.page.alerts;
  }

  buy() {
    return this.page.click("#buy");
  }

  /** The window that is shown over the page, once it can be used. */
  async frame() {
    const element = await this.page.waitForSelector(".imp-dialog iframe");
    return waitUntilReady(await element.contentFrame());
  }

  /** Clicks, and returns the window that the click opens as a popup. */
  async buyInPopup() {
    const popupPromise = this.page.waitForEvent("popup");
    await this.buy();
    return waitUntilReady(await popupPromise);
  }

  /** Clicks, and returns the window that takes the place of the page. */
  async buyInPlace() {
    await this.buy();
    await this.page.waitForURL("**/_browser/windows/*");
    return waitUntilReady(this.page);
  }

  /** What the callbacks got, once there are `count` of them. */
  async waitForResults(count = 1) {
    await this.page.waitForFunction((wanted) => window.results.length >= wanted, count);
    return this.page.evaluate(() => window.results);
  }

  payment() {
    return this.sandbox.findPayment(this.order.merchant_uid);
  }
}

/** Waits until the window can be used, and returns it. */
export async function waitUntilReady(view) {
  await view.waitForSelector("#window:not([hidden]), #message:not([hidden])");
  return view;
}

/** Ends the window as `outcome` says. */
export async function finishWindow(view, outcome = "approve") {
  if (outcome !== "approve") {
    await view.click("#outcomes summary");
    await view.selectOption("#outcome", outcome);
  }
  await view.click("#pay");
}

/** The query of an address as an object. */
export const readQuery = (url) => Object.fromEntries(new URL(url).searchParams);
