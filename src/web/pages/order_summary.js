// Shows what is paid for.
import { fillRows, find, showText } from "./dom.js";
import { formatMoney } from "./money.js";

export function showOrder(state, translate) {
  const { order, language } = state;
  showText(find("order-name"), order.name || translate("no_order_name"));
  showText(find("order-amount"), formatMoney(order.amount ?? 0, order.currency, language));
  const note = state.charges === false ? "only_issues_key" : "issues_key";
  showText(find("issues-key"), state.issues_key ? translate(note) : null);
  fillRows(
    find("order-rows"),
    ["merchant_uid", "buyer_name", "buyer_tel", "buyer_email"].map((key) => [
      translate(key),
      order[key],
    ]),
  );
}
