// SPDX-License-Identifier: MIT
// The declarative rules of a payment gateway. Names no gateway and contains no logic.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "base/enum_set.h"
#include "domain/money.h"
#include "domain/pay_method.h"
#include "domain/result.h"

namespace portone {

/// The result of checking or charging a card. The first group is refused as soon as the card is
/// presented (issuing a key, key-in payment), the second only when it is charged.
// FIDELITY: decline-layers
enum class CardOutcome : std::uint8_t {
  kApproved,
  kUnknownBin,
  kWrongNumber,
  kWrongExpiry,
  kWrongCvc,
  kWrongPassword,
  kWrongBirth,
  kTooManyPasswordTries,
  kCardNotSupported,  ///< the merchant may not take cards of this company
  kKbOnTestMid,       ///< a card of KB국민카드 at a test merchant id
  kLastRefusedAtIssue = kKbOnTestMid,
  kDeclined,
  kInsufficientFunds,
  kLimitExceeded,
  kLost,
  kStolen,
  kExpired,
  kIssuerDown,
  kRevoked,  ///< the cardholder has revoked the registration at the card company
};

template <>
struct EnumNames<CardOutcome> {
  static constexpr std::array<std::string_view, 18> kNames{
      "approved",           "unknown_bin",    "wrong_number", "wrong_expiry",
      "wrong_cvc",          "wrong_password", "wrong_birth",  "too_many_password_tries",
      "card_not_supported", "kb_on_test_mid", "declined",     "insufficient_funds",
      "limit_exceeded",     "lost_card",      "stolen_card",  "expired_card",
      "issuer_down",        "revoked_card"};
};

inline bool IsRefusedAtIssue(CardOutcome card_outcome) {
  return card_outcome != CardOutcome::kApproved && card_outcome <= CardOutcome::kLastRefusedAtIssue;
}

/// A gateway's error code and message for one case, as data.
struct ErrorText {
  std::string_view code;
  std::string_view message;

