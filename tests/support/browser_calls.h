// SPDX-License-Identifier: MIT
// What a page's script and a window send, to an emulator in this process.
#pragma once

#include <string>
#include <string_view>

#include "json/json.h"
#include "support/test_api.h"

namespace portone::testing {

/// Sends a request of the browser side, as a page of https://shop.test does; checks that pages of
/// any origin may read the reply.
api::Reply SendFromPage(TestApi& api, std::string_view method, std::string_view target,
                        const std::string& body = "");

/// The user code of the default sandbox.
std::string GetUserCode(const TestApi& api);

/// Opens a window; `rest` is merged into what the script sends. The reply's JSON.
Json OpenPageWindow(TestApi& api, const Json& params, const Json& rest = Json::object());

/// What an open window shows.
Json ReadPageWindow(TestApi& api, const std::string& id);

/// Ends an open window. The reply's JSON.
Json EndPageWindow(TestApi& api, const std::string& id, const Json& outcome = Json::object());

}  // namespace portone::testing
