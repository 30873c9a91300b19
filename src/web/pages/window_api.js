// The calls of a window to the emulator. The window's id is the last part of the page's address.

/** The window is not there (any more). */
export class WindowGone extends Error {}

/** The emulator refused what was sent; the message says why. */
export class CallRefused extends Error {}

export const windowId = decodeURIComponent(location.pathname.split("/").pop());

async function call(part, request) {
  const reply = await fetch(`/_browser/windows/${encodeURIComponent(windowId)}/${part}`, {
    cache: "no-store",
    credentials: "omit",
    ...request,
  });
  if (reply.status === 404) throw new WindowGone();
  const body = await reply.json();
  if (!reply.ok) throw new CallRefused(body.error?.message ?? `HTTP ${reply.status}`);
  return body;
}

/** What the window shows. */
export function readState() {
  return call("state");
}

/** Ends the window; gives what the page of the merchant is told. A second call gives the same. */
export function endWindow(outcome) {
  return call("outcome", {
    method: "POST",
    headers: { "Content-Type": "text/plain" },
    body: JSON.stringify(outcome),
  });
}
