// SPDX-License-Identifier: MIT
// A sandbox: one merchant's engine and its credentials.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "engine/engine.h"

namespace portone::engine {

struct Credentials {
  std::string imp_key;
  std::string imp_secret;
  std::string user_code;  ///< "imp" and eight digits: the argument of IMP.init
};

struct Sandbox {
  Sandbox(Credentials own_credentials, Setup setup, sim::WallClock wall,
          std::function<void()> agenda_changed, Deleter deleter, std::uint64_t number_of_key = 0)
      : credentials(std::move(own_credentials)),
        generation(number_of_key),
        engine(std::move(setup), wall, std::move(agenda_changed), std::move(deleter)) {}

  const Credentials credentials;
  const std::uint64_t generation;  ///< differs among those that had the same key; the first: 0
  Engine engine;
  std::atomic<bool> had_api_calls{false};  ///< the control API defaults to a sandbox in use
};

using SandboxPtr = std::shared_ptr<Sandbox>;

}  // namespace portone::engine
