// The colour of each gateway's strip, and a colour that can be read on it.

const COLORS = {
  alipay: "#1677ff",
  bluewalnut: "#0b4ea2",
  chai: "#2a2a2a",
  danal: "#e5352c",
  danal_tpay: "#e5352c",
  daou: "#e6007e",
  eximbay: "#00468c",
  galaxia: "#5b2d90",
  html5_inicis: "#c8102e",
  inicis: "#c8102e",
  inicis_jp: "#c8102e",
  inicis_unified: "#c8102e",
  jtnet: "#005bac",
  kakao: "#ffe300",
  kakaopay: "#ffe300",
  kcp: "#0a4ea2",
  kcp_billing: "#0a4ea2",
  kcp_quick: "#0a4ea2",
  kcp_v2: "#0a4ea2",
  kicc: "#004c97",
  kicc_v2: "#004c97",
  ksnet: "#00377b",
  mobilians: "#c8102e",
  mobilians_v2: "#c8102e",
  naverco: "#03c75a",
  naverpay: "#03c75a",
  nice: "#1b4fa0",
  nice_v2: "#1b4fa0",
  payco: "#fa2828",
  payletter_global: "#f36f21",
  paymentwall: "#1c3f60",
  paypal: "#003087",
  paypal_v2: "#003087",
  settle: "#1f3c88",
  settle_acc: "#1f3c88",
  settle_firm: "#1f3c88",
  smartro: "#0060a9",
  smartro_v2: "#0060a9",
  smilepay: "#00a651",
  toss_brandpay: "#0064ff",
  tosspay: "#0064ff",
  tosspay_v2: "#0064ff",
  tosspayments: "#0064ff",
  uplus: "#0064ff",
  welcome: "#6a2c91",
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
  const color = COLORS[code] ?? OTHER;
  return { color, text: contrast(color, LIGHT) >= 4.5 ? LIGHT : DARK };
}

/** Dresses the page in the colours of a gateway. */
export function wearGateway(code) {
  const { color, text } = gatewayColors(code);
  document.documentElement.style.setProperty("--gateway", color);
  document.documentElement.style.setProperty("--on-gateway", text);
}
