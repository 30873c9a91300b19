// Watches from outside whether a window of the script is there, as a person in front of the page
// would see it: the script itself tells a page nothing of a window that is left or blocked.

/** How long the page may still be told after its window has gone. */
const GRACE_MS = 2000;

const findLayer = () => document.querySelector("dialog.imp-dialog");

export class WindowWatch {
  #popup;
  #wasOpen;
  #goneSince;

  constructor() {
    this.begin();
    const openPopup = window.open;
    window.open = (...values) => {
      this.#popup = openPopup.apply(window, values);
      return this.#popup;
    };
  }

  /** Forgets the window before. */
  begin() {
    this.#popup = undefined;
    this.#wasOpen = false;
    this.#goneSince = null;
  }

  /** The window was open before this page was loaded: nobody waits for it any more. */
  beginWithout() {
    this.begin();
    this.#wasOpen = true;
    this.#goneSince = -GRACE_MS;
  }

  /** opening, open, blocked (by the browser) or gone. */
  read() {
    if (this.#popup === null) return "blocked";
    const isOpen = this.#popup ? !this.#popup.closed : findLayer() !== null;
    if (isOpen) {
      this.#wasOpen = true;
      this.#goneSince = null;
      return "open";
    }
    if (!this.#wasOpen) return "opening";
    this.#goneSince ??= performance.now();
    return performance.now() - this.#goneSince >= GRACE_MS ? "gone" : "open";
  }
}
