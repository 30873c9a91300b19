// SPDX-License-Identifier: MIT
// The differences between payment gateways: data, and hooks where data is not enough. The domain
// defines this structure; gateways/ provides one instance per file. Names no gateway.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "domain/channel.h"
#include "domain/gateway_facts.h"
#include "domain/gateway_request.h"
#include "domain/money.h"
#include "domain/page_rules.h"
#include "domain/payment_format.h"
#include "domain/payment_means.h"
#include "domain/result.h"

namespace portone {

struct VbankRequest;

/// The default hooks.
namespace hooks {
std::optional<GatewayError> AcceptAnyRequest(const GatewayRequest& request);
std::optional<GatewayError> AcceptAnyVbank(const Channel& channel, const VbankRequest& request);
std::optional<GatewayError> AcceptAnyCancel(const CancelContext& context);
/// The result of every charge is known immediately.
std::optional<DeferredResult> ResolveAtOnce(const GatewayRequest& request);
std::optional<Duration> CancelAtOnce(const Channel& channel, const Payment& payment);
/// The window returns its result by callback on a PC, by redirect on a mobile device.
ReturnBy ChooseReturnByDevice(const GatewayRequest& request);
/// The window returns its result by callback on every device.
ReturnBy ReturnByCallback(const GatewayRequest& request);
KeyReservation ReserveNothing(const GatewayRequest& request);
}  // namespace hooks

inline constexpr Currency kWonOnly[] = {Currency::kKrw};  // NOLINT(*-avoid-c-arrays)

struct GatewayRules {
  std::string_view code{};           ///< PortOne's code for the gateway
  std::string_view name{};           ///< the display name
  std::string_view color{};          ///< of its window in a browser: "#03c75a"; "": a neutral one
  std::string_view default_pg_id{};  ///< the merchant id of a channel that specifies none

  std::span<const KnownMerchantId> merchant_ids{};  ///< known test ids, found in public code

  RestRules rest{};
  WindowRules window{};
  PageRules page{};  ///< how the window reports its result to the merchant's page
  PaymentMeansRules payment_means{};
  PaymentFormat format{};
  int onetime_charge_seconds = 0;  ///< between started_at and paid_at of a one-time charge
  VbankRules vbank{};
  CancelRules cancel{};
  OptionalOperations optional_operations{};
  EscrowRules escrow{};
  ReceiptRules cash_receipts{};
  StoreRules convenience_stores{};
  ShipmentRules shipment{};
  QuickPayRules quick_pay{};
  CertificationRules certification{};
  bool has_order_list = false;  ///< GET /kakao/payment/orders lists its payments

  std::span<const Requirement> required{};
  std::span<const Currency> currencies = kWonOnly;  ///< the first is the default of a window
  ErrorText currency_error{};                       ///< empty message: PortOne's own error
  std::span<const AmountLimit> limits{};
  InstalmentRules instalments{};
  OrderNumberRules order_numbers{};

  std::span<const CardErrorText> card_errors{};      ///< where they differ from the common ones
  std::span<const CancelErrorText> cancel_errors{};  ///< likewise
  std::span<const ErrorText> known_errors{};         ///< further documented codes
  std::span<const MagicCvc> magic_cvcs{};
  /// Test cards that this gateway approves even if others refuse them.
  std::span<const std::string_view> approved_cards{};
  std::span<const SettingRule> settings{};

  /// Refuses a channel that is not configured for the operation, or a card with an invalid format.
  /// Runs before the card is checked.
  std::optional<GatewayError> (*check_access)(const GatewayRequest&) = hooks::AcceptAnyRequest;
  /// Refuses an order; runs after the checks against the data.
  std::optional<GatewayError> (*check_order)(const GatewayRequest&) = hooks::AcceptAnyRequest;
  /// Refuses to issue a virtual account that passed PortOne's own checks.
  std::optional<GatewayError> (*check_vbank)(const Channel&,
                                             const VbankRequest&) = hooks::AcceptAnyVbank;
  /// Refuses a cancellation that passed PortOne's own checks; runs after the checks against the
  /// data.
  std::optional<GatewayError> (*check_cancel)(const CancelContext&) = hooks::AcceptAnyCancel;
  /// The later result of a charge that is not decided immediately; nullopt for one that is.
  std::optional<DeferredResult> (*deferred_result)(const GatewayRequest&) = hooks::ResolveAtOnce;
  /// How long an accepted cancellation takes; nullopt: it is immediate.
  std::optional<Duration> (*cancel_delay)(const Channel&, const Payment&) = hooks::CancelAtOnce;
  ReturnBy (*return_by)(const GatewayRequest&) = hooks::ChooseReturnByDevice;
  KeyReservation (*reservations)(const GatewayRequest&) = hooks::ReserveNothing;
  ErrorText already_reserved_error{};  ///< the error when another key has already reserved a name

  /// The gateway's error for a card that is not good. REQUIRES: card_outcome != kApproved.
  // FIDELITY: named-refusals
  GatewayError FindCardError(CardOutcome card_outcome,
                             Operation operation = Operation::kAgain) const;
  /// The same with its source.
  CardErrorText DescribeCardError(CardOutcome card_outcome, Operation operation) const;
  /// The gateway's error for a cancellation that it refuses, with its source.
  CancelErrorText DescribeCancelError(CancelRefusal cancel_refusal) const;
  /// The error for one of the gateway's codes; nullopt for an unknown code.
  std::optional<GatewayError> FindError(std::string_view error_code) const;
  /// The card outcome that the gateway reports with this code; nullopt when there is none.
  std::optional<CardOutcome> FindCardOutcome(std::string_view error_code) const;
};

/// The value of a channel's setting, or the rule's default. REQUIRES: the gateway defines it.
std::string_view GetSetting(const GatewayRules& rules, const Channel& channel,
                            std::string_view name);
/// The same for a setting in seconds.
Duration GetSecondsSetting(const GatewayRules& rules, const Channel& channel,
                           std::string_view name);

/// Whether keys can be stored under the channel's merchant id.
bool CanStoreKeys(const GatewayRules& rules, const Channel& channel);

/// Why a text is not a valid value of the setting; nullopt when it is valid.
std::optional<std::string> CheckSetting(const SettingRule& rule, std::string_view value);

}  // namespace portone
