// What the payment methods are called, and which of them may use a card.

const NAMES = {
  card: ["카드", "Card"],
  vbank: ["가상계좌", "Virtual account"],
  trans: ["실시간 계좌이체", "Bank transfer"],
  phone: ["휴대폰 소액결제", "Phone bill"],
  point: ["포인트", "Points"],
  applepay: ["애플페이", "Apple Pay"],
  naverpay: ["네이버페이", "Naver Pay"],
  naverpay_card: ["네이버페이 카드", "Naver Pay card"],
  naverpay_point: ["네이버페이 포인트", "Naver Pay points"],
  samsungpay: ["삼성페이", "Samsung Pay"],
  samsung: ["삼성페이 (samsung)", "Samsung Pay (samsung)"],
  kpay: ["케이페이", "K-Pay"],
  kakaopay: ["카카오페이", "Kakao Pay"],
  payco: ["페이코", "PAYCO"],
  lpay: ["엘페이", "L.PAY"],
  ssgpay: ["쓱페이", "SSG Pay"],
  ssgpay_bank: ["쓱페이 계좌", "SSG Pay account"],
  skpay: ["SK페이", "SK Pay"],
  tosspay: ["토스페이", "Toss Pay"],
  tosspay_card: ["토스페이 카드", "Toss Pay card"],
  tosspay_money: ["토스페이 머니", "Toss Pay balance"],
  toss_brandpay: ["브랜드페이", "Brandpay"],
  pinpay: ["핀페이", "PinPay"],
  cultureland: ["컬쳐랜드 상품권", "Cultureland voucher"],
  smartculture: ["스마트문상", "Smart culture voucher"],
  culturegift: ["문화상품권", "Culture gift voucher"],
  booknlife: ["도서문화상품권", "Book voucher"],
  happymoney: ["해피머니 상품권", "Happy Money voucher"],
  paypal: ["페이팔", "PayPal"],
  alipay: ["알리페이", "Alipay"],
  alipay_plus: ["알리페이 플러스", "Alipay+"],
  unionpay: ["유니온페이", "UnionPay"],
  tenpay: ["텐페이", "Tenpay"],
  wechat: ["위챗페이", "WeChat Pay"],
  molpay: ["몰페이", "MOLPay"],
  econtext: ["편의점 결제 (일본)", "Convenience store (Japan)"],
  cvs: ["편의점 결제", "Convenience store"],
  paypay: ["페이페이", "PayPay"],
  amazonpay: ["아마존페이", "Amazon Pay"],
  rakutenpay: ["라쿠텐페이", "Rakuten Pay"],
  merpay: ["메르페이", "Merpay"],
  aupay: ["au페이", "au PAY"],
  dbarai: ["d바라이", "d Barai"],
};

/** Methods that a card has no part in. */
const WITHOUT_CARD = [
  "vbank", "trans", "phone", "point", "naverpay_point", "tosspay_money", "ssgpay_bank",
  "cultureland", "smartculture", "culturegift", "booknlife", "happymoney", "econtext", "cvs",
];

export function getMethodName(method, language) {
  const names = NAMES[method];
  return names ? names[language === "en" ? 1 : 0] : method;
}

export function canUseCard(method) {
  return !WITHOUT_CARD.includes(method);
}

export const METHODS = Object.keys(NAMES);
