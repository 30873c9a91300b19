// SPDX-License-Identifier: MIT
// Asking a merchant's confirm_url before money is taken.
#pragma once

#include <string>

#include "base/http_result.h"
#include "webhook/sender.h"

namespace portone::web {

/// Posts a JSON body and waits for at most 10 seconds. Blocks; thread-safe if the sender is.
// FIDELITY: confirm-url
HttpResult PostToConfirmUrl(webhook::Sender& sender, const std::string& url, std::string body);

/// Whether the merchant agrees: by HTTP 200 alone.
bool IsConfirmed(const HttpResult& response);

}  // namespace portone::web
