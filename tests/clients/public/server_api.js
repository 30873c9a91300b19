// SPDX-License-Identifier: MIT
// npm's iamport-server-api as it is. It takes the host as an argument: here the real one.
'use strict';

const assert = require('assert');
const { IamportConnector, functional } = require('iamport-server-api');

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
  console.log('iamport-server-api: ok');
}

main().catch((error) => { console.error(error); process.exit(1); });
