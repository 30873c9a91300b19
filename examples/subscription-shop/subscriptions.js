// SPDX-License-Identifier: MIT
// The billing loop. Every source of a payment (a reply, a webhook, reconcile) ends in #settle, which
// is idempotent: it credits an imp_uid once and makes one next charge.
import { DAY, PLANS, dateInSeoul } from './plans.js';
import { Refused } from './portone.js';

const MAX_RETRIES = 5;

export class Subscriptions {
  constructor(portone, store, { plan, amount, failWebhookFor }) {
    Object.assign(this, { portone, store, plan, amount, failWebhookFor });
  }

  /** Issues a billing key and makes the first charge; for an existing subscriber replaces the card. */
  subscribe(customerUid, card) {
    return this.store.exclusively(customerUid, async () => {
      await this.portone.issueBillingKey(customerUid, card);
      this.store.log('key issued', { customer_uid: customerUid });
      const customer =
        this.store.find(customerUid) ??
        this.store.add({
          customer_uid: customerUid,
          credits: [],
          failures: [],
          next: charge(customerUid, 1, 0, null),
        });
      // The order is stored before it is charged: if we crash here, reconcile() finds it.
      if (customer.credits.length === 0) await this.#settle(customer, await this.#charge(customer));
      return customer;
    });
  }

  /** A webhook is only a hint: anybody can post one, so the payment is looked up. */
  async onWebhook({ imp_uid }) {
    const payment = await this.portone.getPayment(String(imp_uid));
    const customer = payment && this.store.find(payment.customer_uid);
    if (!customer) return this.store.log('webhook ignored', { imp_uid });
    return this.store.exclusively(customer.customer_uid, async () => {
      this.store.log('webhook', { merchant_uid: payment.merchant_uid, status: payment.status });
      await this.#settle(customer, payment, () => this.#failOnce(payment.merchant_uid));
    });
  }

  /** Repairs what a lost webhook or a cut reply has left incomplete. To be run daily. */
  reconcile() {
    return this.#forEachCustomer(async (customer) => {
      if (!customer.next) return;
      const schedule = await this.portone.findSchedule(customer.next.merchant_uid);
      if (schedule?.schedule_status === 'scheduled') return; // still pending
      const payment = await this.portone.findPaymentByOrder(customer.next.merchant_uid);
      if (payment) this.store.log('found', { merchant_uid: payment.merchant_uid });
      await (payment ? this.#settle(customer, payment) : this.#schedule(customer));
    });
  }

  /** Charges all customers due by `today`, a date in Seoul: for the plan without schedules. */
  runDailyJob(today) {
    return this.#forEachCustomer(async (customer) => {
      if (!customer.next?.due || dateInSeoul(customer.next.due) > today) return;
      await this.#settle(customer, await this.#charge(customer));
    });
  }

  async #forEachCustomer(work) {
    for (const customer of this.store.customers()) {
      const { customer_uid } = customer;
      await this.store
        .exclusively(customer_uid, () => work(customer))
        // An error of one customer does not affect the others; the next run retries.
        .catch((error) => this.store.log('trouble', { customer_uid, message: error.message }));
    }
  }

  async #settle(customer, payment, betweenCreditAndNext = () => {}) {
    this.#record(customer, payment);
    betweenCreditAndNext();
    if (payment.merchant_uid === customer.next?.merchant_uid) {
      customer.next = this.#chargeAfter(customer, payment);
    }
    await this.#schedule(customer);
  }

  #isGood({ status, amount }) {
    return status === 'paid' && amount === this.amount;
  }

  #record({ credits, failures }, payment) {
    const { imp_uid, merchant_uid, status, amount, paid_at, failed_at, fail_reason } = payment;
    if ([...credits, ...failures].some((known) => known.imp_uid === imp_uid)) return;
    if (this.#isGood(payment)) {
      credits.push({ imp_uid, merchant_uid, paid_at, amount });
      this.store.log('credited', { merchant_uid, paid_at });
    } else if (status === 'failed') {
      failures.push({ imp_uid, merchant_uid, failed_at, fail_reason });
      this.store.log('failed', { merchant_uid, failed_at });
    } else {
      this.store.log('not credited', { merchant_uid, status, amount }); // needs a manual check
    }
  }

  /** What follows the charge that `payment` settles; null when the subscription ends with it. */
  #chargeAfter({ customer_uid, credits, next: { cycle, retry } }, payment) {
    if (this.#isGood(payment)) {
      const due = PLANS[this.plan](payment.paid_at, credits[0].paid_at, cycle);
      return charge(customer_uid, cycle + 1, 0, due);
    }
    if (payment.status !== 'failed') return null;
    // A customer who has never paid is charged again only with a new card.
    if (credits.length === 0) return charge(customer_uid, cycle, retry + 1, null);
    if (retry === MAX_RETRIES) return null;
    return charge(customer_uid, cycle, retry + 1, payment.failed_at + DAY);
  }

  /** No reply does not mean no charge: the payment is looked up before charging again. */
  async #charge({ customer_uid, next: { merchant_uid } }) {
    const order = { customer_uid, merchant_uid, amount: this.amount, name: 'Subscription' };
    try {
      return await this.portone.chargeBillingKey(order);
    } catch (error) {
      const payment = await this.portone.findPaymentByOrder(merchant_uid);
      // Not found: retrying with the same merchant_uid is safe, it can pay only once.
      if (!payment) throw error;
      this.store.log('found', { merchant_uid });
      return payment;
    }
  }

  async #schedule(customer) {
    const { customer_uid, next } = customer;
    if (this.plan === 'daily-job' || !next?.due || next.scheduled) return;
    const { merchant_uid, due } = next;
    const schedule = { merchant_uid, schedule_at: due, amount: this.amount, name: 'Subscription' };
    try {
      await this.portone.schedule(customer_uid, schedule);
    } catch (error) {
      // If the schedule exists, only the reply was lost. If it was refused, its time has passed, and
      // it is charged now.
      if (!(await this.portone.findSchedule(merchant_uid))) {
        if (!(error instanceof Refused) || error.status !== 200) throw error;
        this.store.log('late', { merchant_uid, due });
        return this.#settle(customer, await this.#charge(customer));
      }
    }
    next.scheduled = true;
    this.store.log('scheduled', { merchant_uid, due });
  }

  /** Simulates the bug of FAIL_WEBHOOK_FOR at the worst moment: credited, not yet scheduled. */
  #failOnce(merchantUid) {
    if (merchantUid !== this.failWebhookFor) return;
    this.failWebhookFor = null;
    throw new Error('FAIL_WEBHOOK_FOR');
  }
}

/** The shop chooses the merchant_uid: kim-2, and if that fails kim-2-retry1, kim-2-retry2. */
function charge(customerUid, cycle, retry, due) {
  const merchant_uid = `${customerUid}-${cycle}` + (retry > 0 ? `-retry${retry}` : '');
  return { merchant_uid, cycle, retry, due, scheduled: false };
}
