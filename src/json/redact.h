// SPDX-License-Identifier: MIT
// Takes out of a request what nobody may see: card numbers, birth dates, password digits, secrets,
// tokens.
#pragma once

#include <string>
#include <string_view>

namespace portone::json {

/// Whether a parameter of this name is never shown.
bool IsSecretName(std::string_view name);

/// Whether a text is a card's number with nothing masked: gateways mask the ninth to the twelfth
/// digit, some of them with zeros.
bool IsWholeCardNumber(std::string_view text);

/// The body with the values of secret parameters as "***", at any depth, for JSON and for forms.
/// Text that is neither is replaced by its length.
std::string RedactedBody(std::string_view content_type, std::string_view body);

/// The target with the values of secret query parameters as "***".
std::string RedactedTarget(std::string_view target);

}  // namespace portone::json
