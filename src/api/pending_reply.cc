// SPDX-License-Identifier: MIT
#include "api/pending_reply.h"

#include <future>
#include <memory>
#include <utility>

#include "api/reply.h"

namespace portone::api {

Reply AwaitReply(const PendingReply& pending) {
  // Shared, because the other thread may still be using it when the reply is taken.
  const auto promise = std::make_shared<std::promise<Reply>>();
  std::future<Reply> reply = promise->get_future();
  pending.start([promise](Reply delivered) { promise->set_value(std::move(delivered)); });
  if (pending.timeout && reply.wait_for(*pending.timeout) != std::future_status::ready)
    pending.expire();
  return reply.get();
}

}  // namespace portone::api
