// SPDX-License-Identifier: MIT
// A payment as the V1 API prints it.
#pragma once

#include "api/json_writer.h"
#include "domain/payment.h"

namespace portone::api {

/// Keys in alphabetical order, every key always there.
// FIDELITY: payment-object
void EncodePayment(JsonWriter& json, const Payment& payment);

}  // namespace portone::api
