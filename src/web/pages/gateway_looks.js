// How the gateways look: the colour of the strip, one that can be read on it, and the English name.

/** Code: colour, English name. */
const LOOKS = {
  alipay: ["#1677ff", "Alipay"],
  bluewalnut: ["#0b4ea2", "Bluewalnut"],
  chai: ["#2a2a2a", "CHAI"],
  danal: ["#cf2a22", "Danal mobile"],
  danal_tpay: ["#cf2a22", "Danal"],
  daou: ["#e6007e", "Kiwoom Pay"],
  eximbay: ["#00468c", "Eximbay"],
  galaxia: ["#5b2d90", "Galaxia Moneytree"],
  html5_inicis: ["#c8102e", "KG Inicis"],
  inicis: ["#c8102e", "KG Inicis (API)"],
  inicis_jp: ["#c8102e", "KG Inicis Japan"],
  inicis_unified: ["#c8102e", "KG Inicis identity"],
  jtnet: ["#005bac", "JTNet"],
  kakao: ["#ffe300", "Kakao Pay (LG CNS)"],
  kakaopay: ["#ffe300", "Kakao Pay"],
  kcp: ["#0a4ea2", "NHN KCP"],
  kcp_billing: ["#0a4ea2", "NHN KCP (billing)"],
  kcp_quick: ["#0a4ea2", "NHN KCP Quick Pay"],
  kcp_v2: ["#0a4ea2", "NHN KCP identity"],
  kicc: ["#004c97", "KICC"],
  kicc_v2: ["#004c97", "KICC (foreign)"],
  ksnet: ["#00377b", "KSNET"],
  mobilians: ["#c8102e", "KG Mobilians"],
  mobilians_v2: ["#c8102e", "KG Mobilians (new)"],
  naverco: ["#03c75a", "Naver Pay (orders)"],
  naverpay: ["#03c75a", "Naver Pay"],
  nice: ["#1b4fa0", "NICE Payments"],
  nice_v2: ["#1b4fa0", "NICE Payments (new)"],
  payco: ["#fa2828", "PAYCO"],
  payletter_global: ["#f36f21", "Payletter (foreign)"],
  paymentwall: ["#1c3f60", "Paymentwall"],
  paypal: ["#003087", "PayPal (Express Checkout)"],
  paypal_v2: ["#003087", "PayPal"],
  settle: ["#1f3c88", "Hecto Financial"],
  settle_acc: ["#1f3c88", "Hecto account"],
  settle_firm: ["#1f3c88", "Hecto firm banking"],
  smartro: ["#0060a9", "Smartro"],
  smartro_v2: ["#0060a9", "Smartro (new)"],
  smilepay: ["#00a651", "Smile Pay"],
  toss_brandpay: ["#0064ff", "Toss Brandpay"],
  tosspay: ["#0064ff", "Toss Pay"],
  tosspay_v2: ["#0064ff", "Toss Pay (new)"],
  tosspayments: ["#0064ff", "Toss Payments"],
  uplus: ["#0064ff", "Toss Payments (old)"],
  welcome: ["#6a2c91", "Welcome Payments"],
};

const OTHER = "#334155";
const DARK = "#111827";
const LIGHT = "#ffffff";

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

/** The colour of a gateway, and the colour of texts on it. */
export function gatewayColors(code) {
  const [color] = LOOKS[code] ?? [OTHER];
  return { color, text: contrast(color, LIGHT) >= 4.5 ? LIGHT : DARK };
}

/** Dresses the page in the colours of a gateway. */
export function wearGateway(code) {
  const { color, text } = gatewayColors(code);
  document.documentElement.style.setProperty("--gateway", color);
  document.documentElement.style.setProperty("--on-gateway", text);
}

/** The gateway's name in a language; `name` is the Korean one. */
export function gatewayName({ code, name }, language) {
  return (language === "en" && LOOKS[code]?.[1]) || name;
}

export const GATEWAYS = Object.keys(LOOKS);
