// The words of the demo shop.

const korean = {
  title: "데모 가게",
  no_money: "PortOne 에뮬레이터로 결제를 시험합니다. 실제로 결제되지 않습니다.",
  sandbox: "샌드박스",
  other_language: "English",
  shelf: "무엇을 살까요?",
  story: "무슨 일이 일어났나요?",
  empty: "왼쪽에서 하나를 골라 결제해 보세요. 여기에 차례대로 나타납니다.",
  step_call: "가게 페이지가 부른 코드",
  step_told: "가게 페이지가 받은 결과",
  step_server: "가게 서버에서 보이는 결제",
  step_next: "다음 달 결제",
  next_advice: "등록한 수단으로 가게 서버가 언제든 결제할 수 있습니다. 터미널에 붙여 넣어 보세요.",
  pingback: "결제사의 확정(핑백)을 지금 보내기",
  window_open: "결제창이 열려 있습니다",
  success: "✓ 성공",
  failure: "✕ 실패",
  by_callback: "콜백",
  by_redirect: "리디렉션",
  paid: "✓ 결제됨",
  key_issued: "✓ 등록됨",
  certified: "✓ 인증됨",
  uncertified: "인증되지 않음",
  ready: "… 확정 대기",
  failed: "✕ 실패",
  cancelled: "취소됨",
  none: "결제 없음",
  status: "상태",
  amount: "금액",
  pay_method: "결제 수단",
  customer_uid: "고객 키",
  fail_reason: "사유",
  name: "이름",
  birthday: "생년월일",
  phone: "휴대폰",
  no_channel: "이 샌드박스에는 이 결제사의 채널이 없습니다.",
  no_script: "iamport.js를 불러올 수 없습니다. 데모는 V1 API와 같은 포트에서만 동작합니다.",
  no_control: "제어 API를 부를 수 없습니다: {message}",
  naverpay_title: "Slim 요금제 (1개월)",
  naverpay_about: "정기결제를 등록합니다. 지금은 결제되지 않습니다.",
  popup: "팝업으로 등록",
  redirect: "페이지 이동으로 등록",
  window_title: "해외 카드 정기결제",
  window_about: "첫 결제와 함께 카드를 등록합니다.",
  brick_title: "창 없는 해외 카드 결제",
  brick_about: "카드 정보를 페이지가 보냅니다. 결제창이 열리지 않습니다.",
  nice_title: "한 번 결제",
  nice_about: "카드로 한 번 결제합니다.",
  certification_title: "본인인증",
  certification_about: "이름과 휴대폰 번호로 본인을 확인합니다.",
  buy: "결제하기",
  identify: "인증하기",
};

const english = {
  title: "Demo shop",
  no_money: "Try payments with the PortOne emulator. No money moves.",
  sandbox: "Sandbox",
  other_language: "한국어",
  shelf: "What would you like?",
  story: "What happened?",
  empty: "Choose something and pay. It will show here, step by step.",
  step_call: "The shop's page called",
  step_told: "The shop's page was told",
  step_server: "The shop's server sees",
  step_next: "Next month",
  next_advice: "The shop's server can charge it at any time. Paste this into a terminal.",
  pingback: "Send the gateway's confirmation (pingback) now",
  window_open: "The window is open",
  success: "✓ Success",
  failure: "✕ Failure",
  by_callback: "callback",
  by_redirect: "redirect",
  paid: "✓ Paid",
  key_issued: "✓ Registered",
  certified: "✓ Certified",
  uncertified: "Not certified",
  ready: "… To be confirmed",
  failed: "✕ Failed",
  cancelled: "Cancelled",
  none: "No payment",
  status: "Status",
  amount: "Amount",
  pay_method: "Means",
  customer_uid: "Customer key",
  fail_reason: "Reason",
  name: "Name",
  birthday: "Birth date",
  phone: "Phone",
  no_channel: "This sandbox has no channel of this gateway.",
  no_script: "iamport.js cannot be loaded. The demo works only on the port of the V1 API.",
  no_control: "The control API cannot be called: {message}",
  naverpay_title: "Slim plan (1 month)",
  naverpay_about: "Registers a recurring payment. Nothing is charged now.",
  popup: "Register in a popup",
  redirect: "Register by redirect",
  window_title: "Recurring payment by foreign card",
  window_about: "Charges once and stores the card.",
  brick_title: "Foreign card without a window",
  brick_about: "The page itself sends the card. No window opens.",
  nice_title: "A single payment",
  nice_about: "Pays once by card.",
  certification_title: "Identity check",
  certification_about: "Checks who you are by name and mobile number.",
  buy: "Pay",
  identify: "Verify",
};

const KEY = "language";

export const language =
  sessionStorage.getItem(KEY) ?? (navigator.language.startsWith("ko") ? "ko" : "en");

/** The text of a key, with `{name}` replaced from `values`. */
export function translate(key, values = {}) {
  const texts = language === "ko" ? korean : english;
  return texts[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Loads the page again in the other language. */
export function switchLanguage() {
  sessionStorage.setItem(KEY, language === "ko" ? "en" : "ko");
  location.reload();
}

export const TEXTS = { ko: korean, en: english };
