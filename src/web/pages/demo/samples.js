// What can be bought: the sample calls of PortOne's guides, with order numbers of their own.

const BUYER = {
  buyer_email: "buyer@example.com",
  buyer_name: "홍길동",
  buyer_tel: "010-1234-5678",
  buyer_addr: "서울특별시 강남구 삼성동",
  buyer_postcode: "123-456",
};

const BRICK_CARD = { info: { number: "4242-4242-4242-4242", expiry: "2030-09", cvc: "826" } };

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
    name: "Slim 요금제(1개월 단위)",
    amount: 14000,
    ...BUYER,
    naverPopupMode: usesPopup,
    m_redirect_url: getReturnUrl(),
    naverProductCode: `slim_${number}`,
  };
}

function makePaymentwall(card) {
  const number = makeNumber();
  return {
    pg: "paymentwall",
    pay_method: "card",
    merchant_uid: `order_no_${number}`,
    name: "주문명:결제테스트",
    amount: 50,
    ...BUYER,
    currency: "USD",
    language: "en",
    m_redirect_url: getReturnUrl(),
    customer_uid: `customer_${number}`,
    ...(card && { card }),
  };
}

function makeNice() {
  return {
    pg: "nice",
    pay_method: "card",
    merchant_uid: `order_no_${makeNumber()}`,
    name: "주문명:결제테스트",
    amount: 1004,
    ...BUYER,
    m_redirect_url: getReturnUrl(),
    niceMobileV2: true,
  };
}

function makeCertification() {
  return {
    pg: "danal",
    merchant_uid: `certification_${makeNumber()}`,
    company: "데모 가게",
    name: "홍길동",
    phone: "010-1234-5678",
    m_redirect_url: getReturnUrl(),
    popup: true,
  };
}

/** `call` is the function of IMP, each action makes its parameters; with `onlyStores` a key is
 * stored and nothing charged. */
export const SAMPLES = [
  {
    name: "naverpay",
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
    gateway: ["paymentwall", "gateway_paymentwall", "#1c3f60"],
    call: "request_pay",
    price: [50, "USD"],
    actions: [{ text: "buy", makeParams: () => makePaymentwall(null) }],
  },
  {
    name: "brick",
    gateway: ["paymentwall", "gateway_brick", "#1c3f60"],
    call: "request_pay",
    price: [50, "USD"],
    actions: [{ text: "buy", makeParams: () => makePaymentwall(BRICK_CARD) }],
  },
  {
    name: "nice",
    gateway: ["nice", "gateway_nice", "#1b4fa0"],
    call: "request_pay",
    price: [1004, "KRW"],
    actions: [{ text: "buy", makeParams: makeNice }],
  },
  {
    name: "certification",
    gateway: ["danal", "gateway_danal", "#cf2a22"],
    call: "certification",
    price: null,
    actions: [{ text: "identify", makeParams: makeCertification }],
  },
];
