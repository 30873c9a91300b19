// SPDX-License-Identifier: MIT
// Runs a certification window, as a browser would: the clients have no call for it.
'use strict';

/** Certifies somebody in the sandbox of this key; resolves to what the page's callback gets. */
module.exports = async function certify(impKey, merchantUid) {
  const reply = await fetch(`${process.env.PORTONE_EMULATOR_URL}/_emulator/checkouts`, {
    method: 'POST',
    headers: { 'X-Emulator-Sandbox': impKey },
    body: JSON.stringify({ kind: 'certification', params: { pg: 'danal', merchant_uid: merchantUid } }),
  });
  return (await reply.json()).callback;
};
