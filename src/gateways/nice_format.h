// SPDX-License-Identifier: MIT
// The transaction numbers of NICE, the same in its old module and its new one.
#pragma once

#include <array>

#include "domain/payment_format.h"

namespace portone::gateways {

// FIDELITY: payment-forms
inline constexpr std::array<TransactionNumberPattern, 5> kNiceTransactionNumbers{{
    {.payments = {.methods = {PayMethod::kVbank}}, .pattern = "{mid}0301{time12}{digits:4}"},
    {.payments = {.origins = {PaymentOrigin::kOnetime, PaymentOrigin::kKeyCharge}},
     .pattern = "{mid}0116{time12}{digits:4}"},
    {.payments = {.methods = {PayMethod::kTrans}}, .pattern = "{mid}0201{time12}{digits:4}"},
    {.payments = {.methods = {PayMethod::kPhone}}, .pattern = "{mid}0501{time12}{digits:4}"},
    {.payments = {.methods = kCardOrWallet}, .pattern = "{mid}0101{time12}{digits:4}"},
}};

}  // namespace portone::gateways
