// SPDX-License-Identifier: MIT
// Removes sensitive values from requests: card numbers, birth dates, password digits, secrets,
// tokens. Secrets are recognised by the names of their parameters in any spelling (card_number,
// cardNumber), card numbers also by their digits (card_number.h), in texts, forms and JSON nested
// in each other.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/json_fwd.h"

namespace portone::json {

/// Whether the value of a parameter with this name must never be shown: of the last part of a
/// flattened name, "bypass.customerIdentifier".
bool IsSecretName(std::string_view name);

/// Whether a text is an unmasked card number. Gateways mask digits 9 to 12, some of them with
/// zeros.
bool IsUnmaskedCardNumber(std::string_view text);

/// A JSON object redacted as by RedactBody, as a value; nothing for any other body.
std::optional<Json> RedactObject(std::string_view body);

/// The body with the values of secret parameters and all card numbers replaced by "***" at any
/// depth, for JSON and forms (of pairs between "&", or ";"). A body that is neither is replaced by
/// a note of its length.
std::string RedactBody(std::string_view content_type, std::string_view body);

/// One text of a request, which may be JSON or percent-encoded, with its secrets and card numbers
/// replaced by "***".
std::string RedactText(std::string_view text);

/// A path with its card numbers replaced by "***", for a log. Cheap for paths without any.
std::string RedactPath(std::string_view path);

/// The request target with the values of secret query parameters, and the card numbers of its path,
/// replaced by "***".
std::string RedactTarget(std::string_view target);

}  // namespace portone::json
