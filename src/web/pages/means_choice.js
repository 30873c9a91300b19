// What the buyer pays with: the method, a wallet's money, points or card, the card, the months, the
// bank. Only what there is to choose is shown, and only what is shown is sent.
import { CardForm } from "./card_form.js";
import { fillChoice, fillSelect, find, readChoice, showText } from "./dom.js";
import { canUseCard, getMethodName } from "./method_names.js";

const isOffered = (id) => !find(id).hidden;

export class MeansChoice {
  #state;
  #translate;
  #card = null;

  constructor(state, translate) {
    this.#state = state;
    this.#translate = translate;
    this.#offerMethods();
    this.#offerMeans();
    if (state.card_form) this.#card = new CardForm(state.test_cards, state.language, translate);
    this.#offerInstalments();
    fillSelect(find("bank"), state.banks.map((bank) => [bank.code, bank.name]));
    for (const id of ["method-choice", "pays-with"]) {
      find(id).addEventListener("change", () => this.#adjust());
    }
    this.#adjust();
  }

  /** The method that is chosen. */
  get method() {
    return readChoice(find("method-choice")) ?? this.#state.pay_method;
  }

  /** Says that something else than the test card decides the end; null when nothing does. */
  showDecided(title) {
    this.#card?.showDecided(title);
  }

  /** The part of the outcome that says what is paid with; null when something has to be entered. */
  read() {
    const choice = {};
    if (isOffered("card")) {
      choice.card = this.#card.read();
      if (choice.card === null) return null;
    }
    if (isOffered("method-choice")) choice.pay_method = this.method;
    if (isOffered("pays-with")) choice.pays_with = readChoice(find("pays-with"));
    if (isOffered("instalments-field")) choice.quota = Number(find("instalments").value);
    if (isOffered("bank-field")) choice.bank_code = find("bank").value;
    return choice;
  }

  #offerMethods() {
    const { pay_methods: methods, pay_method: method, language } = this.#state;
    const options = methods.map((code) => [code, getMethodName(code, language)]);
    fillChoice(find("method-choice"), "method", options, method);
    // A wallet's own choice says more than the method it was asked for.
    const isNamed = options.length < 2 && this.#state.means.length < 2;
    showText(find("method-name"), isNamed ? getMethodName(method, language) : null);
  }

  #offerMeans() {
    const options = this.#state.means.map((source) => [
      source,
      this.#translate(`source_${source}`),
    ]);
    fillChoice(find("pays-with"), "pays-with", options);
  }

  #offerInstalments() {
    const options = this.#state.instalments.map((months) => [
      months,
      months ? this.#translate("months", { months }) : this.#translate("in_full"),
    ]);
    fillSelect(find("instalments"), options);
  }

  /** Shows what belongs to the method and the means that are chosen. */
  #adjust() {
    const { means, banks, instalments, pay_methods: methods } = this.#state;
    const spends = means.length > 1 ? readChoice(find("pays-with")) : means[0];
    const byCard = canUseCard(this.method) && (spends === undefined || spends === "card");
    // An easy pay beside the card knows its buyer's cards.
    const isEntered = methods.length < 2 || this.method === "card";
    find("card").hidden = !byCard || !isEntered || this.#card === null;
    find("instalments-field").hidden = !byCard || instalments.length < 2;
    const byAccount = this.method === "vbank" || this.method === "trans";
    find("bank-field").hidden = !byAccount || banks.length === 0;
    find("bank-label").textContent = this.#translate(
      this.method === "vbank" ? "deposit_bank" : "account_bank",
    );
  }
}