  GatewayError ToError() const { return {std::string(code), std::string(message)}; }
};

/// The source of a gateway's text for a case.
enum class TextSource : std::uint8_t {
  kOurs,        ///< none: the text is the emulator's own
  kDocumented,  ///< the gateway's or PortOne's published lists
  kRecorded,    ///< a reply, or a shop's code that compares the text
};

template <>
struct EnumNames<TextSource> {
  static constexpr std::array<std::string_view, 3> kNames{"ours", "documented", "recorded"};
};

/// Why a gateway refuses a cancellation, by name.
enum class CancelRefusal : std::uint8_t {
  kAlreadyCancelledAtGateway,
  kNoPartialCancelCheckCard,
  kNoPartialCancelEasyPay,
  kExceedsUnsettledAmount,  ///< more than the amount that has not yet been paid out to the merchant
};

template <>
struct EnumNames<CancelRefusal> {
  static constexpr std::array<std::string_view, 4> kNames{
      "already_cancelled_at_gateway", "no_partial_cancel_check_card", "no_partial_cancel_easy_pay",
      "exceeds_unsettled_amount"};
};

struct CancelErrorText {
  CancelRefusal cancel_refusal;
  ErrorText text;
  TextSource source = TextSource::kDocumented;
};

enum class SettingKind : std::uint8_t {
  kText,     ///< any text, or one of the allowed values
  kSeconds,  ///< a whole number from 0 to 86,400
};

/// A setting that a channel of this gateway may have.
struct SettingRule {
  std::string_view name;
  std::string_view default_value;
  std::span<const std::string_view> allowed{};  ///< empty: any value of the kind
  SettingKind kind = SettingKind::kText;
};

/// The operation that a gateway is asked to perform.
enum class Operation : std::uint8_t {
  kIssue,    ///< a key without a charge: POST /subscribe/customers, a card sent with a schedule
  kOnetime,  ///< POST /subscribe/payments/onetime
  kAgain,    ///< POST /subscribe/payments/again
  kRegisterSchedule,  ///< accepting a schedule
  kScheduledCharge,   ///< charging it on its day
  kWindow,            ///< the payment window, with or without a customer_uid
  kDelete,            ///< DELETE /subscribe/customers/{customer_uid}
};

using Operations = EnumSet<Operation>;

struct CardErrorText {
  CardOutcome card_outcome;
  ErrorText text;
  TextSource source = TextSource::kDocumented;
  Operations operations{};  ///< where it differs from the case's other text; empty: all others
};

/// A parameter that the gateway requires.
struct Requirement {
  std::string_view parameter;  ///< its request name: "buyer_tel", "bypass.shop_user_id"
  Operations operations;
  PayMethods methods{};        ///< empty: all methods
  std::string_view message{};  ///< the gateway's own words; empty: PortOne's
};

/// The REST operations (without a payment window) that a gateway supports.
// FIDELITY: endpoints
struct RestRules {
  bool issue_key = false;            ///< POST /subscribe/customers/{customer_uid}
  bool onetime = false;              ///< POST /subscribe/payments/onetime
  bool onetime_stores_key = false;   ///< the same with a customer_uid, which stores a key
  bool schedule_stores_key = false;  ///< POST /subscribe/payments/schedule with a card
  bool charges_stored_keys = false;  ///< charging keys: again, schedule, unschedule
  bool lists_customers = true;       ///< GET /subscribe/customers returns its keys
};

/// Keys, one-time charges, recurring charges and schedules, all without a window.
inline constexpr RestRules kFullRest{.issue_key = true,
                                     .onetime = true,
                                     .onetime_stores_key = true,
                                     .schedule_stores_key = true,
                                     .charges_stored_keys = true};

/// What a payment window does with a customer_uid.
enum class KeyIssuance : std::uint8_t {
  kNone,              ///< refuses it
  kKeyOnly,           ///< stores a key; the amount is only displayed
  kChargesIfNonZero,  ///< stores a key and charges the amount unless it is zero
  kAlwaysCharges,     ///< stores a key and charges the amount
};

/// What the payment window does.
// FIDELITY: window
struct WindowRules {
  bool charges = false;  ///< charges without a customer_uid
  KeyIssuance key_issuance = KeyIssuance::kNone;
  PayMethods methods{};                   ///< empty: pay_method is ignored
  PayMethods issue_methods{};             ///< for issuing keys; empty: the same as `methods`
  PayMethods methods_charged_on_issue{};  ///< methods that charge when a key is issued, unlike
                                          ///< `key_issuance`
  PayMethods wallets{};                   ///< wallets inside the window: its emb_pg_provider
  PayMethod default_method = PayMethod::kCard;
  bool always_redirects = false;       ///< also on a PC
  bool amount_optional = false;        ///< a missing amount is 0
  bool popup_on_pc = false;            ///< the script opens it in a window of its own
  std::string_view popup_parameter{};  ///< with which a page asks for one: "naverPopupMode"
  bool popup_by_default = false;       ///< unless `popup_parameter` is false
  /// Without this parameter the page is redirected on a PC too; empty: the window covers the page.
  std::string_view redirects_unless{};
  /// The parameter that says what the window does, "bypass.kcpQuick.actionType"; empty: it pays.
  std::string_view action_parameter{};
};

/// The minimum and maximum amount in one currency, in minor units.
struct AmountLimit {
  Currency currency = Currency::kKrw;
  std::int64_t min = 0;
  ErrorText below_min_error{};
  std::int64_t max = 0;  ///< 0: no limit
  ErrorText above_max_error{};
  PayMethods methods{};  ///< empty: all methods
  /// The channel's setting that gives the minimum in won, or "none", instead of `min`.
  std::string_view min_setting{};
};

/// How the list in display.card_quota is interpreted.
enum class QuotaList : std::uint8_t {
  kExact,  ///< the listed months, and payment in full
  kUpTo,   ///< everything up to the largest listed number of months
};

struct InstalmentRules {
  std::int64_t min_won = 50'000;  ///< the minimum charge for instalments
  ErrorText amount_error{};       ///< the amount is below `min_won`; empty code: the common error
  QuotaList list = QuotaList::kUpTo;
  /// The number of months is not allowed by display.card_quota.
  ErrorText not_offered_error{"EM11", "선택할 수 없는 할부 개월 수"};
};

/// The order numbers that a gateway accepts.
struct OrderNumberRules {
  std::size_t min_length = 1;  ///< the minimum length
  bool alphanumeric = false;
  ErrorText format_error{"EM12", "주문번호 형식 오류"};
};

/// The virtual account operations that a gateway supports.
struct VbankRules {
  bool issue = false;            ///< POST /vbanks; issued accounts can be revoked
  bool change = false;           ///< PUT /vbanks/{imp_uid}
  bool fixed_unlimited = false;  ///< accounts that accept any amount, any number of times
  /// Required parameters in the order of the checks; pg_api_key is also required to revoke.
  std::span<const std::string_view> required{};
  ErrorText due_in_past_error{};  ///< empty code: PortOne's own error
};

/// How a gateway's text follows the service's sentence about a refused cancellation.
enum class CancelRefusalFormat : std::uint8_t {
  kText,         ///< a blank and the text
  kParentheses,  ///< "(text)", without a blank
  kCodeAndText,  ///< a blank and "[500626|text]"
};

/// What can be cancelled at a gateway.
// FIDELITY: cancel-rules
struct CancelRules {
  CancelRefusalFormat refusal_format = CancelRefusalFormat::kText;
  ErrorText exceeded_error{};  ///< more than remains; empty message: PortOne's own error
  bool partial = true;
  PayMethods full_only_methods{};  ///< methods without partial cancellation
  ErrorText partial_error{"EM13", "부분취소 불가"};
  PayMethods non_cancellable_methods{};  ///< methods that cannot be cancelled at all
  ErrorText method_error{"EM14", "취소할 수 없는 결제수단"};
  bool requires_vat = false;       ///< vat_amount is required if the payment specified it
  bool requires_tax_free = false;  ///< tax_free is required if the payment's was not zero
  ErrorText tax_error{"EM15", "복합과세 금액 설정 오류"};
  /// Phone bill payments of an earlier month can be refunded to a bank account.
  bool allows_later_months = false;
  ErrorText month_error{"EM16", "휴대폰 결제는 결제한 달에만 취소할 수 있습니다"};
  std::span<const std::string_view> required{};  ///< parameters: "refund_tel"
};

/// The meaning of a card verification code in a gateway's own test mode.
struct MagicCvc {
  std::string_view cvc;
  enum class Effect : std::uint8_t { kRefused, kReviewAccepted, kReviewDeclined } effect;
  ErrorText error;  ///< the immediate error
};

/// The shipment information that a gateway requires.
struct ShipmentRules {
  ErrorText not_paid_error{};                    ///< the payment was not paid
  ErrorText incomplete_error{};                  ///< a parameter of a physical shipment is missing
  std::span<const std::string_view> required{};  ///< the parameters required of physical shipments
};

/// The deliveries of escrow payments that a gateway takes by API.
// FIDELITY: escrow-gateways
struct EscrowRules {
  bool deliveries = false;                       ///< POST and GET /escrows/logis/{imp_uid}
  bool changes = false;                          ///< PUT
  bool sends_webhooks = false;                   ///< changes of status are reported to the merchant
  std::span<const std::string_view> required{};  ///< "sender.name", "products" ...
};

/// The quick pay that a gateway runs for a merchant, and its words where it refuses.
// FIDELITY: quick-payments
struct QuickPayRules {
  bool offered = false;  ///< /kcpquick/...
  ErrorText unknown_member{"EM51", "등록되지 않은 구매자입니다"};
  ErrorText no_money{"EM52", "선불머니 서비스에 가입하지 않은 구매자입니다"};
  ErrorText not_prepared{"EM53", "거래사전 등록된 정보가 없습니다"};
  ErrorText not_confirmed{"EM54", "PIN이 확인되지 않은 거래입니다"};
  ErrorText insufficient{"EM55", "선불머니 잔액이 부족합니다"};
  ErrorText unknown_method{"EM56", "등록되지 않은 결제수단입니다"};
  ErrorText money_left{"EM57", "선불머니 잔액이 남아있습니다"};
  ErrorText unknown_action{"EM58", "지원되지 않는 호출 유형입니다"};
  ErrorText no_fido{"C210", "등록된 거래가 없습니다."};
};

/// Why a certification fails, by name.
enum class CertificationRefusal : std::uint8_t {
  kWrongField,     ///< a parameter that the agency cannot read; the window does not open
  kWrongMerchant,  ///< the merchant id is not registered
  kUnderage,       ///< younger than the window's min_age
  kNotIdentified,  ///< the stated details are not those of one person
};

template <>
struct EnumNames<CertificationRefusal> {
  static constexpr std::array<std::string_view, 4> kNames{"wrong_field", "wrong_merchant",
                                                          "underage", "not_identified"};
};

/// A parameter that a gateway requires of a certification by API.
struct OtpParameter {
  std::string_view name;
  std::span<const std::string_view> values{};  ///< what it may be; empty: anything
};

/// How a gateway certifies who somebody is.
// FIDELITY: certification-gateways
struct CertificationRules {
  bool window = false;               ///< IMP.certification
  bool otp = false;                  ///< POST /certifications/otp/request
  bool app = false;                  ///< the same, confirmed in an app
  std::string_view pg_tid{};         ///< a pattern, see number_pattern.h
  std::string_view phone_setting{};  ///< "no" hides telephone and carrier; empty: never hidden
  bool shows_carrier = true;
  bool has_unique_in_site = true;  ///< else it is null
  bool has_foreigner_v2 = false;   ///< foreigner_v2 is not null
  /// A window that is closed on mobile without m_redirect_url tells its page nothing.
  bool closes_silently = false;
  std::span<const OtpParameter> otp_required{};
  bool strict_merchant_uid = false;  ///< letters and digits, of a request by API
  ErrorText closed{"F0000", "사용자가 본인인증을 취소하셨습니다."};
  ErrorText wrong_field{"EM41", "본인인증 입력값 오류"};
  ErrorText wrong_merchant{"EM42", "본인인증 가맹점 정보 오류"};
  ErrorText underage{"EM43", "본인인증 최소 연령 미달"};
  ErrorText not_identified{"EM44", "본인 정보 불일치"};
};

/// The gateway's words for a refusal.
const ErrorText& GetErrorText(const CertificationRules& rules, CertificationRefusal refusal);

/// Operations that only some gateways support.
struct OptionalOperations {
  bool shipment = false;          ///< POST /paymentwall/delivery
  bool points = false;            ///< POST /payments/{imp_uid}/naver/point
  bool confirm = false;           ///< POST /payments/{imp_uid}/naver/confirm
  bool cash_amount = false;       ///< GET /payments/{imp_uid}/naver/cash-amount
  bool product_orders = false;    ///< POST /payments/{imp_uid}/naver/place ...
  bool balance = false;           ///< GET /payments/{imp_uid}/balance
  bool order_status = false;      ///< POST /payco/orders/status/{imp_uid}
  bool partner_receipts = false;  ///< POST /partners/receipts/{imp_uid}
  bool benepia = false;           ///< POST /benepia/point and /benepia/payment
};

/// The cash receipts that a gateway issues.
// FIDELITY: receipt-gateways
struct ReceiptRules {
  bool issues = false;                ///< POST /receipts/{imp_uid}
  bool cancels = false;               ///< DELETE of the same
  bool issues_external = false;       ///< POST /receipts/external/{merchant_uid}
  bool cancels_external = false;      ///< DELETE of the same
  bool checks_identifier = true;      ///< refuses a number that is not what it is said to be
  bool takes_taxcards = true;         ///< the tax office's cards, by API
  bool follows_cancellations = true;  ///< of the payment, also when it was issued by API
  /// A payment made in a window can have a receipt only if the buyer requested it there.
  bool only_if_requested_in_window = false;
  PayMethods requested_by_page{};  ///< the methods for which the page's parameters ask for one
  std::span<const std::string_view> required{};           ///< parameters of the first operation
  std::span<const std::string_view> external_required{};  ///< the same of the third
  std::string_view url{};  ///< of its page, a pattern; empty: a neutral one
};

/// The slips with which a gateway's buyers pay at a convenience store.
// FIDELITY: cvs-issue
struct StoreRules {
  bool issues_slips = false;  ///< POST /cvs
  int days = 7;               ///< without expired_at, a slip is good until the end of this day
};

}  // namespace portone
