// What the windows of payments and certifications have in common: loading, the strip, the button,
// the picker of outcomes, and one end for each window.
import { find, showText } from "./dom.js";
import { hasListener, leave, onCloseRequested, tellPage } from "./ending.js";
import { applyGatewayColors, getGatewayName } from "./gateway_style.js";
import { showMessage } from "./message.js";
import { OutcomePicker } from "./outcome_picker.js";
import { TEXTS } from "./texts.js";
import { getBrowserLanguage, makeTranslator, translatePage } from "./translator.js";
import { CallRefused, WindowGone, endWindow, readState } from "./window_api.js";

const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Outcomes for which nothing has to be entered. */
const WITHOUT_DETAILS = ["close", "abandon"];

export class BuyerWindow {
  #isBusy = false;
  #picker;
  #readDetails;
  #buttonText;
  #onDecided;

  constructor(state) {
    this.state = state;
    this.translate = makeTranslator(TEXTS, state.language);
  }

  /** Reads the state and prepares the page; null when there is nothing more to do. */
  static async open(titleKey) {
    document.documentElement.classList.toggle("in-frame", window.parent !== window);
    try {
      const opened = new BuyerWindow(await readState());
      if (opened.state.ended) {
        opened.#tell(opened.state.ended);
        return null;
      }
      opened.#applyGateway(titleKey);
      return opened;
    } catch (error) {
      BuyerWindow.#showFailure(error, makeTranslator(TEXTS, getBrowserLanguage()));
      return null;
    }
  }

  /** Shows the window once it is filled in. `readDetails` gives what is sent with the outcome, or
   * null, with the fields marked, when something is missing. `onDecided` is told what was picked
   * instead of what the details would lead to, null for nothing. */
  show({ readDetails, buttonText, onDecided = () => {} }) {
    this.#readDetails = readDetails;
    this.#buttonText = buttonText;
    this.#onDecided = onDecided;
    const { outcomes, language } = this.state;
    this.#picker = new OutcomePicker(outcomes, language, this.translate, () => this.refresh());
    find("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    find("close").addEventListener("click", () => this.#end({ outcome: "close" }));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.#end({ outcome: "close" });
    });
    find("outcomes").addEventListener("toggle", () => {
      find("outcomes").scrollIntoView({ block: "nearest" });
    });
    onCloseRequested(() => this.#end({ outcome: "close" }));
    this.refresh();
    find("window").hidden = false;
    find("gateway-name").tabIndex = -1;
    find("gateway-name").focus();
  }

  /** Says on the button, and below it, what happens when it is pressed. */
  refresh() {
    const { outcome, title } = this.#picker;
    find("pay").textContent = this.#buttonText();
    const isDecided = outcome !== "approve";
    const text = isDecided ? this.translate("next_outcome", { outcome: title }) : "";
    find("status").textContent = text;
    this.#onDecided(isDecided ? text : null);
  }

  #submit() {
    const { outcome, delaySeconds } = this.#picker;
    if (WITHOUT_DETAILS.includes(outcome)) {
      this.#end({ outcome });
      return;
    }
    const details = this.#readDetails();
    if (details) this.#end({ outcome, ...details }, delaySeconds);
  }

  /** Ends the window with this outcome, and tells the page, `delaySeconds` later. */
  async #end(outcome, delaySeconds = 0) {
    if (this.#isBusy) return;
    this.#setBusy(true);
    try {
      const ended = await endWindow(outcome);
      if (outcome.outcome === "abandon") {
        this.#showAbandoned();
        return;
      }
      if (delaySeconds > 0) {
        find("status").textContent = this.translate("delaying", { seconds: delaySeconds });
        await sleep(delaySeconds);
      }
      this.#tell(ended);
    } catch (error) {
      this.#onFailure(error);
    }
  }

  #tell(ended) {
    tellPage(ended, this.state, this.translate);
  }

  #applyGateway(titleKey) {
    const { gateway, language } = this.state;
    const name = getGatewayName(gateway, language);
    document.title = this.translate(titleKey, { gateway: name });
    translatePage(this.translate, language);
    applyGatewayColors(gateway);
    showText(find("gateway-name"), name);
  }

  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    for (const id of ["pay", "close"]) find(id).disabled = isBusy;
    showText(find("alert"), null);
    if (isBusy) find("status").textContent = this.translate("working");
    else this.refresh();
  }

  #onFailure(error) {
    if (error instanceof WindowGone) {
      BuyerWindow.#showFailure(error, this.translate);
      return;
    }
    this.#setBusy(false);
    showText(
      find("alert"),
      error instanceof CallRefused ? error.message : this.translate("unreachable"),
    );
  }

  #showAbandoned() {
    const text = this.translate("abandoned");
    BuyerWindow.#showFinalMessage(this.translate("abandoned_title"), text, this.translate, () => leave());
  }

  /** In place of a window that cannot be shown: it is gone, refused, or not reached. */
  static #showFailure(error, translate) {
    const kind = error instanceof WindowGone ? "gone" : "unreachable";
    const text = error instanceof CallRefused ? error.message : translate(kind);
    BuyerWindow.#showFinalMessage(translate(`${kind}_title`), text, translate, () => leave(text));
  }

  /** The last thing the buyer sees. It has a close button if a page is waiting for the window. */
  static #showFinalMessage(title, text, translate, onButton) {
    const button = hasListener() ? translate("close") : null;
    showMessage({ title, text, button, onButton });
  }
}
