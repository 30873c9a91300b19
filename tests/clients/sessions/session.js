// SPDX-License-Identifier: MIT
// A shop in Node.js, written as usual: the host is a literal, webhooks are looked up again.
//   node session.js [https|fetch|axios|got] [PACKAGE]
'use strict';

const https = require('https');
const http = require('http');

const API = 'https://api.iamport.kr';
const client = process.argv[2] || 'https';
const name = process.argv[3] || client; // of the package, when there are several versions

// Each client: (method, url, headers, body) => { status, json }
const clients = {
  https: (method, url, headers, body) => new Promise((resolve, reject) => {
    const request = https.request(url, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += chunk; });
      response.on('end', () => resolve({ status: response.statusCode, json: JSON.parse(text) }));
    });
    request.on('error', reject);
    request.end(body);
  }),
  fetch: async (method, url, headers, body) => {
    const response = await fetch(url, { method, headers, body });
    return { status: response.status, json: await response.json() };
  },
  axios: async (method, url, headers, data) => {
    const response = await require(name)({ method, url, headers, data, validateStatus: () => true });
    return { status: response.status, json: response.data };
  },
  got: async (method, url, headers, body) => {
    const got = (await import(name)).default;
    const response = await got(url, { method, headers, body, throwHttpErrors: false, retry: { limit: 0 } });
    return { status: response.statusCode, json: JSON.parse(response.body) };
  },
};
const send = clients[client];

let token = '';
function api(method, path, fields) {
  const headers = { Authorization: token };
  if (fields) headers['Content-Type'] = 'application/json';
  return send(method, API + path, headers, fields && JSON.stringify(fields));
}

// What only the emulator is asked: it needs the shop's own address, knows the codes that were sent, opens windows.
function callEmulator(method, path, fields) {
  return new Promise((resolve, reject) => {
    const request = http.request(`${process.env.PORTONE_EMULATOR_URL}/_emulator${path}`,
      { method, headers: { 'Content-Type': 'application/json' } }, (response) => {
        let text = '';
        response.on('data', (chunk) => { text += chunk; });
        response.on('end', () => resolve({ status: response.statusCode, json: JSON.parse(text) }));
      });
    request.on('error', reject);
    request.end(fields && JSON.stringify(fields));
  });
}

async function certify() {
  const requested = await api('POST', '/certifications/otp/request', { pg: 'danal', merchant_uid: 'join-1', name: 'kim',
    phone: '010-1234-5678', birth: '820213', gender_digit: 1, carrier: 'SKT' });
  console.log('otp requested', requested.status);
  const { imp_uid } = requested.json.response;
  const confirm = (otp) => api('POST', `/certifications/otp/confirm/${imp_uid}`, { otp });
  console.log('wrong otp refused', (await confirm('000000')).status);
  const sent = (await callEmulator('GET', '/certifications?merchant_uid=join-1')).json;
  const { otp } = sent.certifications[0]; // a person reads it on the telephone
  const confirmed = (await confirm(otp)).json.response;
  console.log('certified', confirmed.merchant_uid, confirmed.name);
  console.log('second confirmation refused', (await confirm(otp)).status);
  console.log('certification found', (await api('GET', `/certifications/${imp_uid}`)).json.response.name);
  console.log('certification deleted', (await api('DELETE', `/certifications/${imp_uid}`)).json.response.merchant_uid);
  console.log('deleted certification', (await api('GET', `/certifications/${imp_uid}`)).status);
  const window = { kind: 'certification', params: { pg: 'danal', merchant_uid: 'join-2' } }; // as a page opens it
  const told = (await callEmulator('POST', '/checkouts', window)).json.callback;
  console.log('window certified', (await api('GET', `/certifications/${told.imp_uid}`)).json.response.merchant_uid);
}

async function main() {
  const imp_key = process.env.IMP_KEY;
  const login = await api('POST', '/users/getToken', { imp_key, imp_secret: process.env.IMP_SECRET });
  if (login.status !== 200) throw new Error(`getToken: ${login.status} ${login.json.message}`);
  token = login.json.response.access_token;
  console.log('token', login.status);
  console.log('wrong secret', (await api('POST', '/users/getToken', { imp_key, imp_secret: 'wrong' })).status);

  const card = { card_number: '1234-1234-1234-1234', expiry: '2030-12', birth: '820213', pwd_2digit: '00' };
  console.log('key', (await api('POST', '/subscribe/customers/kim', card)).json.response.customer_uid);

  let resolveWebhook;
  const webhook = new Promise((resolve) => { resolveWebhook = resolve; });
  const shop = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => { text += chunk; });
    request.on('end', () => { response.end(); resolveWebhook(JSON.parse(text)); });
  });
  await new Promise((resolve) => shop.listen(0, '127.0.0.1', resolve));
  const settings = { url: `http://127.0.0.1:${shop.address().port}/webhook` };
  if ((await callEmulator('PUT', '/webhooks/settings', settings)).status !== 200) throw new Error('webhook settings');

  const order = { customer_uid: 'kim', merchant_uid: 'order-1', amount: 9900, name: 'a month' };
  const charge = (await api('POST', '/subscribe/payments/again', order)).json.response;
  console.log('charge', charge.status, charge.amount);
  const posted = await webhook;
  const fetched = (await api('GET', `/payments/${posted.imp_uid}`)).json.response;
  console.log('webhook', fetched.status, fetched.amount);
  const found = (await api('GET', '/payments/find/order-1')).json.response;
  console.log('lookup', found.merchant_uid, found.status);
  console.log('second charge refused', (await api('POST', '/subscribe/payments/again', order)).json.code);
  const cancelled = (await api('POST', '/payments/cancel', { imp_uid: posted.imp_uid, reason: 'returned' })).json.response;
  console.log('cancel', cancelled.status, cancelled.cancel_amount);

  const now = Math.floor(Date.now() / 1000);
  const planned = (await api('POST', '/subscribe/payments/schedule', { customer_uid: 'kim',
    schedules: [{ merchant_uid: 'order-2', schedule_at: now + 86400, amount: 9900 }] })).json.response[0];
  console.log('schedule', planned.merchant_uid, planned.schedule_status);
  const list = await api('GET', `/subscribe/payments/schedule/customers/kim?from=${now}&to=${now + 172800}`);
  console.log('list', list.json.response.list.length);
  const revoked = (await api('POST', '/subscribe/payments/unschedule', { customer_uid: 'kim' })).json.response[0];
  console.log('unschedule', revoked.merchant_uid, revoked.schedule_status);
  console.log('unknown payment', (await api('GET', '/payments/imp_000000000000')).status);

  const sale = { pg: 'kcp', name: 'cash', amount: 9900, identifier: '010-1234-5678' };
  const receipt = (await api('POST', '/receipts/external/cash-1', sale)).json.response;
  console.log('receipt', receipt.type, receipt.amount, receipt.vat);
  console.log('second receipt refused', (await api('POST', '/receipts/external/cash-1', sale)).status);
  console.log('receipt found', (await api('GET', '/receipts/external/cash-1')).json.response.amount);
  console.log('receipt cancelled', (await api('DELETE', '/receipts/external/cash-1')).json.response.merchant_uid);
  console.log('receipt of a card refused', (await api('POST', `/receipts/${posted.imp_uid}`, { identifier: '010-1234-5678' })).status);
  await certify();
  shop.close();
}

main().catch((error) => { console.error(error); process.exit(1); });
