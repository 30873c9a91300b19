// SPDX-License-Identifier: MIT
// Sends webhooks nowhere: takes every post to any URL and answers as a receiver whose state the
// scenario sets.
#pragma once

#include <cstddef>
#include <mutex>

#include "scenario/step.h"
#include "webhook/sender.h"

namespace portone::runner {

/// All members may be called from any thread.
class SimulatedReceiver : public webhook::Sender {
 public:
  /// Answers at once with the state set last; initially 200.
  HttpResult Send(const webhook::Post& post) override;

  /// Sets how posts are answered from now on.
  void SetState(scenario::ReceiverState state);

  /// How many webhooks were posted, whether the state took them or not.
  std::size_t CountPosts() const;

 private:
  mutable std::mutex mutex_;
  scenario::ReceiverState state_;
  std::size_t posts_ = 0;
};

}  // namespace portone::runner
