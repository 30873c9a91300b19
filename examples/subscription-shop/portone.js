// SPDX-License-Identifier: MIT
// A client for the calls of PortOne's V1 API that a subscription needs. Returns `response` unchanged.

/** PortOne answered with an error: nothing was charged, issued or scheduled. */
export class Refused extends Error {
  constructor(status, { code, message }) {
    super(`${message} (HTTP ${status}, code ${code})`);
    this.status = status;
  }
}

export class PortOne {
  #token = null; // a promise, so that calls made at once share one getToken

  constructor({ url, key, secret, channelKey }) {
    this.url = url;
    this.credentials = { imp_key: key, imp_secret: secret };
    this.channel = channelKey ? { channel_key: channelKey } : {};
  }

  issueBillingKey(customerUid, card) {
    return this.#post(`/subscribe/customers/${encodeURIComponent(customerUid)}`, {
      ...this.channel,
      ...card,
    });
  }

  /** Charges a stored key now. The payment may be `failed`: a declined card is not an error. */
  chargeBillingKey(order) {
    return this.#post('/subscribe/payments/again', order);
  }

  schedule(customerUid, schedule) {
    const body = { customer_uid: customerUid, schedules: [schedule] };
    return this.#post('/subscribe/payments/schedule', body);
  }

  getPayment(impUid) {
    return this.#find(`/payments/${encodeURIComponent(impUid)}`);
  }

  findPaymentByOrder(merchantUid) {
    return this.#find(`/payments/find/${encodeURIComponent(merchantUid)}`);
  }

  findSchedule(merchantUid) {
    return this.#find(`/subscribe/payments/schedule/${encodeURIComponent(merchantUid)}`);
  }

  #post(path, body) {
    return this.#sendAuthorized(path, { method: 'POST', body: JSON.stringify(body) });
  }

  /** Null when it does not exist. */
  async #find(path) {
    try {
      return await this.#sendAuthorized(path, { method: 'GET' });
    } catch (error) {
      if (error instanceof Refused && error.status === 404) return null;
      throw error;
    }
  }

  /**
   * Uses the token until PortOne refuses it. This needs no local clock, and is safe for charges too:
   * a request answered with 401 was not carried out.
   */
  async #sendAuthorized(path, request) {
    const token = (this.#token ??= this.#requestToken());
    try {
      return await this.#call(path, request, await token);
    } catch (error) {
      if (!(error instanceof Refused && error.status === 401)) throw error;
      if (this.#token === token) this.#token = this.#requestToken();
      return this.#call(path, request, await this.#token);
    }
  }

  #requestToken() {
    const body = JSON.stringify(this.credentials);
    const token = this.#call('/users/getToken', { method: 'POST', body }).then(
      (response) => response.access_token,
    );
    token.catch(() => (this.#token = null)); // the next call fetches a new one
    return token;
  }

  /** Throws Refused when PortOne answers with an error, another error when the outcome is unknown. */
  async #call(path, { method, body }, token) {
    const headers = { 'Content-Type': 'application/json' };
    if (token) headers.Authorization = `Bearer ${token}`;
    const signal = AbortSignal.timeout(60_000);
    const reply = await fetch(this.url + path, { method, body, headers, signal });
    if (reply.status >= 500) throw new Error(`PortOne answers HTTP ${reply.status}`);
    const envelope = await reply.json();
    // HTTP 200 is not success: `code` 0 is.
    if (!reply.ok || envelope.code !== 0) throw new Refused(reply.status, envelope);
    return envelope.response;
  }
}
