// SPDX-License-Identifier: MIT
// What may differ between payment gateways: facts, and hooks where a fact cannot say it. The domain
// owns this shape; gateways/ fills it in, one file each. Knows no gateway by name.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "domain/channel.h"
#include "domain/error.h"
#include "domain/money.h"
#include "domain/pay_method.h"

namespace portone {

enum class PaymentStatus : std::uint8_t;
enum class Device : std::uint8_t;
struct BillingKey;
struct CancelRequest;
struct CardInput;
struct Order;
struct Payment;
struct VbankRequest;

/// What a gateway finds when it looks at a card. The first group is refused when the card is
/// presented (issue, key-in), the second only when it is charged.
// FIDELITY: decline-layers
enum class CardCase : std::uint8_t {
  kGood,
  kUnknownBin,
  kWrongNumber,
  kWrongExpiry,
  kWrongCvc,
  kLastAtIssue = kWrongCvc,
  kDeclined,
  kInsufficientFunds,
  kLimitExceeded,
  kLost,
  kStolen,
  kExpired,
  kIssuerDown,
  kDeleted,  ///< the cardholder has taken the registration back at the card company
};

inline bool RefusedAtIssue(CardCase card_case) {
  return card_case != CardCase::kGood && card_case <= CardCase::kLastAtIssue;
}

/// A gateway's code and text for one case, as data.
struct FaultText {
  std::string_view code;
  std::string_view message;

  GatewayFault Fault() const { return {std::string(code), std::string(message)}; }
};

struct CardFaultText {
  CardCase card_case;
  FaultText text;
};

enum class SettingKind : std::uint8_t {
  kText,     ///< any text, or one of those allowed
  kSeconds,  ///< a whole number from 0 to 86,400
};

/// A setting that a channel of this gateway may carry.
struct SettingRule {
  std::string_view name;
  std::string_view default_value;
  std::span<const std::string_view> allowed{};  ///< empty: whatever fits the kind
  SettingKind kind = SettingKind::kText;
};

/// What a transaction id is made from.
struct TidSource {
  std::string_view pg_id;
  Instant at;
  std::uint64_t number;  ///< uniform over 64 bits
  PayMethod method = PayMethod::kCard;
};

/// On what occasion a gateway is asked for something.
enum class Occasion : std::uint8_t {
  kIssue,      ///< a key and no charge: POST /subscribe/customers, the card with a schedule
  kOnetime,    ///< POST /subscribe/payments/onetime
  kAgain,      ///< POST /subscribe/payments/again
  kSchedule,   ///< a schedule is accepted
  kScheduled,  ///< ... and charged on its day
  kWindow,     ///< the buyer's window, with or without a customer_uid
  kDelete,     ///< DELETE /subscribe/customers/{customer_uid}
};

/// Some of the occasions.
class Occasions {
 public:
  constexpr Occasions() = default;
  constexpr Occasions(std::initializer_list<Occasion> occasions) {
    for (const Occasion occasion : occasions)
      bits_ |= 1U << static_cast<unsigned>(occasion);
  }
  constexpr bool Has(Occasion occasion) const {
    return ((bits_ >> static_cast<unsigned>(occasion)) & 1U) != 0;
  }

 private:
  unsigned bits_ = 0;
};

/// What a merchant wants of a gateway, as far as the gateway may look at it.
struct GatewayAsk {
  Occasion occasion;
  const Channel& channel;
  const Order& order;  ///< of an issue without a charge and of a deletion: all but empty
  Instant now;         ///< when it is asked
  Instant charged_at;  ///< when it is to be charged: later than now for a schedule
  Device device{};     ///< where the window opens
  PayMethod method{};  ///< by which it is to be paid
  const CustomerUid* customer_uid = nullptr;  ///< whose key is stored or charged
  const BillingKey* key = nullptr;            ///< that is charged
  const CardInput* card = nullptr;            ///< that is presented
  const std::string* redirect_url = nullptr;  ///< the window's m_redirect_url
  /// Where to say what passes here but will not in production.
  std::vector<std::string>* warnings = nullptr;

