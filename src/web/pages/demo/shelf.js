// The things that can be bought.
import { make } from "../dom.js";
import { formatMoney } from "../money.js";
import { language, translate } from "./language.js";
import { SAMPLES } from "./samples.js";

function makeProduct(sample, isOffered, onBuy) {
  const [, gateway, color] = sample.gateway;
  const product = make("li", "", { className: "product" });
  const strip = make("div");
  strip.style.background = color;
  const inside = make("div", "", { className: "inside" });
  const bottom = make("div", "", { className: "bottom" });
  bottom.classList.toggle("two", sample.actions.length > 1);
  const price = sample.price ? formatMoney(...sample.price, language) : "";
  bottom.append(make("span", price, { className: "price" }));
  for (const [index, action] of sample.actions.entries()) {
    const button = make("button", translate(action.text), {
      type: "button",
      className: index === 0 ? "first" : "second",
      disabled: !isOffered,
    });
    button.addEventListener("click", () => onBuy(sample, action, product));
    bottom.append(button);
  }
  inside.append(
    make("p", translate(gateway), { className: "gateway" }),
    make("h3", translate(`${sample.name}_title`)),
    make("p", translate(isOffered ? `${sample.name}_about` : "no_channel"), { className: "about" }),
    bottom,
  );
  product.append(strip, inside);
  return product;
}

/** Fills the shelf; what has no channel in the sandbox cannot be bought. */
export function fillShelf(shelf, channels, onBuy) {
  const codes = new Set(channels.map((channel) => channel.pg));
  shelf.replaceChildren(
    ...SAMPLES.map((sample) => makeProduct(sample, codes.has(sample.gateway[0]), onBuy)),
  );
}
