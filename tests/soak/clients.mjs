// Many clients on many sandboxes at once, with faults, resets, restores, advances and receivers that
// hang, cut and never end. Fails on any reply that none of these explains.
//
//   node tests/soak/clients.mjs --url URL [--clients 64] [--sandboxes 200] [--operations N | --seconds S]
//     [--pid PID] [--kept-mib 0] [--seed 1]
//
// With --pid (the emulator's) memory, descriptors and threads are measured too, and have to return to
// their level, memory but for what is kept. Exit code 1: an error, printed.
import { readFileSync, readdirSync } from 'node:fs';
import { Connection, malformedRequests, sendMalformed, makeRandom } from './connection.mjs';
import { startReceivers } from './receivers.mjs';

const options = { clients: 64, sandboxes: 200, operations: 0, seconds: 0, seed: 1, pid: 0, 'kept-mib': 0 };
for (let i = 2; i < process.argv.length; i += 2)
  options[process.argv[i].replace(/^--/, '')] = /^\d+$/.test(process.argv[i + 1]) ? Number(process.argv[i + 1]) : process.argv[i + 1];
const { url } = options;
const deadline = options.seconds ? Date.now() + options.seconds * 1000 : Infinity;
let left = options.operations || Infinity;

const receivers = await startReceivers(options.seconds ? { hang: 4000, endless: true } : { hang: 100, endless: false });
const kinds = Object.keys(receivers.urls);
const sandboxes = Array.from({ length: options.sandboxes }, (_, i) => (
  { key: `soak-${i}`, secret: `secret-${i}`, kind: kinds[i % kinds.length], cuts: 0, cut: 0, inSnapshot: 0, snapshot: null }));
const counts = {};
const longest = {};
const errors = [];
let orders = 0;
let worstHealth = 0;

function fail(what, reply) {
  errors.push(`${what}: ${reply.status} ${reply.text.slice(0, 300)} ${reply.error ?? ''}`);
}

const makeScenario = (sandbox) => ({
  clock: { mode: 'manual', start: '2024-01-31T09:00:00+09:00' },
  given: {
    channels: [{ pg: 'kcp' }], billing_keys: [{ customer_uid: 'kim' }],
    webhook: { url: receivers.urls[sandbox.kind], response_timeout_ms: 200, retries: 1 },
  },
});

/** Makes a control call. `allowedStatuses`: those that other clients' calls may cause. */
async function control(client, sandbox, method, path, body, allowedStatuses = []) {
  const reply = await client.send(method, `/_emulator${path}`, { body, headers: { 'X-Emulator-Sandbox': sandbox.key } });
  // Another client may have deleted the sandbox and not yet created it again.
  const gone = reply.status === 404 && /no sandbox has the key/.test(reply.text);
  if (reply.status !== 200 && !gone && !allowedStatuses.includes(reply.status)) fail(`${method} ${path}`, reply);
  return reply;
}

/** Makes a V1 call. An injected error says so in its text; a reply that is cut belongs to a fault. */
async function v1(client, state, sandbox, method, path, body) {
  let token = state.tokens.get(sandbox.key);
  if (!token) {
    const reply = await client.send('POST', '/users/getToken', { body: { imp_key: sandbox.key, imp_secret: sandbox.secret } });
    if (reply.status === 0) sandbox.cut += 1;
    if (reply.status !== 200) return reply.status === 0 || /injected/.test(reply.text) ? reply : fail('getToken', reply);
    token = JSON.parse(reply.text).response.access_token;
    state.tokens.set(sandbox.key, token);
  }
  const reply = await client.send(method, path, { body, headers: { Authorization: token } });
  if (reply.status === 401) state.tokens.delete(sandbox.key);
  else if (reply.status === 0) sandbox.cut += 1;
  else if (reply.status >= 500 && !/injected/.test(reply.text)) fail(`${method} ${path}`, reply);
  else if (![200, 404].includes(reply.status) && !/injected/.test(reply.text)) fail(`${method} ${path}`, reply);
  return reply;
}

