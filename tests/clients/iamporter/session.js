// SPDX-License-Identifier: MIT
// A subscription through iamporter, a public Node.js client of the V1 API, with the credentials
// and the host that are built into the client.
'use strict';

const assert = require('assert');
const { Iamporter, IamporterError } = require('iamporter');
const certify = require('./certify');

const iamporter = new Iamporter();
const card = { card_number: '1234-1234-1234-1234', expiry: '2030-12', birth: '820213', pwd_2digit: '00' };

async function assertRefused(promise, status, code, message) {
  await assert.rejects(promise, (error) => {
    assert(error instanceof IamporterError, error.stack);
    assert.strictEqual(error.status, status);
    assert.strictEqual(error.raw.code, code);
    assert(error.message.includes(message), error.message);
    return true;
  });
}

async function main() {
  const token = await iamporter.getToken();
  assert.match(token.data.access_token, /^[a-f0-9]{40}$/);

  const key = await iamporter.createSubscription({ customer_uid: 'kim', ...card });
  assert.strictEqual(key.data.customer_uid, 'kim');
  assert.strictEqual((await iamporter.getSubscription('kim')).data.customer_uid, 'kim');

  const first = await iamporter.paySubscription({ customer_uid: 'kim', merchant_uid: 'order-1', amount: 9900 });
  assert.strictEqual(first.data.status, 'paid');
  assert.strictEqual((await iamporter.findByImpUid(first.data.imp_uid)).data.merchant_uid, 'order-1');
  assert.strictEqual((await iamporter.findByMerchantUid('order-1')).data.imp_uid, first.data.imp_uid);
  await assertRefused(iamporter.paySubscription({ customer_uid: 'kim', merchant_uid: 'order-1', amount: 9900 }),
    200, 1, '이미 주문이 이루어진 건입니다.');
  await assertRefused(iamporter.paySubscription({ customer_uid: 'lee', merchant_uid: 'order-2', amount: 9900 }),
    200, 1, '등록되지 않은 구매자입니다.');

  await iamporter.payOnetime({ merchant_uid: 'order-3', amount: 5000, ...card });
  await assertRefused(iamporter.payOnetime({ merchant_uid: 'order-4', amount: 5000, ...card, card_number: '1111-1111-1111-1111' }),
    200, -1, '카드정보 인증에 실패하였습니다.');
  // The client itself checks the status and rejects a declined charge.
  await assert.rejects(iamporter.payOnetime({ merchant_uid: 'order-5', amount: 5000, ...card, card_number: '4000-0000-0000-0341' }),
    IamporterError);

  const part = await iamporter.cancelByMerchantUid('order-3', { amount: 2000, reason: 'coupon' });
  assert.strictEqual(part.data.cancel_amount, 2000);
  const rest = await iamporter.cancelByImpUid(part.data.imp_uid);
  assert.strictEqual(rest.data.cancel_amount, 5000);
  await assertRefused(iamporter.cancelByMerchantUid('order-3'), 200, 1, '이미 전액취소된 주문입니다.');

  const missing = await iamporter.findByImpUid('imps_000000000000');
  assert.strictEqual(missing.status, 404);
  assert.strictEqual(missing.message, '존재하지 않는 결제정보입니다.');

  const { imp_uid: certified } = await certify('imp_apikey', 'join-1');
  assert.strictEqual((await iamporter.getCertification(certified)).data.name, '홍길동');
  assert.strictEqual((await iamporter.deleteCertification(certified)).data.merchant_uid, 'join-1');
  const deleted = await iamporter.getCertification(certified);
  assert.strictEqual(deleted.status, 404);
  assert.strictEqual(deleted.message, '인증결과가 존재하지 않습니다.');

  await iamporter.deleteSubscription('kim');
  await assertRefused(iamporter.getSubscription('kim'), 200, 1, '요청하신 customer_uid(kim)');
  await assertRefused(new Iamporter({ secret: 'wrong' }).getToken(), 401, -1, '인증에 실패');
  console.log('iamporter: ok');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
