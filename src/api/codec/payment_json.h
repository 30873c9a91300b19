// SPDX-License-Identifier: MIT
// JSON encoding of a payment.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/reply_writer.h"
#include "domain/payment.h"

namespace portone::api {

/// "issue", "payment", "payment.scheduled"; nullopt when no billing key was involved.
std::optional<std::string_view> FindUsageName(CustomerUidUsage usage);

/// The name of the bank with this standard code; nullopt when the code is missing or unknown.
std::optional<std::string_view> FindBankName(const std::optional<std::string>& code);

/// Keys in alphabetical order; every key is always present.
// FIDELITY: payment-object
void EncodePayment(ReplyWriter& json, const Payment& payment);

}  // namespace portone::api
