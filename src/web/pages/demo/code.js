// Code as people write it.

/** A value as a JavaScript literal, keys without quotes where they need none. */
export function formatCode(value) {
  return JSON.stringify(value, null, 2).replace(/^(\s*)"([A-Za-z_]\w*)":/gm, "$1$2:");
}

/** A call in one line: what makes it this one, and that there is more. */
export function summarizeCall(name, { pg, card }) {
  const parts = [`pg: ${JSON.stringify(pg)}`, ...(card ? ["card: { info: … }"] : []), "…"];
  return `IMP.${name}({ ${parts.join(", ")} })`;
}

/** A word that a shell takes as it is. */
function quote(text) {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** How a shop's server charges a stored key, as lines of a shell. */
export function formatCharge({ impKey, customerUid, amount, currency, email }) {
  const order = {
    customer_uid: customerUid,
    merchant_uid: `${customerUid}_next`,
    amount,
    currency,
    name: "Next month",
    ...(email && { buyer_email: email }),
  };
  return [
    `BASE=${location.origin}`,
    "SECRET=${SECRET:-imp_secret}",
    `TOKEN=$(curl -s $BASE/users/getToken -d imp_key=${quote(impKey)} -d imp_secret=$SECRET |`,
    "  sed -E 's/.*\"access_token\":\"([0-9a-f]+)\".*/\\1/')",
    `curl -s $BASE/subscribe/payments/again -H "Authorization: $TOKEN" \\`,
    `  -H 'Content-Type: application/json' -d ${quote(JSON.stringify(order))}`,
  ].join("\n");
}
