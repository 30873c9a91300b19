// SPDX-License-Identifier: MIT
// npm's iamport-rest-client-nodejs as it is (axios 0.19), with https://api.iamport.kr within it.
'use strict';

const assert = require('assert');
const { Iamport, Request } = require('iamport-rest-client-nodejs');
const certify = require('./certify');

const { Certifications, Customers, Payments, Subscribe } = Request;
const card = { card_number: '1234-1234-1234-1234', expiry: '2030-12', birth: '820213', pwd_2digit: '00' };

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
  console.log('iamport-rest-client-nodejs: ok');
}

main().catch((error) => { console.error(error); process.exit(1); });
