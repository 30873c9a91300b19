// SPDX-License-Identifier: MIT
// A sandbox: one merchant's engine and its credentials.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/engine.h"
#include "engine/pinned_secret.h"

namespace portone::engine {

/// The maximum length of an `imp_key`.
inline constexpr std::size_t kMaxImpKey = 256;

struct Credentials {
  std::string imp_key;
  std::string imp_secret;  ///< that the sandbox was created with; "": left open
  std::string user_code;   ///< "imp" and eight digits: the argument of IMP.init
};

/// Whether a text can be a user code: 1 to 40 letters and digits of ASCII, so that the links that
/// hold it need no escaping.
bool IsUserCode(std::string_view text);

struct Sandbox {
  Sandbox(Credentials own_credentials, Setup setup, sim::WallClock wall,
          std::function<void()> on_agenda_changed, Deleter deleter,
          std::uint64_t key_generation = 0, std::shared_ptr<BodyStore> bodies = nullptr,
          std::string id_scope = "", std::shared_ptr<EventFeed> feed = nullptr)
      : credentials(std::move(own_credentials)),
        generation(key_generation),
        secret(credentials.imp_secret),
        engine(std::move(setup), wall, std::move(on_agenda_changed), std::move(deleter),
               std::move(bodies), std::move(id_scope), std::move(feed), credentials.imp_key) {}

  const Credentials credentials;
  const std::uint64_t generation;  ///< distinguishes successive sandboxes with the same key
  PinnedSecret secret;
  Engine engine;
  std::atomic<bool> had_api_calls{false};  ///< the control API defaults to a sandbox in use
  std::atomic<bool> was_refused{false};    ///< a call was refused for a wrong secret
  std::atomic<bool> is_declared{false};    ///< a scenario names it, so it does not expire
  /// When it was last found by its key or token, in milliseconds of real time since 1970.
  std::atomic<std::int64_t> last_used_ms{0};
};

using SandboxPtr = std::shared_ptr<Sandbox>;

}  // namespace portone::engine
