// The calls of the pages to the emulator. A window's id is the last part of its page's address.

/** The window is not there (any more). */
export class WindowGone extends Error {}

/** The emulator refused what was sent; the message says why. */
export class CallRefused extends Error {}

/** The emulator was not reached, or what answered was not it. */
export class Unreachable extends Error {}

export const windowId = decodeURIComponent(location.pathname.split("/").pop());

async function fetchReply(path, body) {
  const request = { cache: "no-store", credentials: "omit" };
  if (body !== undefined) {
    request.method = "POST";
    request.headers = { "Content-Type": "text/plain" };
    request.body = JSON.stringify(body);
  }
  try {
    const reply = await fetch(`/_browser/${path}`, request);
    return { status: reply.status, body: await reply.json() };
  } catch {
    throw new Unreachable();
  }
}

/** A call below /_browser/, a POST with `body` if there is one; gives the reply's object. Throws
 * WindowGone, CallRefused or Unreachable, the first two with the emulator's message. */
export async function callEmulator(path, body) {
  const reply = await fetchReply(path, body);
  const message = reply.body.error?.message;
  if (reply.status === 404) throw new WindowGone(message);
  if (message) throw new CallRefused(message);
  if (reply.status !== 200) throw new Unreachable();
  return reply.body;
}

const getWindowPath = (part) => `windows/${encodeURIComponent(windowId)}/${part}`;

/** What the window shows. */
export function readState() {
  return callEmulator(getWindowPath("state"));
}

/** Ends the window; gives what the merchant's page receives. A second call gives the same. */
export function endWindow(outcome) {
  return callEmulator(getWindowPath("outcome"), outcome);
}
