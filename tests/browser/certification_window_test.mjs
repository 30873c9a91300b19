// The window of a certification: who is identified, what is refused, what the page receives.
import assert from "node:assert/strict";
import { expectAccessible, expectNoHorizontalScrolling, saveScreenshot } from "./lib/browser.mjs";
import { emulator, shop } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";
import { showWindow } from "./lib/windows.mjs";

const AS_CERTIFICATION = { kind: "certification" };
let numbers = 0;

function makeParams(changes = {}) {
  numbers += 1;
  return { pg: "danal", merchant_uid: `certification-${numbers}`, popup: true, ...changes };
}

function showCertification({ params = makeParams(), request, ...more } = {}) {
  return showWindow({ params, request: { ...AS_CERTIFICATION, ...request }, ...more });
}

/** The certification as the merchant's server sees it. */
async function readCertification(shown, impUid) {
  return (await shown.sandbox.api("GET", `/certifications/${impUid}`)).response;
}

test("certification window: whoever is entered is certified", async () => {
  const shown = await showCertification();
  await shown.view.check("#carrier input[value=KT_MVNO]");
  await shown.view.fill("#person-name", "김인증");
  await shown.view.fill("#birthday", "19991231");
  await shown.view.selectOption("#gender", "female");
  await shown.view.fill("#phone", "010-9876-5432");
  await shown.view.check("#foreigner");
  await shown.pay();
  const { callback } = await shown.waitForMessage();
  assert.equal(callback.success, true);
  assert.equal(callback.merchant_uid, shown.params.merchant_uid);
  const certification = await readCertification(shown, callback.imp_uid);
  assert.equal(certification.certified, true);
  assert.equal(certification.name, "김인증");
  assert.equal(certification.birthday, "1999-12-31");
  assert.equal(certification.gender, "female");
  assert.equal(certification.foreigner, true);
  await shown.close();
});

test("certification window: without any input it certifies whom a checkout certifies", async () => {
  const shown = await showCertification();
  await shown.pay();
  const { callback } = await shown.waitForMessage();
  const other = await emulator.openSandbox();
  const checkout = await other.control("POST", "/checkouts", {
    kind: "certification",
    params: shown.params,
  });
  assert.deepEqual(Object.keys(callback), Object.keys(checkout.callback));
  const certification = await readCertification(shown, callback.imp_uid);
  const { response } = await other.api("GET", `/certifications/${checkout.callback.imp_uid}`);
  for (const key of ["name", "birthday", "gender", "phone", "carrier", "unique_key"]) {
    assert.equal(certification[key], response[key], key);
  }
  await shown.close();
});

test("certification window: what the page knows is entered beforehand", async () => {
  const params = makeParams({ name: "이미리", phone: "010-2222-3333", company: "가게", min_age: 19 });
  const shown = await showCertification({ params });
  assert.equal(await shown.view.inputValue("#person-name"), "이미리");
  assert.equal((await shown.view.inputValue("#phone")).replace(/\D/g, ""), "01022223333");
  assert.match(await shown.view.textContent("#request-rows"), /가게.*만 19세 이상/s);
  await shown.close();
});

test("certification window: somebody too young is refused", async () => {
  const shown = await showCertification({ params: makeParams({ min_age: 19 }) });
  const year = new Date().getFullYear() - 10;
  await shown.view.fill("#birthday", `${year}-01-01`);
  await shown.pay();
  const { callback } = await shown.waitForMessage();
  assert.equal(callback.success, false);
  assert.ok(callback.error_msg);
  await shown.close();
});

test("certification window: closing it calls back as a checkout does", async () => {
  const shown = await showCertification();
  await shown.view.click("#close");
  const { callback } = await shown.waitForMessage();
  const other = await emulator.openSandbox();
  const checkout = await other.control("POST", "/checkouts", {
    kind: "certification",
    params: shown.params,
    outcome: "close",
  });
  assert.equal(callback.error_msg, checkout.callback.error_msg);
  assert.deepEqual(Object.keys(callback), Object.keys(checkout.callback));
  await shown.close();
});

test("certification window: in place of the page it goes on to the redirect URL", async () => {
  const params = makeParams({ popup: false, m_redirect_url: `${shop.url}/certified` });
  const shown = await showCertification({ as: "page", params, request: { device: "mobile" } });
  await shown.pay();
  await shown.page.waitForURL(/\/certified/);
  const query = new URL(shown.page.url()).searchParams;
  assert.equal(query.get("success"), "true");
  assert.equal((await readCertification(shown, query.get("imp_uid"))).certified, true);
  await shown.close();
});

test("certification window: a day or a telephone that is none is not sent", async () => {
  const shown = await showCertification();
  await shown.view.fill("#birthday", "1999-02-31");
  for (const phone of ["", "010-1234"]) {
    await shown.view.fill("#phone", phone);
    await shown.pay();
    assert.match(await shown.view.textContent("#birthday-error"), /1990-01-01/);
    assert.match(await shown.view.textContent("#phone-error"), /010-1234-5678/);
  }
  assert.deepEqual(await shown.page.evaluate(() => window.messages), []);
  await shown.close();
});

test("certification window: hostile text is shown as text", async () => {
  const hostile = `"><img src=x onerror="window.hit=1">`;
  const params = makeParams({ name: hostile, company: hostile, merchant_uid: hostile });
  const shown = await showCertification({ params });
  assert.ok((await shown.view.textContent("#request-rows")).includes(hostile));
  assert.equal(await shown.view.locator("main img").count(), 0);
  await shown.close();
});

for (const width of [1100, 320]) {
  test(`certification window: it is accessible at every width (${width})`, async () => {
    const shown = await showCertification({
      as: "page",
      params: makeParams({ company: "가게", min_age: 14 }),
      options: { viewport: { width, height: 700 } },
    });
    await saveScreenshot(shown.page, `certification-${width}`);
    await shown.view.click("#outcomes summary");
    await expectAccessible(shown.view);
    await expectNoHorizontalScrolling(shown.view);
    await shown.close();
  });
}
