// The window of a payment.
import { BuyerWindow } from "./buyer_window.js";
import { find } from "./dom.js";
import { MeansChoice } from "./means_choice.js";
import { formatMoney } from "./money.js";
import { showOrder } from "./order_summary.js";

function buttonText({ state, translate }, method) {
  if (method === "vbank") return translate("issue_account");
  const { amount, currency } = state.order;
  const paysNothing = state.charges === false || !amount;
  if (state.issues_key && paysNothing) return translate("register");
  return translate("pay", { amount: formatMoney(amount ?? 0, currency, state.language) });
}

const opened = await BuyerWindow.open("window_title");
if (opened) {
  showOrder(opened.state, opened.translate);
  const means = new MeansChoice(opened.state, opened.translate);
  find("window").classList.add("wide");
  opened.show({
    readDetails: () => means.read(),
    buttonText: () => buttonText(opened, means.method),
    onDecided: (title) => means.showDecided(title),
  });
  find("method-choice").addEventListener("change", () => opened.refresh());
}
