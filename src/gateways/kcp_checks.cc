// SPDX-License-Identifier: MIT
#include "gateways/kcp_checks.h"

#include <charconv>
#include <cstdint>

#include "domain/cancel_request.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways::kcp {
namespace {

constexpr int kLumpSum = 1;

std::string_view GetKcpSetting(const Channel& channel, std::string_view name) {
  return GetSetting(Get(channel.pg), channel, name);
}

GatewayError GetError(const Channel& channel, std::string_view code) {
  return Get(channel.pg).FindError(code).value();
}

std::optional<GatewayError> CheckSiteSetting(const Channel& channel) {
  const std::string_view site = GetKcpSetting(channel, "site");
  if (site == "wrong_code") return GetError(channel, "8001");
  if (site == "wrong_key") return GetError(channel, "8002");
  if (site == "unregistered") return GetError(channel, "8121");
  return std::nullopt;
}

bool ChargesCard(const GatewayRequest& request) {
  const bool in_window = request.operation == Operation::kWindow;
  if (in_window) return request.customer_uid == nullptr && request.method == PayMethod::kCard;
  return request.operation == Operation::kOnetime || request.operation == Operation::kAgain ||
         request.operation == Operation::kScheduledCharge;
}

/// KCP stores and charges keys in a batch group that the merchant creates in KCP's own console.
// FIDELITY: kcp-batch-group
bool LacksBatchGroup(const GatewayRequest& request) {
  if (request.customer_uid == nullptr) return false;
  return GetKcpSetting(request.channel, "batch_group_id").empty() ||
         GetKcpSetting(request.channel, "batch_group_status") != "approved";
}

/// The amounts that KCP's test site accepts.
bool IsTestAmount(const Order& order) {
  constexpr std::int64_t kMinimum = 1'000;
  constexpr std::int64_t kMaximum = 5'004;
  constexpr std::int64_t kInstalmentAmount = 50'004;
  const std::int64_t won = order.amount.minor;
  if (order.card_quota > kLumpSum) return won == kInstalmentAmount;
  return won >= kMinimum && won <= kMaximum;
}

std::optional<GatewayError> CheckInstalments(const Channel& channel, const Order& order) {
  constexpr std::int64_t kDefaultMinimum = 50'000;
  if (order.card_quota <= kLumpSum) return std::nullopt;
  const std::string_view allowed = GetKcpSetting(channel, "instalments");
  if (allowed == "none") return GetError(channel, "CC34");
  if (allowed == "from_50000" && order.amount.minor < kDefaultMinimum)
    return kInvalidInstalments.ToError();
  return std::nullopt;
}

/// The value of a numeric setting; nothing when it is not a number ("none", "unlimited").
std::optional<std::int64_t> ParseNumber(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (ec != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// What the merchant has already cancelled in KCP's own console, bypassing PortOne, cannot be
/// cancelled again.
std::optional<GatewayError> CheckCancelledAtKcp(const CancelContext& context, bool is_full) {
  const std::string_view cancelled = GetKcpSetting(context.channel, "cancelled_in_kcp_console");
  const bool is_card = context.payment.pay_method == PayMethod::kCard;
  if (cancelled == "all") return GetError(context.channel, is_card ? "8133" : "8023");
  if (cancelled == "part") return GetError(context.channel, is_full ? "8036" : "8037");
  return std::nullopt;
}

std::optional<GatewayError> CheckPartialCancel(const CancelContext& context, Money amount) {
  const Channel& channel = context.channel;
  if (GetKcpSetting(channel, "partial_cancel") == "no") return GetError(channel, "8392");
  const auto minimum = ParseNumber(GetKcpSetting(channel, "partial_cancel_minimum"));
  if (minimum && amount.minor < *minimum) return GetError(channel, "8035");
  const auto limit = ParseNumber(GetKcpSetting(channel, "partial_cancel_limit"));
  const auto done = static_cast<std::int64_t>(context.payment.cancellations.size());
  if (limit && done >= *limit) return GetError(channel, "8386");
  return std::nullopt;
}

}  // namespace

std::optional<GatewayError> CheckSite(const GatewayRequest& request) {
  if (request.operation == Operation::kDelete) return std::nullopt;
  return CheckSiteSetting(request.channel);
}

std::optional<GatewayError> CheckContract(const GatewayRequest& request) {
  if (request.operation == Operation::kDelete) return std::nullopt;
  if (ChargesCard(request) && GetKcpSetting(request.channel, "issuer_review") == "pending") {
    return GetError(request.channel, "8102");
  }
  if (LacksBatchGroup(request)) return GetError(request.channel, "5209");
  return std::nullopt;
}

std::optional<GatewayError> CheckCharge(const GatewayRequest& request) {
  if (!ChargesCard(request)) return std::nullopt;
  if (auto error = CheckInstalments(request.channel, request.order)) return error;
  const bool only_test_amounts = GetKcpSetting(request.channel, "test_amounts") == "on";
  if (only_test_amounts && !IsTestAmount(request.order)) return GetError(request.channel, "8129");
  return std::nullopt;
}

// FIDELITY: kcp-cancel
std::optional<GatewayError> CheckCancellation(const CancelContext& context) {
  const Channel& channel = context.channel;
  const CancelRequest& request = context.request;
  if (auto error = CheckSiteSetting(channel)) return error;
  if (GetKcpSetting(channel, "cancel_ip") == "unregistered") return GetError(channel, "8012");
  const Money remaining = GetRemainingAmount(context.payment);
  const Money amount = request.amount && !request.amount->IsZero() ? *request.amount : remaining;
  const bool is_full = amount == remaining;
  if (auto error = CheckCancelledAtKcp(context, is_full)) return error;
  if (amount != context.payment.order.amount) {
    if (auto error = CheckPartialCancel(context, amount)) return error;
  }
  const bool omits_tax_free = !context.payment.order.tax_free.IsZero() && !request.tax_free;
  if (omits_tax_free && GetKcpSetting(channel, "cancel_tax_free") == "required")
    return GetError(channel, "8011");
  return std::nullopt;
}

}  // namespace portone::gateways::kcp
