// What the windows of payments and certifications have in common: loading, the strip, the button,
// closing, and one end for each window.
import { find, showText } from "./dom.js";
import { leave, tellPage } from "./ending.js";
import { gatewayName, wearGateway } from "./gateway_look.js";
import { showMessage } from "./message.js";
import { TEXTS } from "./texts.js";
import { browserLanguage, makeTranslator, translatePage } from "./translator.js";
import { CallRefused, WindowGone, endWindow, readState } from "./window_api.js";

const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

export class WindowFrame {
  #isBusy = false;
  #onIdle = () => {};

  constructor(state) {
    this.state = state;
    this.translate = makeTranslator(TEXTS, state.language);
  }

  /** Reads the state and prepares the page; null when there is nothing more to do. */
  static async open(titleKey) {
    document.documentElement.classList.toggle("in-frame", window.parent !== window);
    try {
      const frame = new WindowFrame(await readState());
      if (frame.state.ended) {
        frame.#tell(frame.state.ended);
        return null;
      }
      frame.#dress(titleKey);
      return frame;
    } catch (error) {
      WindowFrame.#showFailure(error, makeTranslator(TEXTS, browserLanguage()));
      return null;
    }
  }

  /** Shows the window once it is filled in. `readOutcome` gives what the button sends, or null;
   * `onIdle` is called whenever the button can be used. */
  show({ readOutcome, delaySeconds, onIdle }) {
    this.#onIdle = onIdle;
    find("form").addEventListener("submit", (event) => {
      event.preventDefault();
      const outcome = this.#isBusy ? null : readOutcome();
      if (outcome) this.end(outcome, delaySeconds());
    });
    find("close").addEventListener("click", () => this.end({ outcome: "close" }));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.end({ outcome: "close" });
    });
    onIdle();
    find("window").hidden = false;
    find("gateway-name").tabIndex = -1;
    find("gateway-name").focus();
  }

  /** Ends the window with this outcome, and tells the page, `delaySeconds` later. */
  async end(outcome, delaySeconds = 0) {
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

  #dress(titleKey) {
    const { gateway, language } = this.state;
    const name = gatewayName(gateway, language);
    document.title = this.translate(titleKey, { gateway: name });
    translatePage(this.translate, language);
    wearGateway(gateway);
    showText(find("gateway-name"), name);
  }

  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    for (const id of ["pay", "close"]) find(id).disabled = isBusy;
    find("status").textContent = isBusy ? this.translate("working") : "";
    showText(find("alert"), null);
    if (!isBusy) this.#onIdle();
  }

  #onFailure(error) {
    if (error instanceof WindowGone) {
      WindowFrame.#showFailure(error, this.translate);
      return;
    }
    this.#setBusy(false);
    showText(
      find("alert"),
      error instanceof CallRefused ? error.message : this.translate("unreachable"),
    );
  }

  #showAbandoned() {
    showMessage({
      title: this.translate("abandoned_title"),
      text: this.translate("abandoned"),
      button: this.translate("close"),
      onButton: () => leave(this.translate),
    });
  }

  /** In place of a window that cannot be shown: it is gone, refused, or not reached. */
  static #showFailure(error, translate) {
    const kind = error instanceof WindowGone ? "gone" : "unreachable";
    showMessage({
      title: translate(`${kind}_title`),
      text: error instanceof CallRefused ? error.message : translate(kind),
      button: translate("close"),
      onButton: () => leave(translate),
    });
  }
}
