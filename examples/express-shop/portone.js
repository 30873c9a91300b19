// SPDX-License-Identifier: MIT
// A client of PortOne's V1 API. A refusal is an error of its own, with PortOne's message.
'use strict';

const API = 'https://api.iamport.kr';

class Refused extends Error {}

async function send(method, path, token, fields) {
  const response = await fetch(API + path, { method, body: fields && JSON.stringify(fields),
    headers: { Authorization: token, 'Content-Type': 'application/json' } });
  const reply = await response.json();
  if (reply.code !== 0) throw new Refused(reply.message);
  return reply.response;
}

class PortOne {
  constructor(key, secret) {
    this.keys = { imp_key: key, imp_secret: secret };
  }

  async call(method, path, fields) {
    const { access_token: token } = await send('POST', '/users/getToken', '', this.keys);
    return send(method, path, token, fields);
  }
}

module.exports = { PortOne, Refused };