async function createSandbox(client, sandbox) {
  const body = { imp_key: sandbox.key, imp_secret: sandbox.secret, scenario: makeScenario(sandbox) };
  const reply = await client.send('POST', '/_emulator/sandboxes', { body });
  if (![200, 409].includes(reply.status)) fail('POST /sandboxes', reply);
}

const faults = [
  { when: { operation: 'charge' }, then: { decline: 'lost_card' } },
  { when: { operation: 'request' }, then: { error: { status: 503, message: 'injected' } } },
  { when: { operation: 'charge' }, at: 'after', then: { close: true } },
  { when: { operation: 'request' }, then: { reset: true } },
  { when: { operation: 'request' }, then: { delay: '30ms' } },
  { when: { operation: 'webhook' }, then: { duplicate: true } },
  { when: { operation: 'webhook' }, then: { drop: true } },
];

const operations = [
  [40, 'charge', (c, s, b) => v1(c, s, b, 'POST', '/subscribe/payments/again',
    { customer_uid: 'kim', merchant_uid: `order-${++orders}`, amount: 9900, name: 'soak' })],
  [20, 'find', (c, s, b) => v1(c, s, b, 'GET', `/payments/find/order-${1 + s.random(orders + 1)}`)],
  [10, 'list', (c, s, b) => v1(c, s, b, 'GET', '/payments/status/all?limit=20')],
  [6, 'cancel', (c, s, b) => v1(c, s, b, 'POST', '/payments/cancel', { merchant_uid: `order-${1 + s.random(orders + 1)}` })],
  [6, 'schedule', (c, s, b) => v1(c, s, b, 'POST', '/subscribe/payments/schedule', {
    customer_uid: 'kim', schedules: [{ merchant_uid: `order-${++orders}`, schedule_at: 1893456000, amount: 100, name: 'soak' }] })],
  [6, 'fault', async (c, s, b) => {
    const fault = faults[s.random(faults.length)];
    if (fault.then.close || fault.then.reset) b.cuts += 1;
    await control(c, b, 'POST', '/faults', fault);
  }],
  [4, 'advance', (c, s, b) => control(c, b, 'POST', '/clock/advance', { by: '1h' }, [409])],
  [1, 'cancel advance', (c, s, b) => control(c, b, 'POST', '/clock/advance/cancel', undefined, [409])],
  [4, 'reset', (c, s, b) => {
    b.cuts += b.inSnapshot;  // a reset returns to what was loaded, faults too
    return control(c, b, 'POST', '/reset', { force: true }, [409]);
  }],
  [2, 'snapshot', async (c, s, b) => {
    const reply = await control(c, b, 'POST', '/snapshot', undefined, [409]);
    if (reply.status === 200) b.snapshot = JSON.parse(reply.text);
  }],
  [2, 'restore', async (c, s, b) => {
    if (!b.snapshot) return;
    const cutting = (b.snapshot.faults ?? []).filter(({ then }) => then.close || then.reset).length;
    b.inSnapshot = Math.max(b.inSnapshot, cutting);
    b.cuts += cutting;
    await control(c, b, 'PUT', '/snapshot', b.snapshot, [409]);
  }],
  [1, 'delete', async (c, s, b) => {
    await control(c, b, 'DELETE', `/sandboxes/${b.key}?force=true`, undefined, [404, 409]);
    await createSandbox(c, b);
  }],
  [3, 'webhooks', (c, s, b) => control(c, b, 'GET', '/webhooks')],
  [2, 'requests', (c, s, b) => control(c, b, 'GET', '/requests')],
  [2, 'journal', (c, s, b) => control(c, b, 'GET', '/journal')],
  [2, 'verify', (c, s, b) => control(c, b, 'POST', '/verify', { expect: [{ payments: 7 }] }, [409])],
  [2, 'wait', (c, s, b) => control(c, b, 'POST', '/wait', { expect: [{ payments: 1000000 }], timeout_ms: 50 }, [408])],
  [3, 'health', async (c) => {
    const begin = performance.now();
    const reply = await c.send('GET', '/_emulator/health');
    worstHealth = Math.max(worstHealth, performance.now() - begin);
    if (reply.status !== 200) fail('GET /health', reply);
  }],
  [3, 'malformed', (c, s) => sendMalformed(
    url, ...malformedRequests[s.random(malformedRequests.length)])],
];
const weights = operations.reduce((sum, [weight]) => sum + weight, 0);

