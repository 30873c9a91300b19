// The discreet picker of how the window ends, and of how late the page is notified.
import { fillSelect, find, make } from "./dom.js";

/** What ends a window without a refusal of the gateway. */
const BUYERS_OUTCOMES = ["approve", "close", "abandon", "lose_callback"];

const DELAYS = [0, 1, 3, 10, 30];

export class OutcomePicker {
  #select = find("outcome");
  #outcomes;
  #language;
  #translate;

  /** `onChange` is called when another outcome is chosen. */
  constructor(outcomes, language, translate, onChange) {
    this.#outcomes = outcomes;
    this.#language = language;
    this.#translate = translate;
    const isBuyers = (outcome) => BUYERS_OUTCOMES.includes(outcome.name);
    this.#select.append(
      ...this.#makeGroup("by_buyer", outcomes.filter(isBuyers)),
      ...this.#makeGroup("by_gateway", outcomes.filter((outcome) => !isBuyers(outcome))),
    );
    fillSelect(
      find("delay"),
      DELAYS.map((seconds) => [
        seconds,
        seconds ? translate("seconds", { seconds }) : translate("no_delay"),
      ]),
    );
    this.#select.addEventListener("change", () => {
      this.#showMessage();
      onChange();
    });
    this.#showMessage();
  }

  get outcome() {
    return this.#select.value || "approve";
  }

  get title() {
    return this.#getTitle(this.#chosen);
  }

  get delaySeconds() {
    return Number(find("delay").value);
  }

  get #chosen() {
    return this.#outcomes.find((outcome) => outcome.name === this.outcome);
  }

  #getTitle(outcome) {
    return outcome[`title_${this.#language}`];
  }

  #makeGroup(key, outcomes) {
    if (outcomes.length === 0) return [];
    const group = document.createElement("optgroup");
    group.label = this.#translate(key);
    group.append(
      ...outcomes.map((outcome) =>
        make("option", this.#getTitle(outcome), { value: outcome.name }),
      ),
    );
    return [group];
  }

  #showMessage() {
    find("outcome-message").textContent = this.#chosen.message ?? "";
  }
}