  void Warn(std::string text) const {
    if (warnings != nullptr) warnings->push_back(std::move(text));
  }
};

/// A parameter that the gateway insists on.
struct Requirement {
  std::string_view parameter;  ///< as it is sent: "buyer_tel", "bypass.shop_user_id"
  Occasions at;
  PayMethods methods{};  ///< empty: whichever the method
};

/// Which operations without a window a gateway serves.
// FIDELITY: endpoints
struct RestRules {
  bool issue_key = false;        ///< POST /subscribe/customers/{customer_uid}
  bool onetime = false;          ///< POST /subscribe/payments/onetime
  bool onetime_keeps = false;    ///< ... also with a customer_uid
  bool schedule_issues = false;  ///< POST /subscribe/payments/schedule with a card
  bool again = false;            ///< charges keys: again, schedule, unschedule
  bool lists_customers = true;   ///< its keys are found by GET /subscribe/customers
};

/// What a window does with a customer_uid.
enum class WindowIssue : std::uint8_t {
  kNone,        ///< refuses it
  kKeyOnly,     ///< stores a key; the amount is only shown
  kPaysIfAny,   ///< stores a key and charges the amount, if it is not zero
  kAlwaysPays,  ///< stores a key and charges
};

/// What the buyer's window does.
// FIDELITY: window
struct WindowRules {
  bool pays = false;  ///< without a customer_uid
  WindowIssue issue = WindowIssue::kNone;
  PayMethods methods{};        ///< empty: the parameter is not looked at
  PayMethods issue_methods{};  ///< empty: those above
  PayMethods paying_issue{};   ///< methods whose issue charges although others' do not
  PayMethods easy_pays{};      ///< recorded as "card", with their names as emb_pg_provider
  PayMethod default_method = PayMethod::kCard;
  bool always_redirects = false;  ///< on a PC too
  bool tells_ids_only = false;    ///< the callback has no `success` and nothing of the payment
  FaultText closed{"F0005", "[결제포기] 사용자가 결제를 취소하셨습니다"};  ///< by the buyer
};

/// The least and the most of one currency, in its minor units.
struct AmountLimit {
  Currency currency = Currency::kKrw;
  std::int64_t least = 0;
  FaultText below{};
  std::int64_t most = 0;  ///< 0: no limit
  FaultText above{};
  PayMethods methods{};  ///< empty: whichever the method
};

/// What a list in display.card_quota means.
enum class QuotaList : std::uint8_t {
  kExact,  ///< these and at once
  kUpTo,   ///< all up to the greatest
};

struct InstalmentRules {
  std::int64_t from_won = 50'000;  ///< more than one month on a smaller charge is refused
  FaultText refused{};
  QuotaList list = QuotaList::kUpTo;
  FaultText not_offered{"EM11", "선택할 수 없는 할부 개월 수"};  ///< by display.card_quota
};

/// The order numbers that a gateway takes.
struct OrderNumberRules {
  std::size_t least = 1;
  std::size_t most = 40;
  bool alphanumeric = false;
  FaultText refused{"EM12", "주문번호 형식 오류"};
};

/// What a gateway's own later word is about.
struct Wait {
  Duration delay{0};
  PaymentStatus meanwhile{};  ///< ready, paid or failed
  GatewayFault fault{};       ///< of a failed one
  bool approves = true;       ///< what the later word says
};

/// How a window gives its result back.
enum class ReturnBy : std::uint8_t { kCallback, kRedirect };

/// What of the customer's a new key occupies at the gateway, so that no second one may.
struct Claims {
  std::vector<std::string> names{};
  bool replaces_own = false;  ///< the same customer_uid may claim again
};

/// What a gateway does with virtual accounts.
struct VbankRules {
  bool issue = false;            ///< by POST /vbanks; what was issued can be revoked
  bool change = false;           ///< by PUT /vbanks/{imp_uid}
  bool fixed_unlimited = false;  ///< has accounts that take any amount, any number of times
  /// Parameters that the gateway insists on, by their names, in the order in which it asks; a
  /// pg_api_key also to revoke.
  std::span<const std::string_view> required{};
  FaultText due_in_past{};  ///< "": PortOne says it
};

/// What a gateway lets a merchant cancel.
// FIDELITY: cancel-rules
struct CancelRules {
  bool partial = true;
  PayMethods whole_only{};  ///< methods of which no part can be cancelled
  FaultText partial_refused{"EM13", "부분취소 불가"};
  PayMethods never{};  ///< methods that cannot be cancelled at all
  FaultText never_refused{"EM14", "취소할 수 없는 결제수단"};
  bool repeats_vat = false;       ///< vat_amount is demanded where the payment named its own
  bool repeats_tax_free = false;  ///< tax_free is demanded where the payment had any
  FaultText taxes_refused{"EM15", "복합과세 금액 설정 오류"};
  /// Phone bills of an earlier month are paid back to an account.
  bool later_months = false;
  FaultText month_over{"EM16", "휴대폰 결제는 결제한 달에만 취소할 수 있습니다"};
  std::span<const std::string_view> required{};  ///< "refund_tel"
};

/// A cancellation as its gateway sees it.
struct CancelAsk {
  const Channel& channel;
  const Payment& payment;
  const CancelRequest& request;
  Instant now;
  std::vector<std::string>* warnings = nullptr;

