// SPDX-License-Identifier: MIT
#include "gateways/kcp_codes.h"

#include <charconv>
#include <cstdint>

#include "domain/cancellation.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways::kcp {
namespace {

constexpr int kLumpSum = 1;

std::string_view GetSetting(const Channel& channel, std::string_view name) {
  return Setting(Of(channel.pg), channel, name);
}

GatewayFault GetError(const Channel& channel, std::string_view code) {
  return Of(channel.pg).FindFault(code).value();
}

std::optional<GatewayFault> CheckSiteSetting(const Channel& channel) {
  const std::string_view site = GetSetting(channel, "site");
  if (site == "wrong_code") return GetError(channel, "8001");
  if (site == "wrong_key") return GetError(channel, "8002");
  if (site == "unregistered") return GetError(channel, "8121");
  return std::nullopt;
}

bool ChargesCard(const GatewayAsk& request) {
  const bool in_window = request.occasion == Occasion::kWindow;
  if (in_window) return request.customer_uid == nullptr && request.method == PayMethod::kCard;
  return request.occasion == Occasion::kOnetime || request.occasion == Occasion::kAgain ||
         request.occasion == Occasion::kScheduled;
}

/// KCP stores and charges keys in a batch group that the merchant creates in KCP's own console.
// FIDELITY: kcp-batch-group
bool LacksBatchGroup(const GatewayAsk& request) {
  if (request.customer_uid == nullptr) return false;
  return GetSetting(request.channel, "batch_group_id").empty() ||
         GetSetting(request.channel, "batch_group_status") != "approved";
}

/// The amounts that KCP's test site accepts.
bool IsTestAmount(const Order& order) {
  constexpr std::int64_t kLeast = 1'000;
  constexpr std::int64_t kMaximum = 5'004;
  constexpr std::int64_t kInstalmentAmount = 50'004;
  const std::int64_t won = order.amount.minor;
  if (order.card_quota > kLumpSum) return won == kInstalmentAmount;
  return won >= kLeast && won <= kMaximum;
}

std::optional<GatewayFault> CheckInstalments(const Channel& channel, const Order& order) {
  constexpr std::int64_t kDefaultMinimum = 50'000;
  if (order.card_quota <= kLumpSum) return std::nullopt;
  const std::string_view allowed = GetSetting(channel, "instalments");
  if (allowed == "none") return GetError(channel, "CC34");
  if (allowed == "from_50000" && order.amount.minor < kDefaultMinimum) return kWrongMonths.Fault();
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
std::optional<GatewayFault> CheckCancelledAtKcp(const CancelAsk& context, bool whole) {
  const std::string_view cancelled = GetSetting(context.channel, "cancelled_at_kcp");
  const bool by_card = context.payment.pay_method == PayMethod::kCard;
  if (cancelled == "all") return GetError(context.channel, by_card ? "8133" : "8023");
  if (cancelled == "part") return GetError(context.channel, whole ? "8036" : "8037");
  return std::nullopt;
}

std::optional<GatewayFault> CheckPartialCancel(const CancelAsk& context, Money amount) {
  const Channel& channel = context.channel;
  if (GetSetting(channel, "partial_cancel") == "no") return GetError(channel, "8392");
  const auto least = ParseNumber(GetSetting(channel, "partial_cancel_least"));
  if (least && amount.minor < *least) return GetError(channel, "8035");
  const auto times = ParseNumber(GetSetting(channel, "partial_cancel_times"));
  const auto done = static_cast<std::int64_t>(context.payment.cancellations.size());
  if (times && done >= *times) return GetError(channel, "8386");
  return std::nullopt;
}

}  // namespace

std::optional<GatewayFault> WrongSite(const GatewayAsk& request) {
  if (request.occasion == Occasion::kDelete) return std::nullopt;
  return CheckSiteSetting(request.channel);
}

std::optional<GatewayFault> LacksContract(const GatewayAsk& request) {
  if (request.occasion == Occasion::kDelete) return std::nullopt;
  if (ChargesCard(request) && GetSetting(request.channel, "issuer_review") == "pending") {
    return GetError(request.channel, "8102");
  }
  if (LacksBatchGroup(request)) return GetError(request.channel, "5209");
  return std::nullopt;
}

std::optional<GatewayFault> NotChargeable(const GatewayAsk& request) {
  if (!ChargesCard(request)) return std::nullopt;
  if (auto error = CheckInstalments(request.channel, request.order)) return error;
  const bool tests = GetSetting(request.channel, "test_amounts") == "on";
  if (tests && !IsTestAmount(request.order)) return GetError(request.channel, "8129");
  return std::nullopt;
}

// FIDELITY: kcp-cancel
std::optional<GatewayFault> NotCancellable(const CancelAsk& context) {
  const Channel& channel = context.channel;
  const CancelRequest& request = context.request;
  if (auto error = CheckSiteSetting(channel)) return error;
  if (GetSetting(channel, "cancel_ip") == "unregistered") return GetError(channel, "8012");
  const Money remaining = Remaining(context.payment);
  const Money amount = request.amount && !request.amount->IsZero() ? *request.amount : remaining;
  const bool whole = amount == remaining;
  if (auto error = CheckCancelledAtKcp(context, whole)) return error;
  if (amount != context.payment.order.amount) {
    if (auto error = CheckPartialCancel(context, amount)) return error;
  }
  const bool omits_tax_free = !context.payment.order.tax_free.IsZero() && !request.tax_free;
  if (omits_tax_free && GetSetting(channel, "cancel_tax_free") == "required")
    return GetError(channel, "8011");
  return std::nullopt;
}

std::string MaskWithZeros(std::string_view digits) {
  std::string masked(digits);
  for (std::size_t i = 6; i < masked.size() && i < 12; ++i)
    masked[i] = '0';
  return masked;
}

std::optional<std::string> BillReceipt(const Payment& payment) {
  return "cmd=card_bill&tno=" + payment.pg_tid.value_or("") + "&order_no=" + payment.imp_uid.text +
         "&trade_mony=" + FormatAmount(payment.order.amount);
}

}  // namespace portone::gateways::kcp
