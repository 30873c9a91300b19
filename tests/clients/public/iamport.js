// SPDX-License-Identifier: MIT
// npm's iamport as it is, with the literal https://api.iamport.kr within it.
'use strict';

const assert = require('assert');
const Iamport = require('iamport');
const certify = require('./certify');

const card = { card_number: '1234-1234-1234-1234', expiry: '2030-12', birth: '820213', pwd_2digit: '00' };

async function main() {
  const iamport = Iamport({ impKey: 'shop', impSecret: 'secret' });
  const key = await iamport.subscribe_customer.create({ customer_uid: 'kim', ...card });
  assert.strictEqual(key.customer_uid, 'kim');
  const charge = await iamport.subscribe.again({ customer_uid: 'kim', merchant_uid: 'order-1', amount: 9900, name: 'a month' });
  assert.strictEqual(charge.status, 'paid');
  assert.strictEqual((await iamport.payment.getByImpUid({ imp_uid: charge.imp_uid })).amount, 9900);
  assert.strictEqual((await iamport.payment.getByMerchant({ merchant_uid: 'order-1' })).imp_uid, charge.imp_uid);
  await assert.rejects(iamport.subscribe.again({ customer_uid: 'kim', merchant_uid: 'order-1', amount: 9900 }),
    (error) => error.code === 'IAMPORT_1');
  assert.strictEqual((await iamport.payment.cancel({ imp_uid: charge.imp_uid })).status, 'cancelled');
  const schedules = [{ merchant_uid: 'order-2', schedule_at: Math.floor(Date.now() / 1000) + 86400, amount: 9900 }];
  assert.strictEqual((await iamport.subscribe.schedule({ customer_uid: 'kim', schedules }))[0].merchant_uid, 'order-2');
  assert.strictEqual((await iamport.subscribe.unschedule({ customer_uid: 'kim' }))[0].schedule_status, 'revoked');
  await assert.rejects(iamport.payment.getByImpUid({ imp_uid: 'imp_000000000000' }), (error) => error.code === 'HTTP_404');
  const { imp_uid } = await certify('shop', 'join-1');
  assert.strictEqual((await iamport.certification.get({ imp_uid })).unique_key.length, 88);
  assert.strictEqual((await iamport.certification.delete({ imp_uid })).merchant_uid, 'join-1');
  await assert.rejects(iamport.certification.get({ imp_uid }), (error) => error.code === 'HTTP_404');
  await assert.rejects(Iamport({ impKey: 'shop', impSecret: 'wrong' }).payment.getByImpUid({ imp_uid: charge.imp_uid }),
    (error) => error.code === 'HTTP_401');
  console.log('iamport: ok');
}

main().catch((error) => { console.error(error); process.exit(1); });
