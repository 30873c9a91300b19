// SPDX-License-Identifier: MIT
// A payment as the V1 API prints it.
#pragma once

#include <optional>
#include <string>

#include "api/reply_writer.h"
#include "domain/payment.h"

namespace portone::api {

/// "issue", "payment", "payment.scheduled"; nothing where no key was involved.
std::optional<std::string> UsageText(CustomerUidUsage usage);

/// The name of the bank with this standard code; nothing without a code or for an unknown one.
std::optional<std::string> BankName(const std::optional<std::string>& code);

/// Keys in alphabetical order, every key always there.
// FIDELITY: payment-object
void EncodePayment(ReplyWriter& json, const Payment& payment);

}  // namespace portone::api
