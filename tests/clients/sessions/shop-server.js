// SPDX-License-Identifier: MIT
// A shop that sells one thing, with the real host as a literal. Writes its port to shop.port.
'use strict';

const fs = require('fs');
const http = require('http');

async function api(method, path, token, fields) {
  const response = await fetch(`https://api.iamport.kr${path}`, { method, body: JSON.stringify(fields),
    headers: { Authorization: token, 'Content-Type': 'application/json' } });
  const reply = await response.json();
  if (!response.ok || reply.code !== 0) throw new Error(`${path}: ${response.status} ${reply.message}`);
  return reply.response;
}

async function sell() {
  const { access_token: token } = await api('POST', '/users/getToken', '', { imp_key: 'shop', imp_secret: 'secret' });
  const order = { merchant_uid: 'order-1', amount: 9900, card_number: '1234-1234-1234-1234', expiry: '2030-12',
    birth: '820213', pwd_2digit: '00' };
  return api('POST', '/subscribe/payments/onetime', token, order);
}

const server = http.createServer((request, response) => {
  sell().then((payment) => response.end(`${payment.status} ${payment.amount}\n`),
    (error) => { response.statusCode = 502; response.end(`${error.message}\n`); });
});
server.listen(0, '127.0.0.1', () => {
  fs.writeFileSync('shop.port.new', String(server.address().port));
  fs.renameSync('shop.port.new', 'shop.port');
});
