// SPDX-License-Identifier: MIT
// What the shop remembers. A real one keeps it in a database, with a row lock for `exclusively` and
// a unique index on the credits' imp_uid.

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
   * Does `work` when everything begun earlier for this customer is done. The webhook of a charge
   * may come before the reply to the charge; without turns both would credit and schedule.
   */
  exclusively(customerUid, work) {
    const turn = (this.#turns.get(customerUid) ?? Promise.resolve()).then(work);
    this.#turns.set(customerUid, turn.catch(() => {})); // a failure stops nobody behind it
    return turn;
  }
}
