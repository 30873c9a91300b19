// What all tests share: one emulator, one server of a merchant's pages, one browser.
import { after } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { Emulator } from "./emulator.mjs";
import { ShopServer } from "./shop_server.mjs";

export const emulator = await Emulator.start();
export const shop = await ShopServer.start();
export const browser = await launchBrowser();

after(async () => {
  await browser.close();
  shop.stop();
  await emulator.stop();
});
