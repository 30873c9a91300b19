// How a gateway looks: its colour, one that can be read on it, and its name.

const ENGLISH_NAMES = {
  alipay: "Alipay",
  bluewalnut: "Bluewalnut",
  chai: "CHAI",
  danal: "Danal mobile",
  danal_tpay: "Danal",
  daou: "Kiwoom Pay",
  eximbay: "Eximbay",
  galaxia: "Galaxia Moneytree",
  html5_inicis: "KG Inicis",
  inicis: "KG Inicis (API)",
  inicis_jp: "KG Inicis Japan",
  inicis_unified: "KG Inicis identity",
  jtnet: "JTNet",
  kakao: "Kakao Pay (LG CNS)",
  kakaopay: "Kakao Pay",
  kcp: "NHN KCP",
  kcp_billing: "NHN KCP (billing)",
  kcp_quick: "NHN KCP Quick Pay",
  kcp_v2: "NHN KCP identity",
  kicc: "KICC",
  kicc_v2: "KICC (foreign)",
  ksnet: "KSNET",
  mobilians: "KG Mobilians",
  mobilians_v2: "KG Mobilians (new)",
  naverco: "Naver Pay (orders)",
  naverpay: "Naver Pay",
  nice: "NICE Payments",
  nice_v2: "NICE Payments (new)",
  payco: "PAYCO",
  payletter_global: "Payletter (foreign)",
  paymentwall: "Paymentwall",
  paypal: "PayPal (Express Checkout)",
  paypal_v2: "PayPal",
  settle: "Hecto Financial",
  settle_acc: "Hecto account",
  settle_firm: "Hecto firm banking",
  smartro: "Smartro",
  smartro_v2: "Smartro (new)",
  smilepay: "Smile Pay",
  toss_brandpay: "Toss Brandpay",
  tosspay: "Toss Pay",
  tosspay_v2: "Toss Pay (new)",
  tosspayments: "Toss Payments",
  uplus: "Toss Payments (old)",
  welcome: "Welcome Payments",
};

const BLACK = "#000000";
const WHITE = "#ffffff";
/** The contrast that text needs (WCAG 2, AA). */
const MIN_TEXT_CONTRAST = 4.5;

function luminance(color) {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How well one colour can be read on another: 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** White, or black where white could not be read. */
export function getTextColor(color) {
  return contrast(color, WHITE) >= MIN_TEXT_CONTRAST ? WHITE : BLACK;
}

/** Gives the page the colours of a gateway. */
export function applyGatewayColors({ color }) {
  document.documentElement.style.setProperty("--gateway", color);
  document.documentElement.style.setProperty("--on-gateway", getTextColor(color));
}

/** The gateway's name in a language; `name` is the Korean one. */
export function getGatewayName({ code, name }, language) {
  return (language === "en" && ENGLISH_NAMES[code]) || name;
}

export const GATEWAYS = Object.keys(ENGLISH_NAMES);
