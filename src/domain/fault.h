// SPDX-License-Identifier: MIT
// An injected fault as configured by a test: what it matches and what it does. Plain values:
// fault_plan decides which occurrence is hit; commands, api and http apply the effect.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/enum_names.h"
#include "base/instant.h"
#include "domain/gateway_rules.h"
#include "domain/ids.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone {

/// The kinds of operation that a fault can match.
enum class FaultOperation : std::uint8_t {
  kCharge,            ///< any charge: by card, by billing key, or scheduled
  kIssueBillingKey,   ///< without a charge; includes a card sent with a schedule
  kCancel,            ///< through the API, not in the console
  kCertification,     ///< in a window, a request for a code, or a correct code
  kOtherGatewayCall,  ///< another call to a gateway: of deliveries, order statuses, points ...
  kReceipt,           ///< issuing or cancelling a cash receipt by API
  kRequest,           ///< any V1 API call
  kWebhook,           ///< one delivery to one URL
};

template <>
struct EnumNames<FaultOperation> {
  static constexpr std::array<std::string_view, 8> kNames{
      "charge",  "issue_billing_key", "cancel", "certification", "other_gateway_call",
      "receipt", "request",           "webhook"};
};

/// Whether the fault applies before or after the change of state.
enum class FaultPoint : std::uint8_t { kBefore, kAfter };

template <>
struct EnumNames<FaultPoint> {
  static constexpr std::array<std::string_view, 2> kNames{"before", "after"};
};

/// How a connection ends without a reply.
enum class HangUp : std::uint8_t {
  kNone,
  kClose,    ///< closed normally (FIN)
  kReset,    ///< reset (RST)
  kTimeout,  ///< kept open until the client disconnects or the server stops
};

template <>
struct EnumNames<HangUp> {
  static constexpr bool kFirstIsUnnamed = true;
  static constexpr std::array<std::string_view, 4> kNames{"", "close", "reset", "timeout"};
};

/// A card number to match against masked card numbers.
struct CardPattern {
  std::string masked_number;                      ///< digits 7 to 12 masked with '*'
  std::map<std::string, std::string> by_gateway;  ///< in each gateway's mask; '*' matches any digit
};

/// The conditions of a fault; an absent one matches anything.
struct FaultConditions {
  FaultOperation operation = FaultOperation::kCharge;
  std::optional<std::string> path{};  ///< of the request, not percent-decoded; '*' is a wildcard
  std::optional<std::string> method{};
  std::optional<std::string> pg{};
  std::optional<std::string> customer_uid{};
  std::optional<std::string> merchant_uid{};
  std::optional<CardPattern> card{};
  std::optional<PaymentStatus> status{};  ///< reported by a webhook
};

/// A case that a gateway refuses with a text of its own.
using NamedRefusal = std::variant<CardOutcome, CancelRefusal>;

/// The gateway declines: with its own text for a named refusal (`CertificationRefusal` for
/// certifications), or with the given code and text.
struct Decline {
  std::variant<NamedRefusal, GatewayError, CertificationRefusal> reason;
};

/// The names of the cases: "insufficient_funds", ..., then those of cancellations. A name means the
/// same at every gateway.
// FIDELITY: named-refusals
std::vector<std::string_view> ListRefusalNames();
std::optional<NamedRefusal> FindRefusal(std::string_view name);
std::string_view Name(const NamedRefusal& refusal);
/// The names of the cases that concern a card, not a cancellation.
std::vector<std::string_view> ListCardRefusalNames();
/// The names of all cases that a fault can name: those above, then those of certifications.
std::vector<std::string_view> ListFaultRefusalNames();
/// A gateway's error for a named refusal.
GatewayError FindNamedError(const GatewayRules& rules, const NamedRefusal& refusal,
                            Operation operation = Operation::kAgain);

/// An error reply that replaces the real one.
struct ErrorReply {
  int status = 0;
  int code = 0;  ///< of the envelope
  std::string message;
};

/// What happens to a webhook.
enum class WebhookFault : std::uint8_t {
  kDrop,       ///< never sent
  kDuplicate,  ///< sent twice
  kReorder,    ///< sent after the next one
};

template <>
struct EnumNames<WebhookFault> {
  static constexpr std::array<std::string_view, 3> kNames{"drop", "duplicate", "reorder"};
};

/// What a fault does, which may be a delay alone.
struct FaultEffect {
  std::variant<std::monostate, Decline, ErrorReply, HangUp, WebhookFault> action{};
  Duration delay{0};  ///< of a reply: real time; of a webhook: sandbox time
};

inline constexpr std::uint64_t kAlways = UINT64_MAX;

struct Fault {
  FaultId id = 0;
  FaultConditions when{};
  std::uint64_t skip = 0;   ///< the number of matching occurrences to let pass first
  std::uint64_t times = 1;  ///< the number of occurrences to hit after that, or kAlways
  int probability = 100;    ///< in percent
  FaultPoint at = FaultPoint::kBefore;
  FaultEffect then{};

  std::uint64_t seen = 0;     ///< the number of occurrences that it was checked against and matched
  std::uint64_t applied = 0;  ///< the number of these that it hit
};

/// A fault that was applied, as the side effects and the feed of events report it.
struct AppliedFault {
  FaultId fault = 0;
  FaultOperation operation = FaultOperation::kCharge;
  std::string merchant_uid{};
  std::string customer_uid{};
  std::string path{};    ///< of a request, undecoded
  std::string effect{};  ///< as DescribeEffect
};

/// What an effect does, in words: "declined with insufficient_funds", "answered with HTTP 503, code
/// -1, 200 ms late".
std::string DescribeEffect(const FaultEffect& effect);

/// How a fault changes a reply.
struct ReplyFault {
  Duration delay{0};
  std::optional<ErrorReply> error{};
  HangUp hang_up = HangUp::kNone;
};

/// The part of an effect that applies to a reply.
ReplyFault GetReplyFault(const FaultEffect& effect);

/// Whether the effect prevents the real reply from being sent.
bool ReplacesReply(const FaultEffect& effect);

}  // namespace portone
