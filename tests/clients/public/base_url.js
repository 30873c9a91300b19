// SPDX-License-Identifier: MIT
// How each public client is given another URL, as docs/clients.md says.
'use strict';

const assert = require('assert');
const url = process.env.PORTONE_EMULATOR_URL;
const accessor = { imp_key: 'shop', imp_secret: 'secret' };
const [apiKey, apiSecret] = ['shop', 'secret'];
const unknown = 'imp_000000000000';

async function main() {
  assert.strictEqual(process.env.NODE_OPTIONS, undefined);

  const { Iamporter } = require('iamporter');
  const iamporter = new Iamporter({ host: url, apiKey, secret: apiSecret });
  assert.strictEqual((await iamporter.findByImpUid(unknown)).status, 404);

  const { Iamport: RestClient, Request } = require('iamport-rest-client-nodejs');
  const client = new RestClient({ apiKey, apiSecret, baseUrl: url });
  await assert.rejects(Request.Payments.getByImpUid({ imp_uid: unknown }).request(client),
    (error) => error.response.status === 404);

  const { IamportConnector, functional } = require('iamport-server-api');
  const connector = new IamportConnector(url, accessor);
  await assert.rejects(functional.payments.at(await connector.get(), unknown, {}), (error) => error.status === 404);

  require('iamport/lib/iamport').DEFAULT_HOST = url;
  const iamport = require('iamport')({ impKey: apiKey, impSecret: apiSecret });
  await assert.rejects(iamport.payment.getByImpUid({ imp_uid: unknown }), (error) => error.code === 'HTTP_404');
  console.log('base URLs: ok');
}

main().catch((error) => { console.error(error); process.exit(1); });
