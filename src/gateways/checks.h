// SPDX-License-Identifier: MIT
// Checks and errors that several gateways share. Their texts are not public, so the codes EM30 to
// EM33 are our own. Names no gateway.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "domain/gateway_rules.h"

namespace portone::gateways {

/// EM30: a request parameter is longer than `max_length`.
GatewayError MakeTooLongError(std::string_view parameter, std::size_t max_length);

/// EM30 when a request parameter is longer than `max_bytes`.
std::optional<GatewayError> CheckMaxLength(const GatewayRequest& request,
                                           std::string_view parameter, std::size_t max_bytes);

/// EM31 when the request lacks the parameter. For parameters that are required only in some
/// windows; one that is always required is a Requirement.
std::optional<GatewayError> CheckPresent(const GatewayRequest& request, std::string_view parameter);

/// EM31, for a parameter that may not be empty either.
GatewayError MakeMissingParameterError(std::string_view parameter);

/// EM32: the value of a parameter is invalid.
GatewayError MakeInvalidParameterError(std::string_view parameter, std::string_view problem);

/// EM33: the merchant cannot cancel this payment, or can no longer do so.
GatewayError MakeNotCancellableError(std::string_view problem);

/// The setting "on" of a channel with a test merchant id, which refuses what CheckTestMid and
/// CheckTestMidCancel check.
inline constexpr std::array<std::string_view, 2> kTestMidValues{"off", "on"};
inline constexpr SettingRule kTestMid{"test_mid", kTestMidValues[0], kTestMidValues};

/// Refuses to store or charge a card of KB, NH or KakaoBank by API on a test merchant id.
/// REQUIRES: the gateway has kTestMid.
// FIDELITY: test-mid
std::optional<GatewayError> CheckTestMid(const GatewayRules& rules, const GatewayRequest& request);

/// Refuses a partial cancellation of a check card on a test merchant id. REQUIRES: as above.
// FIDELITY: test-mid
std::optional<GatewayError> CheckTestMidCancel(const GatewayRules& rules,
                                               const CancelContext& context);

/// The field `key` ("code", "quota") of the window's `card.direct`; "" when it is absent.
std::string_view GetCardDirect(const GatewayRequest& request, std::string_view key);

/// Whether part of the payment remains after the cancellation. REQUIRES: the payment was paid.
bool IsPartialCancel(const CancelContext& context);

}  // namespace portone::gateways
