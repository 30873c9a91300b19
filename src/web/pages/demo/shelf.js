// The things that can be bought.
import { make } from "../dom.js";
import { formatMoney } from "../money.js";
import { makeIcon } from "./icons.js";
import { language, translate } from "./language.js";
import { SAMPLES } from "./samples.js";

function makeProduct(sample, isOffered, onBuy) {
  const [, gateway, color] = sample.gateway;
  const product = make("li", "", { className: "product" });
  product.dataset.name = sample.name;
  const strip = make("div", "", { className: "stripe" });
  strip.style.background = color;
  const inside = make("div", "", { className: "inside" });
  const bottom = make("div", "", { className: "bottom" });
  bottom.classList.toggle("two", sample.actions.length > 1);
  const amount = sample.price ? formatMoney(...sample.price, language) : "";
  const price = sample.onlyStores ? translate("monthly", { amount }) : amount;
  bottom.append(make("span", price, { className: "price" }));
  for (const [index, action] of sample.actions.entries()) {
    const button = make("button", translate(action.text), {
      type: "button",
      className: index === 0 ? "first" : "second",
      disabled: !isOffered,
    });
    button.addEventListener("click", () => onBuy(sample, index));
    bottom.append(button);
  }
  inside.append(
    makeIcon(sample.icon),
    make("p", translate(gateway), { className: "gateway" }),
    make("h3", translate(`${sample.name}_title`)),
    make("p", translate(isOffered ? `${sample.name}_about` : "no_channel"), { className: "about" }),
    bottom,
  );
  product.append(strip, inside);
  return product;
}

/** Outlines one product, by the name of its sample. */
export function markChosen(name) {
  for (const product of document.querySelectorAll(".product")) {
    product.classList.toggle("chosen", product.dataset.name === name);
  }
}

/** Fills the shelf; `onBuy` gets the sample and the index of its action. What has no channel in the
 * sandbox cannot be bought. */
export function fillShelf(shelf, channels, onBuy) {
  const codes = new Set(channels.map((channel) => channel.pg));
  shelf.replaceChildren(
    ...SAMPLES.map((sample) => makeProduct(sample, codes.has(sample.gateway[0]), onBuy)),
  );
}
