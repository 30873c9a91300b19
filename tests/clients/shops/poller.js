// SPDX-License-Identifier: MIT
// A shop that charges by a timer of its own: it looks every few milliseconds whether its clock has
// reached the day on which the next month is due. The real host is a literal.
// PORT=8000 node poller.js
'use strict';

const http = require('http');

const POLL_MS = 5;

let token = { expired_at: 0 };
let due = null; // '2024-02-15'
let isBilling = false;

async function api(method, path, fields) {
  if (path !== '/users/getToken' && token.expired_at <= Date.now() / 1000 + 60) {
    token = await api('POST', '/users/getToken', { imp_key: 'polling-shop', imp_secret: 'secret' });
  }
  const response = await fetch(`https://api.iamport.kr${path}`, { method, body: fields && JSON.stringify(fields),
    headers: { 'Content-Type': 'application/json', Authorization: token.access_token || '' } });
  const reply = await response.json();
  if (!response.ok || reply.code !== 0) throw new Error(`${path}: ${response.status} ${reply.message}`);
  return reply.response;
}

function format(date) {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
}

function addMonth(day) {
  const [year, month, date] = day.split('-').map(Number);
  return format(new Date(year, month, date));
}

async function charge(day) {
  await api('POST', '/subscribe/payments/again',
    { customer_uid: 'kim', merchant_uid: `month_${day}`, amount: 9900, name: 'a month' });
}

async function subscribe() {
  await api('POST', '/subscribe/customers/kim',
    { card_number: '1234-1234-1234-1234', expiry: '2030-12', birth: '820213', pwd_2digit: '00' });
  const today = format(new Date());
  await charge(today);
  due = addMonth(today);
}

async function billWhenDue() {
  if (isBilling || due === null || format(new Date()) < due) return;
  isBilling = true;
  try {
    await charge(due);
    due = addMonth(due);
  } catch (error) {
    console.error(error);
  }
  isBilling = false;
}

const pages = { '/subscribe': subscribe, '/webhook': () => {}, '/health': () => {} };

http.createServer((request, response) => {
  request.resume();
  request.on('end', async () => {
    try {
      await pages[request.url]();
    } catch (error) {
      console.error(error);
      response.statusCode = 500;
    }
    response.end('ok\n');
  });
}).listen(process.env.PORT, '127.0.0.1');
setInterval(billWhenDue, POLL_MS);
