// What can be bought: the sample calls of PortOne's guides, with order numbers of their own.
import { language, translate } from "./language.js";

const BUYER = {
  buyer_email: "buyer@example.com",
  buyer_name: "홍길동",
  buyer_tel: "010-1234-5678",
  buyer_addr: "서울특별시 강남구 삼성동",
  buyer_postcode: "123-456",
};

const BRICK_CARD = { info: { number: "4242-4242-4242-4242", expiry: "2030-09", cvc: "826" } };

/** Guides that name no language mean a Korean window. */
const WINDOW_LANGUAGE = language === "ko" ? {} : { language };

/** A number that no other order of this browser has. */
const makeNumber = () => Date.now().toString(36);

/** Where the browser comes back to when the window takes the place of the page. */
const getReturnUrl = () => `${location.origin}/_emulator/demo`;

function makeNaverPay(usesPopup) {
  const number = makeNumber();
  return {
    pg: "naverpay",
    customer_uid: `gildong_${number}`,
    merchant_uid: `order_monthly_${number}`,
    name: translate("naverpay_title"),
    amount: 14000,
    ...BUYER,
    ...WINDOW_LANGUAGE,
    naverPopupMode: usesPopup,
    m_redirect_url: getReturnUrl(),
    naverProductCode: `slim_${number}`,
  };
}

function makePaymentwall(name, card) {
  const number = makeNumber();
  return {
    pg: "paymentwall",
    ...(card && { card }),
    pay_method: "card",
    merchant_uid: `order_no_${number}`,
    name,
    amount: 50,
    ...BUYER,
    currency: "USD",
    language,
    m_redirect_url: getReturnUrl(),
    customer_uid: `customer_${number}`,
  };
}

function makeNice() {
  return {
    pg: "nice",
    pay_method: "card",
    merchant_uid: `order_no_${makeNumber()}`,
    name: translate("nice_title"),
    amount: 1004,
    ...BUYER,
    ...WINDOW_LANGUAGE,
    m_redirect_url: getReturnUrl(),
    niceMobileV2: true,
  };
}

function makeCertification() {
  return {
    pg: "danal",
    merchant_uid: `certification_${makeNumber()}`,
    company: translate("title"),
    name: "홍길동",
    phone: "010-1234-5678",
    m_redirect_url: getReturnUrl(),
    popup: true,
    ...WINDOW_LANGUAGE,
  };
}

/** `gateway` is its code, the key of its name and the colour of its windows, `call` the function of
 * IMP; each action makes its parameters. With `onlyStores` a key is stored and nothing charged. */
export const SAMPLES = [
  {
    name: "naverpay",
    icon: "repeat",
    gateway: ["naverpay", "gateway_naverpay", "#03c75a"],
    call: "request_pay",
    price: [14000, "KRW"],
    onlyStores: true,
    actions: [
      { text: "popup", makeParams: () => makeNaverPay(true) },
      { text: "redirect", makeParams: () => makeNaverPay(false) },
    ],
  },
  {
    name: "window",
    icon: "repeat",
    gateway: ["paymentwall", "gateway_paymentwall", "#f5a623"],
    call: "request_pay",
    price: [50, "USD"],
    actions: [
      { text: "buy", makeParams: () => makePaymentwall(translate("window_title"), null) },
    ],
  },
  {
    name: "brick",
    icon: "card",
    gateway: ["paymentwall", "gateway_brick", "#f5a623"],
    call: "request_pay",
    price: [50, "USD"],
    actions: [
      { text: "buy", makeParams: () => makePaymentwall(translate("brick_title"), BRICK_CARD) },
    ],
  },
  {
    name: "nice",
    icon: "card",
    gateway: ["nice", "gateway_nice", "#1d3d87"],
    call: "request_pay",
    price: [1004, "KRW"],
    actions: [{ text: "buy", makeParams: makeNice }],
  },
  {
    name: "certification",
    icon: "person",
    gateway: ["danal", "gateway_danal", "#00a0e9"],
    call: "certification",
    price: null,
    actions: [{ text: "identify", makeParams: makeCertification }],
  },
];
