// SPDX-License-Identifier: MIT
// portone-emulator exec -- npx jest
'use strict';

const { randomUUID } = require('node:crypto');
const { makeApp } = require('./app');
const { PortOne } = require('./portone');

let shop; // its URL
let server;
let key; // each test has a sandbox of its own

async function send(method, url, fields) {
  const response = await fetch(url, { method, body: fields && JSON.stringify(fields),
    headers: { 'Content-Type': 'application/json', 'X-Emulator-Sandbox': key } });
  const text = await response.text();
  return { status: response.status, body: text && JSON.parse(text) };
}

async function emulator(method, path, fields) {
  const { status, body } = await send(method, `${process.env.PORTONE_EMULATOR_URL}/_emulator${path}`, fields);
  if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return body;
}

const order = (name) => send('POST', `${shop}/orders`, { order: name, amount: 12000 });
const state = async (name) => (await send('GET', `${shop}/orders/${name}`)).body.state;

beforeEach(async () => {
  key = `shop-${randomUUID()}`;
  await new Promise((resolve) => { server = makeApp(new PortOne(key, 'secret')).listen(0, '127.0.0.1', resolve); });
  shop = `http://127.0.0.1:${server.address().port}`;
  await emulator('PUT', '/webhooks/settings', { url: `${shop}/portone/webhook` });
});

afterEach(() => server.close());

test('an order waits for its money and is paid', async () => {
  const { status, body } = await order('order-1');
  expect(status).toBe(201);
  expect(body.account).toMatch(/^\d+$/);
  expect(await state('order-1')).toBe('waiting');
  await emulator('POST', '/actions/deposit', { merchant_uid: 'order-1' });
  await emulator('POST', '/settle');
  expect(await state('order-1')).toBe('paid');
});

test('an account without a deposit has expired after four days', async () => {
  await order('order-1');
  await emulator('POST', '/clock/advance', { by: '4d' });
  await send('POST', `${shop}/jobs/daily`);
  expect(await state('order-1')).toBe('expired');
});

test('a deposit whose webhook is lost is found by the daily job', async () => {
  await order('order-1');
  await emulator('POST', '/faults', { when: { operation: 'webhook', status: 'paid' }, then: { drop: true } });
  await emulator('POST', '/actions/deposit', { merchant_uid: 'order-1' });
  await emulator('POST', '/settle');
  expect(await state('order-1')).toBe('waiting');
  await send('POST', `${shop}/jobs/daily`);
  expect(await state('order-1')).toBe('paid');
});

test('an order number that is used is refused', async () => {
  await order('order-1');
  await emulator('POST', '/actions/deposit', { merchant_uid: 'order-1' });
  const { status, body } = await order('order-1');
  expect(status).toBe(400);
  expect(body.message).not.toBe('');
});

test('a forged webhook is not believed', async () => {
  await order('order-1');
  const { status } = await send('POST', `${shop}/portone/webhook`, { imp_uid: 'imp_1', merchant_uid: 'order-1', status: 'paid' });
  expect(status).toBe(400);
  expect(await state('order-1')).toBe('waiting');
});
