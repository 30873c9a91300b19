// What the shop's server sees of a run: the payment or the certification, and what happened to it.
import { fillRows, find, make, showPill } from "../dom.js";
import { formatMoney } from "../money.js";
import { language, translate } from "./language.js";

const PAYMENT_PILLS = {
  paid: ["paid", "good"],
  ready: ["ready", "waiting"],
  failed: ["failed", "bad"],
  cancelled: ["cancelled", "neutral"],
};
const CERTIFICATION_PILLS = {
  certified: ["certified", "good"],
  ready: ["uncertified", "waiting"],
  failed: ["failed", "bad"],
};

function findPaymentPill({ status }, sample, end) {
  if (status === "paid" && sample.onlyStores) return ["key_issued", "good"];
  if (status === "ready" && end === null) return ["not_yet", "waiting"];
  if (status === "failed" && end === "quit") return ["not_paid", "neutral"];
  return PAYMENT_PILLS[status];
}

/** Shows a payment, or that there is none. `end` is how it ended as the page was told. */
export function showPayment(payment, { sample, params, end }) {
  const [key, kind] = payment ? findPaymentPill(payment, sample, end) : ["none", "waiting"];
  showPill(find("server-pill"), `${kind === "good" ? "✓ " : ""}${translate(key)}`, kind);
  if (!payment) {
    fillRows(find("server-rows"), []);
    return;
  }
  const format = (amount) => formatMoney(amount, params.currency ?? "KRW", language);
  const { onlyStores } = sample;
  fillRows(find("server-rows"), [
    ["imp_uid", payment.imp_uid],
    ["merchant_uid", payment.merchant_uid],
    [translate("status"), payment.status],
    [translate(onlyStores ? "stored_amount" : "amount"), format(payment.amount)],
    [translate("charged"), onlyStores ? format(payment.charged_amount) : null],
    [translate("pay_method"), payment.pay_method],
    [translate("customer_uid"), payment.customer_uid],
    [translate("fail_reason"), payment.fail_reason],
  ]);
}

/** Shows a certification, or that nobody has been identified. */
export function showCertification(certification, end) {
  const status = certification?.status ?? "ready";
  const isQuit = status !== "certified" && end === "quit";
  const [key, kind] = isQuit ? ["uncertified", "neutral"] : CERTIFICATION_PILLS[status];
  showPill(find("server-pill"), `${kind === "good" ? "✓ " : ""}${translate(key)}`, kind);
  fillRows(find("server-rows"), [
    ["imp_uid", certification?.imp_uid],
    [translate("name"), certification?.name],
    [translate("birthday"), certification?.birthday],
    [translate("phone"), certification?.phone],
    ["unique_key (CI)", certification?.unique_key],
    [translate("fail_reason"), certification?.fail_reason],
  ]);
}

const describe = (event) =>
  event.event === "webhook_unsent" && event.reason === "no webhook URL"
    ? translate("no_webhook_url")
    : event.message;

/** Lists what happened, in the order of time. */
export function showEvents(events) {
  find("events").replaceChildren(
    ...events.map((event) => {
      const row = make("li", "", { className: `${event.level} ${event.event}` });
      row.append(make("time", event.at.slice(11, 19)), make("span", describe(event)));
      return row;
    }),
  );
}
