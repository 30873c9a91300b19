// SPDX-License-Identifier: MIT
// A shop with a monthly subscription in Node.js, written as usual: the real host is a literal,
// and the next charge is planned by the clock of the machine. PORT=8000 node shop.js
'use strict';

const http = require('http');

const ledger = [];
let token = { expired_at: 0 };
let lastPaid;

async function api(method, path, fields) {
  if (path !== '/users/getToken' && token.expired_at <= Date.now() / 1000 + 60) {
    token = await api('POST', '/users/getToken', { imp_key: 'node-shop', imp_secret: 'secret' });
  }
  const response = await fetch(`https://api.iamport.kr${path}`, { method, body: fields && JSON.stringify(fields),
    headers: { 'Content-Type': 'application/json', Authorization: token.access_token || '' } });
  const reply = await response.json();
  if (!response.ok || reply.code !== 0) throw new Error(`${path}: ${response.status} ${reply.message}`);
  return reply.response;
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
}

async function subscribe() {
  await api('POST', '/subscribe/customers/kim',
    { card_number: '1234-1234-1234-1234', expiry: '2030-12', birth: '820213', pwd_2digit: '00' });
  await api('POST', '/subscribe/payments/again',
    { customer_uid: 'kim', merchant_uid: `order_${Date.now()}`, amount: 9900, name: 'a month' });
}

async function planNext(step) {
  const next = new Date();
  step(next);
  await api('POST', '/subscribe/payments/schedule', { customer_uid: 'kim',
    schedules: [{ merchant_uid: `order_${Date.now()}`, schedule_at: Math.floor(next / 1000), amount: 9900 }] });
}

async function takeWebhook({ imp_uid }) {
  const payment = await api('GET', `/payments/${imp_uid}`);
  ledger.push(`${today()} ${payment.status} ${payment.amount}`);
  if (payment.status === 'paid') {
    lastPaid = imp_uid;
    await planNext((date) => date.setMonth(date.getMonth() + 1));
  } else if (payment.status === 'failed') {
    await planNext((date) => date.setDate(date.getDate() + 1));
  }
}

async function refund() {
  const payment = await api('POST', '/payments/cancel', { imp_uid: lastPaid, reason: 'not wanted' });
  ledger.push(`${today()} refunded ${payment.cancel_amount}`);
}

const pages = { '/subscribe': subscribe, '/webhook': takeWebhook, '/refund': refund, '/ledger': () => {} };

http.createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => { text += chunk; });
  request.on('end', async () => {
    try {
      await pages[request.url](text ? JSON.parse(text) : {});
    } catch (error) {
      console.error(error);
      response.statusCode = 500;
    }
    response.end(request.url === '/ledger' ? ledger.map((line) => `${line}\n`).join('') : 'ok\n');
  });
}).listen(process.env.PORT, '127.0.0.1');
