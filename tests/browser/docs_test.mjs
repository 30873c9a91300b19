// The Playwright example of docs/browser.md, as it stands in the page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { closePage, openPage } from "./lib/browser.mjs";
import { makeScriptPage } from "./lib/script_pages.mjs";
import { emulator, launchWebView } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { makeOrder } from "./lib/windows.mjs";

const page = readFileSync(new URL("../../docs/browser.md", import.meta.url), "utf8");
const [, example] = /^```js\n([^]*?)^```$/m.exec(page);
const AsyncFunction = (async () => {}).constructor;

/** What the example takes from Playwright's test runner: calls of the API, to the emulator under
 * test in place of the address in the page, and the expectation. */
function makeRequest(sandbox) {
  return {
    async put(url, { data }) {
      const { origin, pathname } = new URL(url);
      assert.equal(origin, "http://localhost:12011");
      await sandbox.control("PUT", pathname.replace("/_emulator", ""), data);
    },
  };
}

function expect(locator) {
  return {
    async toHaveText(pattern) {
      await locator.filter({ hasText: pattern }).waitFor();
      assert.match(await locator.textContent(), pattern);
    },
  };
}

test("docs: the Playwright example pays without a click in the window", async () => {
  const sandbox = await emulator.openSandbox();
  const view = await openPage(await launchWebView()); // a page that a test fulfils has no address
  await view.route("http://localhost:3000/cart", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: makeScriptPage({
        run: `IMP.init(${JSON.stringify(sandbox.userCode)});
const pay = document.querySelector("#buy");
pay.textContent = "결제하기";
const result = Object.assign(document.createElement("p"), { id: "result" });
document.body.append(result);
pay.onclick = () => IMP.request_pay(${JSON.stringify(makeOrder())}, (rsp) => {
  result.textContent = rsp.success ? rsp.imp_uid : rsp.error_msg;
});`,
      }),
    }),
  );
  await new AsyncFunction("request", "page", "expect", example)(makeRequest(sandbox), view, expect);
  await closePage(view);
});
