// SPDX-License-Identifier: MIT
// Orders that are paid into a virtual account: the buyer gets its number, the webhook reports the
// deposit, and the daily job finds the accounts that closed without one.
'use strict';

const express = require('express');
const { Refused } = require('./portone');

const THREE_DAYS = 3 * 24 * 3600;

function makeApp(portone) {
  const app = express();
  const orders = new Map();
  app.use(express.json());

  // The state of an order follows from what PortOne reports about its payment, and from nothing else.
  function record(payment) {
    const order = orders.get(payment.merchant_uid);
    if (!order) return;
    order.state = { ready: 'waiting', paid: 'paid', failed: 'expired', cancelled: 'refunded' }[payment.status];
    if (payment.amount !== order.amount) order.state = 'wrong amount';
  }

  app.post('/orders', async (request, response, next) => {
    try {
      const { order, amount } = request.body;
      orders.set(order, { amount, state: 'new' });
      const payment = await portone.call('POST', '/vbanks', { merchant_uid: order, amount, vbank_code: '088',
        vbank_due: Math.floor(Date.now() / 1000) + THREE_DAYS, vbank_holder: 'shop' });
      record(payment);
      response.status(201).json({ account: payment.vbank_num, bank: payment.vbank_name });
    } catch (error) { next(error); }
  });

  app.get('/orders/:order', (request, response) => {
    const order = orders.get(request.params.order);
    response.status(order ? 200 : 404).json(order ? { state: order.state } : {});
  });

  // Anybody can post here: the payment is looked up before it is believed.
  app.post('/portone/webhook', async (request, response, next) => {
    try {
      record(await portone.call('GET', `/payments/${encodeURIComponent(request.body.imp_uid)}`));
      response.end();
    } catch (error) { next(error); }
  });

  // No webhook reports that an account has closed, and one that reports a deposit may be lost.
  app.post('/jobs/daily', async (request, response, next) => {
    try {
      for (const [order, { state }] of orders) {
        if (state === 'waiting') record(await portone.call('GET', `/payments/find/${encodeURIComponent(order)}`));
      }
      response.end();
    } catch (error) { next(error); }
  });

  app.use((error, request, response, next) => {
    response.status(error instanceof Refused ? 400 : 502).json({ message: error.message });
  });
  return app;
}

module.exports = { makeApp };
