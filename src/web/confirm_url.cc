// SPDX-License-Identifier: MIT
#include "web/confirm_url.h"

#include <chrono>
#include <utility>

namespace portone::web {

HttpResult PostToConfirmUrl(webhook::Sender& sender, const std::string& url, std::string body) {
  constexpr std::chrono::milliseconds kTimeout{10'000};
  return sender.Send({.url = url,
                      .content_type = "application/json",
                      .body = std::move(body),
                      .connect_timeout = kTimeout,
                      .read_timeout = kTimeout,
                      .total_timeout = kTimeout});
}

bool IsConfirmed(const HttpResult& response) {
  constexpr int kOk = 200;
  return response.status == kOk;
}

}  // namespace portone::web
