// The layer over a merchant's page: modal, for everybody.
import assert from "node:assert/strict";
import { closePage, expectAccessible, keepPicture } from "./lib/browser.mjs";
import { endAs, MOBILE, openShop } from "./lib/script_pages.mjs";
import { test } from "./lib/tests.mjs";

/** How the layer keeps the page away: as browsers do now, and where they have no modal dialogs. */
const WAYS = {
  "a modal dialog": "",
  "inert elements": "HTMLDialogElement.prototype.showModal = undefined;",
};

for (const [way, before] of Object.entries(WAYS)) {
  test(`layer: nothing of the page behind it can be reached (${way})`, async () => {
    const page = await openShop({ code: `${before} IMP.request_pay(order, tell);` });
    await page.page.focus("#buy");
    await page.page.keyboard.press("Enter");
    const view = await page.frame();
    const dialog = page.page.locator(".imp-dialog");
    assert.equal(await dialog.getAttribute("aria-modal"), "true");
    assert.ok(await dialog.getAttribute("aria-label"));
    await view.focus("#close");
    for (let presses = 0; presses < 30; ++presses) {
      await page.page.keyboard.press(presses < 20 ? "Tab" : "Shift+Tab");
      const id = await page.page.evaluate(() => document.activeElement.id);
      assert.notEqual(id, "buy");
    }
    const reached = await page.page.evaluate(() => {
      const button = document.querySelector("#buy");
      button.focus();
      return document.activeElement === button;
    });
    assert.equal(reached, false);
    await expectAccessible(page.page);
    await endAs(view);
    await page.told();
    await page.page.focus("#buy");
    assert.equal(await page.page.evaluate(() => document.activeElement.id), "buy");
    assert.equal(await page.page.locator("[inert]").count(), 0);
    await closePage(page.page);
  });
}

test("layer: it covers the page on every screen", async () => {
  for (const [name, options] of [["pc", {}], ["mobile", MOBILE]]) {
    const page = await openShop({ options });
    await page.buy();
    await page.frame();
    await keepPicture(page.page, `layer-${name}`);
    const covered = await page.page.evaluate(() => {
      const { width, height } = document.querySelector(".imp-dialog").getBoundingClientRect();
      return width >= innerWidth && height >= innerHeight;
    });
    assert.ok(covered);
    await closePage(page.page);
  }
});

test("layer: Escape closes the window, wherever in the layer the focus is", async () => {
  const page = await openShop();
  await page.buy();
  await page.frame();
  await page.page.evaluate(() => document.querySelector(".imp-dialog iframe").blur());
  await page.page.evaluate(() => document.querySelector(".imp-dialog").focus());
  await page.page.keyboard.press("Escape");
  assert.equal((await page.told())[0].success, false);
  assert.equal((await page.payment()).status, "failed");
  await closePage(page.page);
});
