// SPDX-License-Identifier: MIT
// A cash receipt as replies show it.
#pragma once

#include <optional>
#include <string>

#include "api/reply_writer.h"
#include "domain/receipt.h"

namespace portone::api {

/// Keys in the documented order. The first is `imp_uid`, of an external receipt `merchant_uid`;
/// `cancelled_at` is 0 until it is cancelled.
// FIDELITY: receipt-object
void EncodeReceipt(ReplyWriter& json, const Receipt& receipt);

/// The URL of the receipt's page: a page of the emulator, whose URL contains the host, path and
/// query of the gateway's own page, or that page itself.
// FIDELITY: receipt-page
std::string MakeCashReceiptUrl(const ReplyOptions& options, const Receipt& receipt);

}  // namespace portone::api
