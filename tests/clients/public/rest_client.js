// SPDX-License-Identifier: MIT
// npm's iamport-rest-client-nodejs as it is (axios 0.19), with https://api.iamport.kr within it.
'use strict';

const assert = require('assert');
const { Iamport, Request } = require('iamport-rest-client-nodejs');
const certify = require('./certify');

const { Certifications, Customers, External, Payments, Receipts, Subscribe, Vbanks } = Request;
const card = { card_number: '1234-1234-1234-1234', expiry: '2030-12', birth: '820213', pwd_2digit: '00' };

/** A virtual account is issued, paid into, and gets a receipt. */
async function testAccountReceipt(send) {
  const account = await send(Vbanks.post({ merchant_uid: 'order-9', amount: 11000, vbank_code: '004', vbank_holder: 'shop',
    vbank_due: Math.floor(Date.now() / 1000) + 86400, pg: 'nice' }));
  const paid = { imp_uid: account.imp_uid };
  const issue = () => send(Receipts.postReceipt({ ...paid, identifier: '010-1234-5678', type: 'person', buyer_name: 'kim' }));
  await assert.rejects(issue(), (error) => error.response.status === 400);
  await fetch(`${process.env.PORTONE_EMULATOR_URL}/_emulator/actions/deposit`,
    { method: 'POST', headers: { 'X-Emulator-Sandbox': 'shop' }, body: JSON.stringify(paid) });
  assert.strictEqual((await issue()).vat, 1000);
  assert.strictEqual((await send(Receipts.getReceipt(paid))).amount, 11000);
  assert((await send(Receipts.deleteReceipt(paid))).cancelled_at > 0);
}

async function main() {
  const iamport = new Iamport({ apiKey: 'shop', apiSecret: 'secret' });
  const send = async (request) => (await request.request(iamport)).data.response;

  assert.strictEqual((await send(Customers.postBillingKey({ customer_uid: 'kim', ...card }))).customer_uid, 'kim');
  const order = { customer_uid: 'kim', merchant_uid: 'order-1', amount: 9900, name: 'a month' };
  const charge = await send(Subscribe.again(order));
  assert.strictEqual(charge.status, 'paid');
  assert.strictEqual((await send(Payments.getByImpUid({ imp_uid: charge.imp_uid }))).amount, 9900);
  assert.strictEqual((await send(Payments.getByMerchantUid({ merchant_uid: 'order-1', status: 'paid' }))).imp_uid, charge.imp_uid);
  await assert.rejects(send(Subscribe.again(order)), (error) => error.response.data.code === 1);
  assert.strictEqual((await send(Payments.cancel({ imp_uid: charge.imp_uid }))).status, 'cancelled');
  const now = Math.floor(Date.now() / 1000);
  await send(Subscribe.schedule({ customer_uid: 'kim',
    schedules: [{ merchant_uid: 'order-2', schedule_at: now + 86400, amount: 9900, currency: 'KRW' }] }));
  const planned = await send(Subscribe.getScheduleds({ customer_uid: 'kim', from: now, to: now + 172800 }));
  assert.strictEqual(planned.list.length, 1);
  await send(Subscribe.unschedule({ customer_uid: 'kim' }));
  await assert.rejects(send(Payments.getByImpUid({ imp_uid: 'imp_000000000000' })), (error) => error.response.status === 404);
  const { imp_uid } = await certify('shop', 'join-1');
  assert.strictEqual((await send(Certifications.getCertification({ imp_uid }))).certified, true);
  assert.strictEqual((await send(Certifications.deleteCertification({ imp_uid }))).merchant_uid, 'join-1');
  await assert.rejects(send(Certifications.getCertification({ imp_uid })), (error) => error.response.status === 404);
  const sale = { merchant_uid: 'cash-1', pg: 'kcp', name: 'cash', amount: 9900, identifier: '010-1234-5678' };
  assert.strictEqual((await send(External.postReceipt(sale))).vat, 900);
  await assert.rejects(send(External.postReceipt(sale)), (error) => error.response.status === 400);
  assert.strictEqual((await send(External.getReceipt({ merchant_uid: 'cash-1' }))).amount, 9900);
  assert.strictEqual((await send(External.deleteReceipt({ merchant_uid: 'cash-1' }))).merchant_uid, 'cash-1');
  await testAccountReceipt(send);
  console.log('iamport-rest-client-nodejs: ok');
}

main().catch((error) => { console.error(error); process.exit(1); });
