// SPDX-License-Identifier: MIT
#include "domain/webhook_delivery.h"

#include <cstddef>
#include <string_view>

#include "base/member_count.h"

namespace portone {
namespace {

/// Counts the fields of a webhook's body.
struct FieldCounter {
  template <class T, class... Otherwise>
  constexpr void operator()(std::string_view /*name*/, const T& /*value*/,
                            const Otherwise&... /*otherwise*/) {
    ++count;
  }
  template <class T>
  constexpr void Required(std::string_view /*name*/, const T& /*value*/) {
    ++count;
  }

  std::size_t count = 0;
};

constexpr std::size_t CountFields(const WebhookEvent& event) {
  FieldCounter counter;
  Fields(counter, event);
  return counter.count;
}

const WebhookEvent kAnyEvent;
static_assert(HasMembers<WebhookEvent, CountFields(kAnyEvent)>(),
              "each member of WebhookEvent needs a line in its Fields");

bool Is2xx(int status) {
  return status >= 200 && status < 300;
}

}  // namespace

bool IsSuccess(const HttpResult& result, RetryOn retry_on) {
  return retry_on == RetryOn::kNon200 ? result.status == 200 : Is2xx(result.status);
}

bool ShouldRetry(const HttpResult& result, RetryOn retry_on) {
  if (retry_on == RetryOn::kNon200) return result.status != 200;
  return result.status == 0 || result.status / 100 == 5;
}

}  // namespace portone
