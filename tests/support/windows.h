// SPDX-License-Identifier: MIT
// Payments that a buyer makes in a window, for tests of what comes after them.
#pragma once

#include <string>
#include <string_view>

#include "support/test_api.h"

namespace portone::testing {

/// The parameters of a window that every gateway opens, with `more` in them.
inline Json WindowParams(std::string_view pg, std::string_view merchant_uid,
                         const Json& more = Json::object()) {
  Json params{{"pg", pg},
              {"merchant_uid", merchant_uid},
              {"name", "신발 👟"},
              {"amount", 10'000},
              {"buyer_name", "김구매"},
              {"buyer_tel", "010-1234-5678"},
              {"buyer_email", "kim@example.com"},
              {"m_redirect_url", "https://shop.example/done"}};
  params.update(more);
  return params;
}

/// Runs a window; the reply of the control API.
inline TestReply RunWindow(TestApi& api, const Json& params) {
  return api.Control("POST", "/checkouts", Json{{"params", params}}.dump());
}

/// Runs a window that must leave a payment with this status. Returns its imp_uid.
inline std::string PayInWindow(TestApi& api, const Json& params, std::string_view status = "paid") {
  const TestReply reply = RunWindow(api, params);
  INFO(reply.text);
  REQUIRE(reply.status == 200);
  REQUIRE(reply.json["payment"]["status"] == status);
  return reply.json["payment"]["imp_uid"].get<std::string>();
}

}  // namespace portone::testing
