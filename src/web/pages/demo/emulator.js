// What the demo asks of the control API.

const TOKEN_KEY = "control-token";

let impKey = null;

/** The control API needs a token, and none is known or the known one is wrong. */
export class TokenNeeded extends Error {}

/** All further calls carry this token, as long as the tab is open. */
export function useToken(token) {
  sessionStorage.setItem(TOKEN_KEY, token);
}

/** All further calls are for this sandbox. */
export function selectSandbox(key) {
  impKey = key;
}

async function call(path, request = {}) {
  const headers = { ...request.headers };
  const token = sessionStorage.getItem(TOKEN_KEY);
  if (token) headers["X-Emulator-Token"] = token;
  if (impKey) headers["X-Emulator-Sandbox"] = impKey;
  const reply = await fetch(`/_emulator${path}`, { cache: "no-store", ...request, headers });
  const body = await reply.json();
  if (reply.status === 401) throw new TokenNeeded(body.error.message);
  if (!reply.ok) throw new Error(body.error?.message ?? `HTTP ${reply.status}`);
  return body;
}

export async function listSandboxes() {
  return (await call("/sandboxes")).sandboxes;
}

export async function listChannels() {
  return (await call("/channels")).channels;
}

const formatQuery = (name, value) => `${name}=${encodeURIComponent(value)}`;

/** The newest payment of an order, or undefined. */
export async function findPayment(merchantUid) {
  return (await call(`/payments?${formatQuery("merchant_uid", merchantUid)}&limit=1`)).payments[0];
}

/** The certification of an order, or undefined. */
export async function findCertification(merchantUid) {
  const query = formatQuery("merchant_uid", merchantUid);
  return (await call(`/certifications?${query}&limit=1`)).certifications[0];
}

/** What happened to an order and to its customer, if there is one: in the order of time. */
export async function readTimeline({ customer_uid: customer, merchant_uid: order }) {
  const queries = [formatQuery("order", order)];
  if (customer) queries.push(formatQuery("customer", customer));
  const replies = await Promise.all(queries.map((query) => call(`/timeline?${query}&limit=50`)));
  const byId = new Map(replies.flatMap(({ events }) => events).map((event) => [event.id, event]));
  return [...byId.values()].sort((one, other) => one.id - other.id);
}

/** In how many seconds the gateway confirms a payment; "stopped" while the clock stands still, null
 * when no confirmation is to come. */
export async function readConfirmation(merchantUid) {
  const [{ agenda }, clock] = await Promise.all([call("/agenda"), call("/clock")]);
  const planned = agenda.find(
    ({ kind, merchant_uid: order }) => kind === "pingback" && order === merchantUid,
  );
  if (!planned) return null;
  if (clock.mode === "manual") return "stopped";
  const milliseconds = (Date.parse(planned.at) - Date.parse(clock.now)) / clock.speed;
  return Math.max(1, Math.ceil(milliseconds / 1000));
}

/** Lets the gateway confirm a payment. */
export function sendPingback(merchantUid) {
  return call("/actions/pingback", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ merchant_uid: merchantUid }),
  });
}
