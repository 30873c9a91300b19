// SPDX-License-Identifier: MIT
// A sandbox: one merchant's engine and its credentials.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "engine/engine.h"

namespace portone::engine {

struct Credentials {
  std::string imp_key;
  std::string imp_secret;
  std::string user_code;  ///< "imp" and eight digits: the argument of IMP.init
};

struct Sandbox {
  Sandbox(Credentials own_credentials, Setup setup, sim::WallClock wall,
          std::function<void()> agenda_changed, Deleter deleter)
      : credentials(std::move(own_credentials)),
        engine(std::move(setup), wall, std::move(agenda_changed), std::move(deleter)) {}

  const Credentials credentials;
  Engine engine;
  std::atomic<bool> had_api_calls{false};  ///< the control API defaults to a sandbox in use
};

using SandboxPtr = std::shared_ptr<Sandbox>;

}  // namespace portone::engine
