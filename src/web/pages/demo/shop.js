// Buying: the call of the script, and its end, now or after the page was left.
import { recallRun, rememberRun } from "./run.js";
import { SAMPLES } from "./samples.js";
import { markChosen } from "./shelf.js";
import { Story } from "./story.js";
import { WindowWatch } from "./window_watch.js";

/** The shop of one merchant: buys, and tells the story of it. */
export class Shop {
  #userCode;
  #watch = new WindowWatch();
  #story;
  #run = null;

  constructor({ imp_key: impKey, user_code: userCode }) {
    this.#userCode = userCode;
    this.#story = new Story(impKey, this.#watch, () => this.#buyAgain());
  }

  /** Calls the script as the guide of the sample does. */
  buy(sample, action) {
    const params = sample.actions[action].makeParams();
    this.#run = { user_code: this.#userCode, name: sample.name, action, params };
    rememberRun(this.#run);
    markChosen(sample.name);
    this.#watch.begin();
    this.#story.begin(this.#userCode, sample, params);
    const run = this.#run;
    const { IMP } = window;
    IMP.init(this.#userCode);
    IMP[sample.call](params, (result) => {
      if (run === this.#run) this.#receiveResult(result, "by_callback");
    });
  }

  /** Shows what the tab remembers: after a redirect the result is in the address, after a reload or
   * in the other language it was told before. */
  recall() {
    const run = recallRun(this.#userCode);
    const result = Object.fromEntries(new URLSearchParams(location.search));
    const isReturn = "imp_uid" in result && run?.params.merchant_uid === result.merchant_uid;
    if (isReturn) history.replaceState(null, "", location.pathname);
    if (!run) return;
    this.#run = run;
    const sample = this.#findSample();
    markChosen(sample.name);
    if (isReturn || run.pageResult) this.#watch.begin();
    else this.#watch.beginWithout();
    this.#story.begin(this.#userCode, sample, run.params);
    if (isReturn) this.#receiveResult(result, "by_redirect");
    else if (run.pageResult) this.#story.showResult(run.pageResult, run.way);
  }

  #findSample() {
    return SAMPLES.find(({ name }) => name === this.#run.name);
  }

  #buyAgain() {
    this.buy(this.#findSample(), this.#run.action);
  }

  #receiveResult(pageResult, way) {
    Object.assign(this.#run, { pageResult, way });
    rememberRun(this.#run);
    this.#story.showResult(pageResult, way);
  }
}