async function run(seed) {
  const client = new Connection(url);
  const state = { tokens: new Map(), random: makeRandom(seed) };
  while (left-- > 0 && Date.now() < deadline && errors.length < 20) {
    let at = state.random(weights);
    const [, name, operate] = operations.find(([weight]) => (at -= weight) < 0);
    const begin = performance.now();
    await operate(client, state, sandboxes[state.random(sandboxes.length)]);
    longest[name] = Math.max(longest[name] ?? 0, performance.now() - begin);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  client.close();
}

function measure() {
  const status = readFileSync(`/proc/${options.pid}/status`, 'utf8');
  const field = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]);
  return { mib: Math.round(field('VmRSS') / 1024), threads: field('Threads'), files: readdirSync(`/proc/${options.pid}/fd`).length };
}
const format = ({ mib, threads, files }) => `${mib} MiB, ${threads} threads, ${files} descriptors`;

const setup = new Connection(url);
const before = options.pid ? measure() : null;
for (const sandbox of sandboxes) await createSandbox(setup, sandbox);

let highest = { mib: 0, threads: 0, files: 0 };
const sampling = before && setInterval(() => {
  const now = measure();
  for (const key of Object.keys(highest)) highest[key] = Math.max(highest[key], now[key]);
}, 250);
const begin = Date.now();
await Promise.all(Array.from({ length: options.clients }, (_, i) => run(options.seed * 1000 + i)));
const seconds = (Date.now() - begin) / 1000;
clearInterval(sampling);

// A fault cuts at most one reply. One more would be the emulator's.
for (const { key, cuts, cut } of sandboxes)
  if (cut > cuts) errors.push(`${key}: ${cut} replies were cut, ${cuts} by faults`);
const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
console.log(`${total} operations, ${receivers.received()} webhooks, ${errors.length} errors`);
if (options.verbose || options.seconds) {
  console.log(Object.entries(counts)
    .map(([name, count]) => `${name} ${count} (at most ${Math.round(longest[name])} ms)`).join(', '));
  console.log(`${Math.round(total / seconds)} operations a second; health at most ${worstHealth.toFixed(1)} ms`);
}

for (const sandbox of sandboxes) {
  const reply = await setup.send('DELETE', `/_emulator/sandboxes/${sandbox.key}?force=true`);
  if (![200, 404].includes(reply.status)) fail(`DELETE ${sandbox.key}`, reply);
}
receivers.close();
setup.close();
if (before) {
  console.log(`before: ${format(before)}; highest: ${format(highest)}`);
  // Threads that wait for work end after ten seconds; memory goes back once old worlds are freed.
  const isBackToNormal = () => {
    const now = measure();
    return now.mib <= before.mib + 40 + options['kept-mib'] && now.threads <= before.threads + 8 &&
      now.files <= before.files + 8;
  };
  for (let i = 0; i < 120 && !isBackToNormal(); ++i) await new Promise((done) => setTimeout(done, 250));
  console.log(`after: ${format(measure())}`);
  if (!isBackToNormal()) errors.push('memory, threads or descriptors have not returned to their level');
}
for (const error of errors) console.error(error);
process.exit(errors.length ? 1 : 0);
