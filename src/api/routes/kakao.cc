// SPDX-License-Identifier: MIT
// KakaoPay's list of orders, which the reference has dropped.
#include <array>
#include <optional>
#include <string>

#include "api/codec/kakao_orders_json.h"
#include "api/decode.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/kakao_orders.h"
#include "domain/calendar.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

/// "20221017": its midnight in Korea.
Result<Instant> DecodeDay(const Fields& fields, std::string_view name) {
  constexpr std::size_t kDigits = 8;
  PORTONE_TRY(const std::string text, fields.RequiredText(name, kNoLimit));
  const auto day = text.size() == kDigits ? ParseIso(text.substr(0, 4) + "-" + text.substr(4, 2) +
                                                     "-" + text.substr(6) + "T00:00:00+09:00")
                                          : std::nullopt;
  if (!day) return errors::InvalidParameter(fields.GetPath(name), texts::kNotADate);
  return *day;
}

Result<commands::ListKakaoOrders> DecodeListOrders(const Call& call) {
  commands::ListKakaoOrders query;
  PORTONE_TRY(query.day, DecodeDay(call.fields, "payment_request_date"));
  PORTONE_TRY(query.cid, call.fields.OptionalText("cid", kNoLimit));
  PORTONE_TRY(query.request, DecodePageNumber(call.fields));
  return query;
}

constexpr std::array kKakaoRoutes{
    // FIDELITY: kakao-orders
    Route{Method::kGet, "/kakao/payment/orders", Access::kToken,
          Serve<DecodeListOrders, EncodeKakaoOrders>, Basis::kClients},
};

}  // namespace

std::span<const Route> KakaoRoutes() {
  return kKakaoRoutes;
}

}  // namespace portone::api
