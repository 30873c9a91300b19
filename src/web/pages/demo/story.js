// What happened, step by step: the call, what the page was told, what the shop's server sees.
import { fillRows, find, make, showPill, showText } from "../dom.js";
import { formatMoney } from "../money.js";
import { formatCharge, formatCode } from "./code.js";
import { findCertification, findPayment, readTimeline, sendPingback } from "./emulator.js";
import { language, translate } from "./language.js";

const POLL_MS = 1500;
const MAX_POLLS = 80;
const CERTIFICATION_PILLS = {
  certified: ["certified", "good"],
  ready: ["uncertified", "waiting"],
  failed: ["failed", "bad"],
};
const PILLS = { paid: "good", ready: "waiting", failed: "bad", cancelled: "waiting" };

export class Story {
  #impKey;
  #sample = null;
  #params = null;
  #timer = 0;

  constructor(impKey) {
    this.#impKey = impKey;
    find("pingback").addEventListener("click", async () => {
      await sendPingback(this.#params.merchant_uid);
      await this.#refresh();
    });
  }

  /** Begins with a call of the page. */
  begin(userCode, sample, params) {
    this.#sample = sample;
    this.#params = params;
    find("empty").hidden = true;
    find("steps").hidden = false;
    find("step-next").hidden = true;
    find("call").textContent =
      `IMP.init(${JSON.stringify(userCode)});\n` +
      `IMP.${sample.call}(${formatCode(params)}, function (rsp) { … });`;
    showPill(find("told-pill"), translate("window_open"), "waiting");
    showText(find("told-reason"), null);
    showText(find("told"), null);
    this.#showServer(null);
    find("events").replaceChildren();
    find("story-title").focus();
    find("story").scrollIntoView({ behavior: "smooth", block: "start" });
    this.#poll(MAX_POLLS);
  }

  /** What the page's function was called with, or what came back in the address. */
  tell(result, way) {
    const success = result.success ?? result.imp_success;
    const isGood = result.error_code == null && String(success) !== "false";
    const text = `${translate(isGood ? "success" : "failure")} · ${translate(way)}`;
    showPill(find("told-pill"), text, isGood ? "good" : "bad");
    showText(find("told-reason"), isGood ? null : result.error_msg);
    showText(find("told"), formatCode(result));
    this.#poll(MAX_POLLS);
  }

  #poll(left) {
    clearTimeout(this.#timer);
    this.#refresh().catch(() => {});
    if (left > 0) this.#timer = setTimeout(() => this.#poll(left - 1), POLL_MS);
  }

  async #refresh() {
    const params = this.#params;
    const isCertification = this.#sample.call === "certification";
    const [entity, events] = await Promise.all([
      isCertification ? findCertification(params.merchant_uid) : findPayment(params.merchant_uid),
      readTimeline(params),
    ]);
    if (params !== this.#params) return;
    if (isCertification) this.#showCertification(entity);
    else this.#showServer(entity);
    this.#showEvents(events);
  }

  #showServer(payment) {
    find("pingback").hidden = payment?.status !== "ready" || this.#params.pg !== "paymentwall";
    if (!payment) {
      showPill(find("server-pill"), translate("none"), "waiting");
      fillRows(find("server-rows"), []);
      return;
    }
    const { status } = payment;
    const isKey = status === "paid" && this.#sample.onlyStores;
    showPill(find("server-pill"), translate(isKey ? "key_issued" : status), PILLS[status]);
    fillRows(find("server-rows"), [
      ["imp_uid", payment.imp_uid],
      ["merchant_uid", payment.merchant_uid],
      [translate("status"), status],
      [translate("amount"), formatMoney(payment.amount, this.#params.currency ?? "KRW", language)],
      [translate("pay_method"), payment.pay_method],
      [translate("customer_uid"), payment.customer_uid],
      [translate("fail_reason"), payment.fail_reason],
    ]);
    const hasKey = status === "paid" && Boolean(this.#params.customer_uid);
    find("step-next").hidden = !hasKey;
    if (hasKey) this.#showCharge();
  }

  #showCharge() {
    const { customer_uid: customerUid, amount, currency, buyer_email: email } = this.#params;
    find("next").textContent = formatCharge({
      impKey: this.#impKey,
      customerUid,
      amount,
      currency,
      email,
    });
  }

  #showCertification(certification) {
    const status = certification?.status ?? "ready";
    const [key, kind] = CERTIFICATION_PILLS[status];
    showPill(find("server-pill"), translate(key), kind);
    fillRows(find("server-rows"), [
      ["imp_uid", certification?.imp_uid],
      [translate("name"), certification?.name],
      [translate("birthday"), certification?.birthday],
      [translate("phone"), certification?.phone],
      ["unique_key (CI)", certification?.unique_key],
      [translate("fail_reason"), certification?.fail_reason],
    ]);
  }

  #showEvents(events) {
    find("events").replaceChildren(
      ...events.map((event) => {
        const row = make("li", "", { className: event.level });
        row.append(make("time", event.at.slice(11, 19)), make("span", event.message));
        return row;
      }),
    );
  }
}
