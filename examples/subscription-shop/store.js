// SPDX-License-Identifier: MIT
// The shop's data. A real shop uses a database, with a row lock for `exclusively` and a unique index
// on the credits' imp_uid.

export class Store {
  #customers = new Map();
  #turns = new Map();
  events = [];

  customers() {
    return [...this.#customers.values()];
  }

  find(customerUid) {
    return this.#customers.get(customerUid);
  }

  add(customer) {
    this.#customers.set(customer.customer_uid, customer);
    return customer;
  }

  log(event, details) {
    this.events.push({ event, ...details });
  }

  /**
   * Runs `work` after all earlier work for this customer. The webhook of a charge may come before the
   * reply to the charge; if both ran at once, both would credit and schedule.
   */
  exclusively(customerUid, work) {
    const turn = (this.#turns.get(customerUid) ?? Promise.resolve()).then(work);
    this.#turns.set(customerUid, turn.catch(() => {})); // a failure does not stop later work
    return turn;
  }
}
