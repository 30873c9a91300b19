// SPDX-License-Identifier: MIT
// JSON encoding of KakaoPay's list of orders, with its own keys.
#pragma once

#include "api/reply_writer.h"
#include "commands/kakao_orders.h"

namespace portone::api {

/// {"page", "payment_request_date", "cid", "orders"}. Times are Korean, without an offset.
// FIDELITY: kakao-orders
void EncodeKakaoOrders(ReplyWriter& json, const commands::KakaoOrders& orders);

}  // namespace portone::api
