// Amounts as people read them.

/** 14000 won as "14,000원" or "₩14,000"; 12.5 dollars as "US$12.50" or "$12.50". */
export function formatMoney(amount, currency, language) {
  if (currency === "KRW" && language === "ko") {
    return `${new Intl.NumberFormat("ko-KR").format(amount)}원`;
  }
  const locale = language === "ko" ? "ko-KR" : "en-US";
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}
