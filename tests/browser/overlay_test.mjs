// The overlay over a merchant's page: modal, for everybody.
import assert from "node:assert/strict";
import { closePage, expectAccessible, saveScreenshot } from "./lib/browser.mjs";
import { finishWindow, MOBILE, openShop } from "./lib/script_pages.mjs";
import { test } from "./lib/tests.mjs";

/** How the overlay blocks the page: as browsers do now, and where they have no modal dialogs. */
const WAYS = {
  "a modal dialog": "",
  "inert elements": "HTMLDialogElement.prototype.showModal = undefined;",
};

for (const [way, before] of Object.entries(WAYS)) {
  test(`overlay: nothing of the page behind it can be reached (${way})`, async () => {
    const visit = await openShop({ code: `${before} IMP.request_pay(order, record);` });
    await visit.page.focus("#buy");
    await visit.page.keyboard.press("Enter");
    const view = await visit.frame();
    const dialog = visit.page.locator(".imp-dialog");
    assert.equal(await dialog.getAttribute("aria-modal"), "true");
    assert.ok(await dialog.getAttribute("aria-label"));
    await view.focus("#close");
    for (let presses = 0; presses < 30; ++presses) {
      await visit.page.keyboard.press(presses < 20 ? "Tab" : "Shift+Tab");
      const id = await visit.page.evaluate(() => document.activeElement.id);
      assert.notEqual(id, "buy");
    }
    const reached = await visit.page.evaluate(() => {
      const button = document.querySelector("#buy");
      button.focus();
      return document.activeElement === button;
    });
    assert.equal(reached, false);
    await expectAccessible(visit.page);
    await finishWindow(view);
    await visit.waitForResults();
    await visit.page.focus("#buy");
    assert.equal(await visit.page.evaluate(() => document.activeElement.id), "buy");
    assert.equal(await visit.page.locator("[inert]").count(), 0);
    await closePage(visit.page);
  });
}

test("overlay: it covers the page on every screen", async () => {
  for (const [name, options] of [["pc", {}], ["mobile", MOBILE]]) {
    const visit = await openShop({ options });
    await visit.buy();
    await visit.frame();
    await saveScreenshot(visit.page, `overlay-${name}`);
    const covered = await visit.page.evaluate(() => {
      const { width, height } = document.querySelector(".imp-dialog").getBoundingClientRect();
      return width >= innerWidth && height >= innerHeight;
    });
    assert.ok(covered);
    await closePage(visit.page);
  }
});

test("overlay: Escape closes the window, wherever in the overlay the focus is", async () => {
  const visit = await openShop();
  await visit.buy();
  await visit.frame();
  await visit.page.evaluate(() => document.querySelector(".imp-dialog iframe").blur());
  await visit.page.evaluate(() => document.querySelector(".imp-dialog").focus());
  await visit.page.keyboard.press("Escape");
  assert.equal((await visit.waitForResults())[0].success, false);
  assert.equal((await visit.payment()).status, "failed");
  await closePage(visit.page);
});
