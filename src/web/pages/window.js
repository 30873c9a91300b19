// The window of a payment.
import { find } from "./dom.js";
import { MeansChoice } from "./means_choice.js";
import { formatMoney } from "./money.js";
import { showOrder } from "./order_summary.js";
import { OutcomePicker } from "./outcome_picker.js";
import { WindowFrame } from "./window_frame.js";

/** What the button says: it depends on what happens when it is pressed. */
function buttonText({ state, translate }, means) {
  if (means.method === "vbank") return translate("issue_account");
  const { amount, currency } = state.order;
  const paysNothing = state.charges === false || !amount;
  if (state.issues_key && paysNothing) return translate("register");
  return translate("pay", { amount: formatMoney(amount ?? 0, currency, state.language) });
}

const frame = await WindowFrame.open("window_title");
if (frame) {
  const { state, translate } = frame;
  showOrder(state, translate);
  const means = new MeansChoice(state, translate);
  const showNext = () => {
    find("pay").textContent = buttonText(frame, means);
    find("status").textContent =
      picker.outcome === "approve" ? "" : translate("next_outcome", { outcome: picker.title });
  };
  const picker = new OutcomePicker(state.outcomes, state.language, translate, showNext);
  find("method-choice").addEventListener("change", showNext);
  find("window").classList.add("wide");
  frame.show({
    readOutcome: () => {
      if (picker.outcome === "close" || picker.outcome === "abandon") {
        return { outcome: picker.outcome };
      }
      const choice = means.read();
      return choice && { outcome: picker.outcome, ...choice };
    },
    delaySeconds: () => picker.delaySeconds,
    onIdle: showNext,
  });
}
