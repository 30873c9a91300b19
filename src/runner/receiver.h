// SPDX-License-Identifier: MIT
// The runner's own receiver of webhooks: takes whatever is posted, wherever to, and answers as the
// story wants it.
#pragma once

#include <mutex>

#include "scenario/step.h"
#include "webhook/sender.h"

namespace portone::runner {

/// All members may be called from any thread.
class Receiver : public webhook::Sender {
 public:
  /// Answers at once as last told: 200 at first.
  webhook::PostOutcome Send(const webhook::Post& post) override;

  /// From now on it answers like this.
  void Become(scenario::ReceiverState state);

 private:
  std::mutex mutex_;
  scenario::ReceiverState state_;
};

}  // namespace portone::runner
