// What happened, step by step: the call, what the page was told, what the shop's server sees; and
// before all of it, in one line, what came of it.
import { find, showPill, showText } from "../dom.js";
import { showBanner, revealBanner } from "./banner.js";
import { formatCode, summarizeCall } from "./code.js";
import { conclude } from "./conclusion.js";
import {
  findCertification,
  findPayment,
  readConfirmation,
  readTimeline,
  sendPingback,
} from "./emulator.js";
import { showPlace } from "./flow.js";
import { translate } from "./language.js";
import { showNextCharge } from "./next_charge.js";
import { readEnd } from "./page_result.js";
import { showCertification, showEvents, showPayment } from "./server_view.js";

const POLL_MS = 1000;
const MAX_POLLS = 180;
const PAGE_RESULT_PILLS = {
  success: ["success", "good"],
  approved: ["approved", "waiting"],
  confirmed: ["approved_then", "neutral"],
  quit: ["page_result_quit", "neutral"],
  failure: ["failure", "bad"],
};

export class Story {
  #impKey;
  #watch;
  #reopen;
  /** {sample, params, end, pageResult, way}; null before the first. */
  #run = null;
  #action = null;
  #timer = 0;
  /** How often the emulator was asked, and which of its answers is shown: none replaces a later. */
  #asked = 0;
  #shown = 0;
  /** All that is shown, as text: what stays the same is left alone, so that it can be selected. */
  #view = "";

  /** `watch` knows whether the window is there, `reopen` begins the same purchase once more. */
  constructor(impKey, watch, reopen) {
    this.#impKey = impKey;
    this.#watch = watch;
    this.#reopen = reopen;
    showBanner({ kind: "idle", text: translate("empty") });
    find("banner-action").addEventListener("click", () => this.#act());
  }

  /** Begins with a call of the page. */
  begin(userCode, sample, params) {
    this.#run = { sample, params, end: null, pageResult: null, way: null };
    const isCertification = sample.call === "certification";
    find("steps").hidden = false;
    find("story-title").textContent = translate("story");
    find("server-title").textContent = translate(
      isCertification ? "step_server_certification" : "step_server",
    );
    find("call-summary").textContent = summarizeCall(sample.call, params);
    find("call").textContent =
      `IMP.init(${JSON.stringify(userCode)});\n` +
      `IMP.${sample.call}(${formatCode(params)}, function (rsp) { … });`;
    showNextCharge(this.#impKey, null);
    this.#show({ entity: undefined, events: [], due: null });
    find("story-title").focus({ preventScroll: true });
    revealBanner();
    this.#poll(MAX_POLLS);
  }

  /** What the page's function was called with, or what came back in the address. */
  async showResult(pageResult, way) {
    Object.assign(this.#run, { pageResult, way, end: readEnd(pageResult) });
    const run = this.#run;
    this.#shown = this.#asked + 1;
    await this.#refresh().catch(() => {});
    if (run !== this.#run) return;
    revealBanner();
    this.#poll(MAX_POLLS);
  }

  #poll(left) {
    clearTimeout(this.#timer);
    this.#refresh().catch(() => {});
    if (left > 0) this.#timer = setTimeout(() => this.#poll(left - 1), POLL_MS);
  }

  get #isCertification() {
    return this.#run.sample.call === "certification";
  }

  async #refresh() {
    const run = this.#run;
    this.#asked += 1;
    const asked = this.#asked;
    const order = run.params.merchant_uid;
    const [entity, events] = await Promise.all([
      this.#isCertification ? findCertification(order) : findPayment(order),
      readTimeline(run.params),
    ]);
    const isWaiting = run.end !== null && !this.#isCertification && entity?.status === "ready";
    const due = isWaiting ? await readConfirmation(order) : null;
    if (run !== this.#run || asked < this.#shown) return;
    this.#shown = asked;
    this.#show({ entity, events, due });
  }

  #show({ entity, events, due }) {
    const { sample, params, end } = this.#run;
    const windowState = this.#watch.read();
    const view = JSON.stringify([params.merchant_uid, end, windowState, entity, events, due]);
    if (view === this.#view) return;
    this.#view = view;
    if (this.#isCertification) showCertification(entity, end);
    else showPayment(entity, this.#run);
    showEvents(events);
    const hasKey = entity?.status === "paid" && Boolean(params.customer_uid);
    if (hasKey !== !find("step-next").hidden) showNextCharge(this.#impKey, hasKey ? params : null);
    this.#showPageResult(entity);
    const isCertification = this.#isCertification;
    this.#showConclusion(conclude({ sample, isCertification, windowState, end, entity }), due);
    this.#showPlace(windowState);
  }

  #showConclusion({ kind, key, detail, action }, due) {
    const { sample, pageResult } = this.#run;
    const isPlanned = action !== "confirm" || due !== null;
    this.#action = isPlanned ? action : null;
    const gateway = translate(sample.gateway[1]);
    showBanner({
      kind,
      text: translate("conclusion", { conclusion: translate(key), gateway }),
      detail: this.#describe(detail, due) ?? pageResult?.error_msg,
      button: this.#action && translate(this.#action),
    });
  }

  #describe(detail, due) {
    if (due === "stopped") return translate("confirm_stopped");
    if (due !== null) return translate("confirm_in", { seconds: due });
    return detail && translate(detail);
  }

  #showPlace(windowState) {
    if (this.#run.end !== null) showPlace("server");
    else showPlace(windowState === "open" ? "window" : "shop");
  }

  #showPageResult(entity) {
    const { pageResult, way, end } = this.#run;
    const isFailure = end === "failure" || end === "quit";
    showText(find("page-result-reason"), isFailure ? pageResult.error_msg : null);
    find("page-result-details").hidden = pageResult === null;
    if (pageResult === null) {
      showPill(find("page-result-pill"), translate("no_page_result"), "waiting");
      find("page-result").textContent = "";
      return;
    }
    const isConfirmed = end === "approved" && entity && entity.status !== "ready";
    const [key, kind] = PAGE_RESULT_PILLS[isConfirmed ? "confirmed" : end];
    showPill(find("page-result-pill"), `${translate(key)} · ${translate(way)}`, kind);
    find("page-result-summary").textContent = translate("page_result_summary", {
      imp_uid: pageResult.imp_uid ?? "-",
    });
    find("page-result").textContent = formatCode(pageResult);
  }

  async #act() {
    if (this.#action === "reopen") {
      this.#reopen();
    } else if (this.#action === "confirm") {
      await sendPingback(this.#run.params.merchant_uid);
      await this.#refresh();
    }
  }
}
