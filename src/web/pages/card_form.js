// The form of a card, with a picker of test cards that fills it.
import { fillSelect, find, make, markField } from "./dom.js";

const OWN_CARD = "";
const DECIDED = "decided";

const keepDigits = (text) => text.replace(/\D/g, "");

/** "5570420000000001" as "5570 4200 0000 0001". */
function groupDigits(text) {
  return keepDigits(text).replace(/(\d{4})(?=\d)/g, "$1 ");
}

/** "12/30", "1230" or "2030-12" as "2030-12"; null when it is none of these. */
export function readExpiry(text) {
  const whole = /^\s*(\d{4})-(\d{2})\s*$/.exec(text);
  if (whole) return `${whole[1]}-${whole[2]}`;
  const short = /^\s*(0[1-9]|1[0-2])\s*\/?\s*(\d{2})\s*$/.exec(text);
  return short ? `20${short[2]}-${short[1]}` : null;
}

/** An expiry that no test outlives. */
function makeFutureExpiry() {
  return `12/${String((new Date().getFullYear() + 4) % 100).padStart(2, "0")}`;
}

export class CardForm {
  #number = find("card-number");
  #expiry = find("card-expiry");
  #cvc = find("card-cvc");
  #birth = find("card-birth");
  #password = find("card-password");
  #picker = find("test-card");
  #translate;

  constructor(testCards, language, translate) {
    this.#translate = translate;
    const good = testCards.find((card) => card.outcome === "approved");
    // One card that is approved stands for all of them.
    const offered = testCards.filter((card) => card === good || card.outcome !== "approved");
    const options = offered.map((card) => {
      const number = groupDigits(card.number);
      return [number, `${card[`title_${language}`]} · ${number}`];
    });
    fillSelect(this.#picker, [...options, [OWN_CARD, translate("own_card")]]);
    this.#picker.addEventListener("change", () => this.#fill());
    this.#number.addEventListener("input", () => this.#onNumber());
    this.#expiry.addEventListener("input", () => markField(this.#expiry));
    this.#picker.value = good ? groupDigits(good.number) : OWN_CARD;
    this.#fill();
  }

  /** The card as the emulator takes it; null, with the fields marked, when it cannot be read. */
  read() {
    const number = this.#number.value.trim();
    const expiry = readExpiry(this.#expiry.value);
    markField(this.#number, number ? null : this.#translate("card_number_missing"));
    markField(this.#expiry, expiry ? null : this.#translate("card_expiry_wrong"));
    if (!number || !expiry) {
      (number ? this.#expiry : this.#number).focus();
      return null;
    }
    const card = { number: number.replaceAll(" ", "-"), expiry };
    if (this.#cvc.value) card.cvc = this.#cvc.value;
    if (this.#birth.value) card.birth = this.#birth.value;
    if (this.#password.value) card.pwd_2digit = this.#password.value;
    return card;
  }

  /** Says that something else than the card decides, `title`; null when it is the card again. */
  showDecided(title) {
    this.#picker.querySelector(`option[value=${DECIDED}]`)?.remove();
    this.#picker.disabled = title !== null;
    if (title === null) {
      this.#selectSame();
      return;
    }
    this.#picker.append(make("option", title, { value: DECIDED }));
    this.#picker.value = DECIDED;
  }

  #fill() {
    if (this.#picker.value === OWN_CARD) {
      this.#number.value = "";
      this.#number.focus();
      return;
    }
    this.#number.value = this.#picker.value;
    this.#expiry.value ||= makeFutureExpiry();
    this.#cvc.value ||= "123";
    this.#birth.value ||= "900101";
    this.#password.value ||= "12";
    markField(this.#number);
    markField(this.#expiry);
  }

  /** Groups the digits while they are typed at the end, and shows the test card that they are. */
  #onNumber() {
    const atEnd = this.#number.selectionStart === this.#number.value.length;
    if (atEnd && !/[^\d\s-]/.test(this.#number.value)) {
      this.#number.value = groupDigits(this.#number.value);
    }
    if (!this.#picker.disabled) this.#selectSame();
    markField(this.#number);
  }

  #selectSame() {
    const same = [...this.#picker.options].some((option) => option.value === this.#number.value);
    this.#picker.value = same ? this.#number.value : OWN_CARD;
  }
}
