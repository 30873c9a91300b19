// SPDX-License-Identifier: MIT
// A fault as a test asks for it: what it waits for and what it then does. Plain values; which
// occurrence is hit is fault_plan's business, doing it that of commands, api and http.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "domain/error.h"
#include "domain/gateway_rules.h"
#include "domain/ids.h"
#include "domain/payment.h"

namespace portone {

/// What a fault may happen to.
enum class FaultOperation : std::uint8_t {
  kCharge,           ///< any charge: with a card, with a key, or scheduled
  kIssueBillingKey,  ///< without a charge; also the card that comes with a schedule
  kCancel,           ///< by API, not by a person in the console
  kRequest,          ///< any call of the V1 API
  kWebhook,          ///< one delivery to one URL
};

/// "charge", "issue_billing_key", "cancel", "request", "webhook".
std::string_view OperationText(FaultOperation operation);
std::optional<FaultOperation> FindFaultOperation(std::string_view text);

/// On which side of the change of state.
enum class FaultPoint : std::uint8_t { kBefore, kAfter };

/// How a connection ends without a reply.
enum class HangUp : std::uint8_t {
  kNone,
  kClose,    ///< in order (FIN)
  kReset,    ///< with a reset (RST)
  kTimeout,  ///< not before the client goes away or the server stops
};

/// A card to be recognised among cards of which only a part is kept.
struct CardPattern {
  std::string shown;                              ///< digits 7 to 12 as stars
  std::map<std::string, std::string> by_gateway;  ///< as each gateway masks it; '*' fits any digit
};

/// What has to be so; what is absent may be anything.
struct FaultWhen {
  FaultOperation operation = FaultOperation::kCharge;
  std::optional<std::string> path{};  ///< of the request, undecoded; '*' stands for anything
  std::optional<std::string> method{};
  std::optional<std::string> pg{};
  std::optional<std::string> customer_uid{};
  std::optional<std::string> merchant_uid{};
  std::optional<CardPattern> card{};
  std::optional<PaymentStatus> status{};  ///< that a webhook tells
};

/// The gateway refuses: in its own words for a case, or in these.
struct Decline {
  std::variant<CardCase, GatewayFault> why;
};

/// The cases that a decline may name: "insufficient_funds", "limit_exceeded", ...
std::vector<std::string_view> DeclineCaseNames();
std::optional<CardCase> FindDeclineCase(std::string_view name);
/// "" for a case that has no such name.
std::string_view DeclineCaseName(CardCase card_case);

/// A reply in place of the real one.
struct ErrorReply {
  int status = 0;
  int code = 0;  ///< of the envelope
  std::string message;
};

/// What happens to a webhook.
enum class WebhookTrick : std::uint8_t {
  kDrop,       ///< never sent
  kDuplicate,  ///< sent twice
  kReorder,    ///< sent after the next one
};

/// What is done. Nothing but a delay is an effect too.
struct FaultEffect {
  std::variant<std::monostate, Decline, ErrorReply, HangUp, WebhookTrick> what{};
  Duration delay{0};  ///< of a reply: real time; of a webhook: the sandbox's
};

inline constexpr std::uint64_t kAlways = UINT64_MAX;

struct Fault {
  FaultId id = 0;
  FaultWhen when{};
  std::uint64_t skip = 0;   ///< so many pass unharmed
  std::uint64_t times = 1;  ///< then so many are hit; kAlways
  int probability = 100;    ///< per cent
  FaultPoint at = FaultPoint::kBefore;
  FaultEffect then{};

  std::uint64_t seen = 0;     ///< occurrences that it was asked about and that matched
  std::uint64_t applied = 0;  ///< of these, how many it hit
};

/// What becomes of a reply.
struct ReplyFault {
  Duration delay{0};
  std::optional<ErrorReply> error{};
  HangUp hang_up = HangUp::kNone;
};

/// The part of an effect that concerns a reply.
ReplyFault OnReply(const FaultEffect& effect);

/// Whether the effect keeps a reply from being the real one.
bool ReplacesReply(const FaultEffect& effect);

}  // namespace portone
