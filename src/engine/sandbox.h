// SPDX-License-Identifier: MIT
// One merchant's world with the credentials that open it.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "engine/engine.h"

namespace portone::engine {

struct Credentials {
  std::string imp_key;
  std::string imp_secret;
  std::string user_code;  ///< "imp" and eight digits: what IMP.init is given
};

struct Sandbox {
  Sandbox(Credentials opened_with, Setup setup, sim::WallClock wall,
          std::function<void()> agenda_changed, Bury bury)
      : credentials(std::move(opened_with)),
        engine(std::move(setup), wall, std::move(agenda_changed), std::move(bury)) {}

  const Credentials credentials;
  Engine engine;
  std::atomic<bool> had_api_calls{false};  ///< the control API prefers a sandbox that is in use
};

using SandboxPtr = std::shared_ptr<Sandbox>;

}  // namespace portone::engine
