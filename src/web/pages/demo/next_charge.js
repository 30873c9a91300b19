// How the stored key is charged next month: code for a terminal, to be seen and copied.
import { find } from "../dom.js";
import { formatCharge } from "./code.js";
import { translate } from "./language.js";

/** The button that copies, which only pages that the browser trusts (https, localhost) have. */
export function prepareCopying() {
  const button = find("copy");
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(find("next").textContent);
    button.textContent = translate("copied");
  });
}

/** Shows how the key of these parameters is charged; nothing for null. */
export function showNextCharge(impKey, params) {
  find("step-next").hidden = params === null;
  if (params === null) return;
  const { customer_uid: customerUid, amount, currency, buyer_email: email } = params;
  find("next").textContent = formatCharge({ impKey, customerUid, amount, currency, email });
}
