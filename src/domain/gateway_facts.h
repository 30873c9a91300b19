// SPDX-License-Identifier: MIT
// What data can say of a payment gateway. Knows no gateway by name, and decides nothing.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "domain/error.h"
#include "domain/money.h"
#include "domain/pay_method.h"

namespace portone {

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
  bool alphanumeric = false;
  FaultText refused{"EM12", "주문번호 형식 오류"};
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

/// What a card verification code stands for in a gateway's own test mode.
struct MagicCvc {
  std::string_view cvc;
  enum class Means : std::uint8_t { kRefused, kReviewAccepted, kReviewDeclined } means;
  FaultText fault;  ///< what is said at first
};

/// What a gateway wants to know of the delivery of goods.
struct DeliveryRules {
  FaultText no_charge{};                        ///< the payment was not paid
  FaultText incomplete{};                       ///< of goods that are shipped
  std::span<const std::string_view> to_ship{};  ///< parameters without which they are incomplete
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

}  // namespace portone