  void Warn(std::string text) const {
    if (warnings != nullptr) warnings->push_back(std::move(text));
  }
};

/// What a card verification code stands for in a gateway's own test mode.
struct MagicCvc {
  std::string_view cvc;
  enum class Means : std::uint8_t { kRefused, kReviewAccepted, kReviewDeclined } means;
  FaultText fault;  ///< what is said at first
};

/// Operations that only some gateways have.
struct OwnOperations {
  bool delivery = false;      ///< POST /paymentwall/delivery
  bool points = false;        ///< POST /payments/{imp_uid}/naver/point
  bool confirm = false;       ///< POST /payments/{imp_uid}/naver/confirm
  bool cash_amount = false;   ///< GET /payments/{imp_uid}/naver/cash-amount
  bool balance = false;       ///< GET /payments/{imp_uid}/balance
  bool identity_type = true;  ///< a cash receipt needs identifier_type
};

/// The common behaviour of the hooks.
namespace hooks {
std::optional<GatewayFault> Unrestricted(const GatewayAsk& ask);
std::optional<GatewayFault> VbankUnrestricted(const Channel& channel, const VbankRequest& request);
std::optional<GatewayFault> CancelUnrestricted(const CancelAsk& ask);
/// The result of every charge is known at once.
std::optional<Wait> NoWait(const GatewayAsk& ask);
std::optional<Duration> NoCancelWait(const Channel& channel, const Payment& payment);
/// On a PC by callback, on a mobile by redirect.
ReturnBy ReturnByDevice(const GatewayAsk& ask);
Claims NoClaims(const GatewayAsk& ask);
/// 14 digits.
std::string NumericTid(const TidSource& source);
/// Digits 7 to 12 as '*'.
std::string MaskWithStars(std::string_view digits);
std::optional<std::string> NoReceipt(const Payment& payment);
}  // namespace hooks

inline constexpr Currency kWonOnly[] = {Currency::kKrw};  // NOLINT(*-avoid-c-arrays)

struct GatewayRules {
  std::string_view code{};           ///< PortOne's code of the gateway
  std::string_view name{};           ///< as people call it
  std::string_view default_pg_id{};  ///< the merchant id of a channel that names none

  RestRules rest{};
  WindowRules window{};
  VbankRules vbank{};
  CancelRules cancel{};
  OwnOperations own{};

  std::span<const Requirement> required{};
  std::span<const Currency> currencies = kWonOnly;  ///< the first: where a window names none
  FaultText currency_refused{};                     ///< "": PortOne says it
  std::span<const AmountLimit> limits{};
  InstalmentRules instalments{};
  OrderNumberRules order_numbers{};

  std::span<const CardFaultText> card_faults{};  ///< where they differ from the common ones
  std::span<const FaultText> known_faults{};     ///< further codes of its book
  std::span<const MagicCvc> magic_cvcs{};
  std::span<const std::string_view>
      good_cards{};  ///< that are good here whatever they mean elsewhere
  std::span<const SettingRule> settings{};

  /// Refuses a channel that is not set up for this, or a card by its form. Asked before the card is
  /// looked at.
  std::optional<GatewayFault> (*check_access)(const GatewayAsk&) = hooks::Unrestricted;
  /// Refuses what is ordered; after all that is data.
  std::optional<GatewayFault> (*check_order)(const GatewayAsk&) = hooks::Unrestricted;
  /// Refuses to issue a virtual account that PortOne itself would pass on.
  std::optional<GatewayFault> (*check_vbank)(const Channel&,
                                             const VbankRequest&) = hooks::VbankUnrestricted;
  /// Refuses a cancellation that PortOne itself would pass on; after all that is data.
  std::optional<GatewayFault> (*check_cancel)(const CancelAsk&) = hooks::CancelUnrestricted;
  /// Whether the gateway says only later what became of a charge, and what it says.
  std::optional<Wait> (*wait)(const GatewayAsk&) = hooks::NoWait;
  /// How long a cancellation takes that was accepted.
  std::optional<Duration> (*cancel_wait)(const Channel&, const Payment&) = hooks::NoCancelWait;
  ReturnBy (*return_by)(const GatewayAsk&) = hooks::ReturnByDevice;
  Claims (*claims)(const GatewayAsk&) = hooks::NoClaims;
  FaultText claimed{};  ///< somebody has claimed it before
  std::string (*pg_tid)(const TidSource&) = hooks::NumericTid;
  std::string (*mask_card)(std::string_view digits) = hooks::MaskWithStars;
  /// The query of the receipt page of a payment that was paid, as the gateway's own page has it.
  std::optional<std::string> (*receipt_query)(const Payment&) = hooks::NoReceipt;

  /// The gateway's text for a card that is not good. REQUIRES: card_case != kGood.
  GatewayFault CardFault(CardCase card_case) const;
  /// The text of one of the gateway's codes; nothing when it is not known here.
  std::optional<GatewayFault> FindFault(std::string_view fault_code) const;
  /// The case of a card that this code is said of, if it is said of one.
  std::optional<CardCase> CaseOf(std::string_view fault_code) const;
};

/// The value of a channel's setting, or the rule's default. REQUIRES: the gateway has it.
std::string_view Setting(const GatewayRules& rules, const Channel& channel, std::string_view name);
/// The same of a setting in seconds.
Duration SecondsSetting(const GatewayRules& rules, const Channel& channel, std::string_view name);

/// Why a text is no value of a setting, or nothing when it is one.
std::optional<std::string> SettingProblem(const SettingRule& rule, std::string_view value);

}  // namespace portone
