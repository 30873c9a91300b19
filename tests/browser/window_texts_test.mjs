// The pages' tables are complete: both languages, every method, every gateway, readable colours.
import assert from "node:assert/strict";
import { importPageModule } from "./lib/page_modules.mjs";
import { emulator } from "./lib/setup.mjs";
import { test } from "./lib/tests.mjs";

const { TEXTS: DEMO_TEXTS } = await importPageModule("demo/texts.js");
const { GATEWAYS, contrast, getTextColor } = await importPageModule("gateway_style.js");
const { METHODS } = await importPageModule("method_names.js");
const { TEXTS } = await importPageModule("texts.js");

const schema = (await (await fetch(`${emulator.url}/_emulator/scenario/schema`)).json()).$defs;

for (const [pages, texts] of Object.entries({ windows: TEXTS, demo: DEMO_TEXTS })) {
  test(`texts: the ${pages} say the same in both languages`, () => {
    assert.deepEqual(Object.keys(texts.en), Object.keys(texts.ko));
    const valuesIn = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [key, text] of Object.entries(texts.ko)) {
      assert.deepEqual(valuesIn(texts.en[key]), valuesIn(text), key);
    }
  });
}

test("texts: every payment method has a name", () => {
  const methods = schema.given_payment.properties.pay_method.enum;
  assert.deepEqual([...METHODS].sort(), [...methods].sort());
});

test("texts: every gateway has an English name", () => {
  assert.deepEqual([...GATEWAYS].sort(), [...schema.gateway.enum].sort());
});

test("texts: text on a gateway's colour is readable, whatever the colour", () => {
  for (let red = 0; red < 256; red += 15) {
    for (let green = 0; green < 256; green += 15) {
      for (let blue = 0; blue < 256; blue += 15) {
        const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0"));
        const color = `#${hex.join("")}`;
        assert.ok(contrast(color, getTextColor(color)) >= 4.5, color);
      }
    }
  }
});
