// What all tests share: one emulator, one server of a merchant's pages, one browser.
import { after } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { Emulator } from "./emulator.mjs";
import { ShopServer } from "./shop_server.mjs";

export const emulator = await Emulator.start();
export const shop = await ShopServer.start();

const { host } = new URL(emulator.url);

/** A browser in which the service's names are aliases of the emulator's address. */
export const browser = await launchBrowser({
  hosts: {
    "cdn.iamport.kr": host,
    "service.iamport.kr": host,
    "detectchangingwebview": new URL(shop.url).host,
  },
});

let webView;

/** A browser like the web view of an app: pages from a data address, or from nowhere, reach this
 * machine, which Chromium itself does not let them. Started for the first test that asks. */
export function launchWebView() {
  webView ??= launchBrowser({ disabled: ["LocalNetworkAccessChecks"] });
  return webView;
}

after(async () => {
  await Promise.all([browser.close(), webView?.then((view) => view.close())]);
  shop.stop();
  await emulator.stop();
});
