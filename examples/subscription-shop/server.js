// SPDX-License-Identifier: MIT
// Reads the configuration, starts the server and routes the requests.
import http from 'node:http';
import { PLANS } from './plans.js';
import { PortOne, Refused } from './portone.js';
import { Store } from './store.js';
import { Subscriptions } from './subscriptions.js';

const env = process.env;
const plan = env.PLAN ?? 'days';
if (!(plan in PLANS)) throw new Error(`PLAN must be one of ${Object.keys(PLANS).join(', ')}`);

const store = new Store();
const portone = new PortOne({
  url: env.PORTONE_URL ?? 'https://api.iamport.kr',
  key: env.IMP_KEY,
  secret: env.IMP_SECRET,
  channelKey: env.CHANNEL_KEY,
});
const subscriptions = new Subscriptions(portone, store, {
  plan,
  amount: Number(env.AMOUNT ?? 9900),
  failWebhookFor: env.FAIL_WEBHOOK_FOR,
});

const routes = {
  'POST /subscriptions': async ({ customer_uid, card_number, expiry, birth, pwd_2digit }) => {
    if (!customer_uid) return [400, { message: 'customer_uid is missing' }];
    const card = { card_number, expiry, birth, pwd_2digit };
    const customer = await subscriptions.subscribe(customer_uid, card);
    return [customer.credits.length > 0 ? 201 : 402, view(customer)];
  },
  // An error here is answered with 500, which makes PortOne retry the webhook.
  'POST /portone/webhook': async (body) => {
    await subscriptions.onWebhook(body);
    return [200, { received: true }];
  },
  'POST /jobs/daily': async ({ today }) => {
    if (plan !== 'daily-job') return [409, { message: `PLAN ${plan} charges by schedule` }];
    if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) return [400, { message: 'today: "2024-02-01"' }];
    await subscriptions.runDailyJob(today);
    return [200, { done: true }];
  },
  'POST /jobs/reconcile': async () => {
    await subscriptions.reconcile();
    return [200, { done: true }];
  },
  'GET /log': async () => [200, store.events],
};

function view({ customer_uid, credits, failures, next }) {
  const pending = next && { merchant_uid: next.merchant_uid, due: next.due };
  return { customer_uid, credits, failures, next: pending };
}

/** PortOne's console lets a merchant choose whether webhooks come as JSON or as a form. */
async function readBody(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text || '{}');
}

async function handle(request) {
  const customer = /^\/customers\/([^/]+)$/.exec(request.url);
  if (request.method === 'GET' && customer) {
    const found = store.find(decodeURIComponent(customer[1]));
    return found ? [200, view(found)] : [404, { message: 'no such customer' }];
  }
  const route = routes[`${request.method} ${request.url}`];
  return route ? route(await readBody(request)) : [404, { message: 'no such page' }];
}

const server = http.createServer(async (request, response) => {
  const [status, body] = await handle(request).catch((error) => {
    store.log('error', { at: request.url, message: error.message });
    if (error instanceof SyntaxError) return [400, { message: 'the body is not JSON' }];
    const declined = request.url === '/subscriptions' && error instanceof Refused;
    return [declined ? 402 : 500, { message: error.message }];
  });
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
});

server.listen(Number(env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`subscription-shop ready: http://127.0.0.1:${server.address().port}`);
});

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
