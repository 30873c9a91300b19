// SPDX-License-Identifier: MIT
#include "domain/webhook_delivery.h"

namespace portone {
namespace {

bool Is2xx(int status) {
  return status >= 200 && status < 300;
}

}  // namespace

bool IsSuccess(const HttpResult& result, RetryOn retry_on) {
  return retry_on == RetryOn::kUntil200 ? result.status == 200 : Is2xx(result.status);
}

bool ShouldRetry(const HttpResult& result, RetryOn retry_on) {
  if (retry_on == RetryOn::kUntil200) return result.status != 200;
  return result.status == 0 || result.status / 100 == 5;
}

}  // namespace portone
