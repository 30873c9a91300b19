// The window of a certification.
import { fillRows, find } from "./dom.js";
import { OutcomePicker } from "./outcome_picker.js";
import { PersonForm } from "./person_form.js";
import { WindowFrame } from "./window_frame.js";

const frame = await WindowFrame.open("certification_title");
if (frame) {
  const { state, translate } = frame;
  fillRows(find("request-rows"), [
    [translate("requested_by"), state.company],
    [translate("merchant_uid"), state.order.merchant_uid],
    [translate("age_limit"), state.min_age ? translate("min_age", { age: state.min_age }) : null],
  ]);
  const person = new PersonForm(state, translate);
  const showNext = () => {
    find("status").textContent =
      picker.outcome === "approve" ? "" : translate("next_outcome", { outcome: picker.title });
  };
  const picker = new OutcomePicker(state.outcomes, state.language, translate, showNext);
  frame.show({
    readOutcome: () => {
      if (picker.outcome === "close" || picker.outcome === "abandon") {
        return { outcome: picker.outcome };
      }
      const identified = person.read();
      return identified && { outcome: picker.outcome, person: identified };
    },
    delaySeconds: () => picker.delaySeconds,
    onIdle: showNext,
  });
}
