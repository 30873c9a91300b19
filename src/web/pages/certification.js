// The window of a certification.
import { BuyerWindow } from "./buyer_window.js";
import { fillRows, find } from "./dom.js";
import { PersonForm } from "./person_form.js";

const opened = await BuyerWindow.open("certification_title");
if (opened) {
  const { state, translate } = opened;
  fillRows(find("request-rows"), [
    [translate("requested_by"), state.company],
    [translate("merchant_uid"), state.order.merchant_uid],
    [translate("age_limit"), state.min_age ? translate("min_age", { age: state.min_age }) : null],
  ]);
  const form = new PersonForm(state, translate);
  opened.show({
    readDetails: () => {
      const person = form.read();
      return person && { person };
    },
    buttonText: () => translate("certify"),
  });
}
