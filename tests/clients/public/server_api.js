// SPDX-License-Identifier: MIT
// npm's iamport-server-api as it is. It takes the host as an argument: here the real one.
'use strict';

const assert = require('assert');
const { IamportConnector, functional } = require('iamport-server-api');
const certify = require('./certify');

/** A virtual account is issued, paid into, and gets a receipt. */
async function testAccountReceipt(connector) {
  const order = { merchant_uid: 'order-9', amount: 11000, vbank_code: '004', vbank_holder: 'shop', pg: 'nice',
    vbank_due: Math.floor(Date.now() / 1000) + 86400 };
  const { imp_uid } = (await functional.vbanks.create(await connector.get(), order)).response;
  await fetch(`${process.env.PORTONE_EMULATOR_URL}/_emulator/actions/deposit`,
    { method: 'POST', headers: { 'X-Emulator-Sandbox': 'shop' }, body: JSON.stringify({ imp_uid }) });
  const choice = { imp_uid, identifier: '01012345678', type: 'person' };
  const issued = (await functional.receipts.create(await connector.get(), imp_uid, choice)).response;
  assert.strictEqual(issued.vat, 1000);
  assert.deepStrictEqual((await functional.receipts.at(await connector.get(), imp_uid)).response, issued);
  assert((await functional.receipts.erase(await connector.get(), imp_uid)).response.cancelled_at > 0);
}

/** Somebody is certified by a code that is sent to a telephone, and somebody else in a window. */
async function testCertifications(connector) {
  const { certifications: calls } = functional;
  const person = { name: 'kim', phone: '01012345678', birth: '820213', gender_digit: '1', carrier: 'SKT', pg: 'danal',
    merchant_uid: 'join-1' };
  const { imp_uid } = (await calls.otp.request(await connector.get(), person)).response;
  const sent = await fetch(`${process.env.PORTONE_EMULATOR_URL}/_emulator/certifications?merchant_uid=join-1`,
    { headers: { 'X-Emulator-Sandbox': 'shop' } });
  const { otp } = (await sent.json()).certifications[0];
  await assert.rejects(calls.otp.confirm(await connector.get(), imp_uid, { otp: '000000' }), (error) => error.status === 400);
  const confirmed = (await calls.otp.confirm(await connector.get(), imp_uid, { otp })).response;
  assert.strictEqual(confirmed.name, 'kim');
  assert.deepStrictEqual((await calls.at(await connector.get(), imp_uid)).response, confirmed);
  assert.strictEqual((await calls.erase(await connector.get(), imp_uid)).response.merchant_uid, 'join-1');
  await assert.rejects(calls.at(await connector.get(), imp_uid), (error) => error.status === 404);
  const callback = await certify('shop', 'join-2');
  assert.strictEqual((await calls.at(await connector.get(), callback.imp_uid)).response.merchant_uid, 'join-2');
}

async function main() {
  const connector = new IamportConnector('https://api.iamport.kr', { imp_key: 'shop', imp_secret: 'secret' });
  const card = { card_number: '1234-1234-1234-1234', expiry: '2030-12', birth: '820213', pwd_2digit: '00' };
  const { customers, payments: charges } = functional.subscribe;

  const key = await customers.create(await connector.get(), 'kim', { customer_uid: 'kim', ...card });
  assert.strictEqual(key.response.customer_uid, 'kim');
  const order = { customer_uid: 'kim', merchant_uid: 'order-1', amount: 9900, name: 'a month' };
  const charge = (await charges.again(await connector.get(), order)).response;
  assert.strictEqual(charge.status, 'paid');
  const found = await functional.payments.at(await connector.get(), charge.imp_uid, {});
  assert.strictEqual(found.response.amount, 9900);
  assert.strictEqual((await charges.again(await connector.get(), order)).code, 1);
  const cancelled = await functional.payments.cancel(await connector.get(), { imp_uid: charge.imp_uid, reason: 'returned' });
  assert.strictEqual(cancelled.response.status, 'cancelled');
  await assert.rejects(functional.payments.at(await connector.get(), 'imp_000000000000', {}), (error) => error.status === 404);
  await testAccountReceipt(connector);
  await testCertifications(connector);
  console.log('iamport-server-api: ok');
}

main().catch((error) => { console.error(error); process.exit(1); });
