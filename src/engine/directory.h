// SPDX-License-Identifier: MIT
// Which sandbox a key or a token belongs to: all that sandboxes share.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/error.h"
#include "engine/reaper.h"
#include "engine/sandbox.h"

namespace portone::engine {

struct DirectoryOptions {
  bool strict_keys = false;  ///< only declared keys open a sandbox
  std::size_t limit = 10'000;
};

/// Why a sandbox was not made.
enum class CreateRefusal : std::uint8_t { kTaken, kTooMany };

/// A sandbox that is to be, or is to become.
struct Declaration {
  Credentials credentials;  ///< an empty user code is generated
  Setup setup;
};

/// Why none of several declarations was carried out.
struct DeclareRefusal {
  std::string imp_key;  ///< whose
  Error error;
};

/// Why a sandbox was not removed.
enum class RemoveRefusal : std::uint8_t { kUnknown, kDefault, kAdvancing };

/// The key and secret that PortOne's own samples print; they open the default sandbox.
// FIDELITY: sample-credentials
Credentials SampleCredentials();

/// All members may be called from any thread.
class Directory {
 public:
  /// `setup` is the default sandbox's, and what an unknown key's sandbox copies.
  Directory(DirectoryOptions options, Setup setup, sim::WallClock wall,
            std::function<void()> agenda_changed);

  /// The sandbox of a key and its secret. An unknown key opens one and pins the secret. Refused:
  /// CredentialsWrong (another secret; an undeclared key with strict_keys), TooManySandboxes.
  Result<SandboxPtr> Open(const std::string& imp_key, const std::string& imp_secret);

  /// Makes a new sandbox; what the credentials leave empty is generated. Nothing that exists is
  /// touched.
  BasicResult<SandboxPtr, CreateRefusal> Create(Credentials wanted, Setup setup);

  /// Makes sandboxes on purpose, and loads the setups of those that the credentials open already:
  /// all of them, or none. A sandbox that is there keeps its credentials and its token. Refused:
  /// CredentialsWrong (a key exists with another secret), Advancing (of one that is there; it is
  /// worth another try), TooManySandboxes. REQUIRES: no two declarations of one sandbox.
  std::optional<DeclareRefusal> Declare(std::vector<Declaration> all);

  /// The sandbox that holds this token, expired or not; null for an unknown one.
  SandboxPtr FindByToken(const std::string& token) const;
  /// From now on `token` leads to `sandbox`, and its earlier token no more.
  void BindToken(const std::string& token, const SandboxPtr& sandbox);

  /// Takes a sandbox out, with its token; nothing when that is done. Calls that are under way in it
  /// end as if it were still there.
  std::optional<RemoveRefusal> Remove(const std::string& imp_key);

  SandboxPtr FindByKey(const std::string& imp_key) const;
  SandboxPtr Default() const;
  /// How many there may be.
  std::size_t limit() const { return options_.limit; }
  std::vector<SandboxPtr> All() const;

 private:
  // Two steps of Declare; `existing` has a place for each declaration, null for one to be made.
  std::optional<DeclareRefusal> Carry(std::vector<Declaration> all,
                                      const std::vector<SandboxPtr>& existing);
  std::optional<DeclareRefusal> AddMissing(std::vector<Declaration>& all,
                                           const std::vector<SandboxPtr>& existing);
  SandboxPtr Find(const std::string& imp_key) const;             // REQUIRES the lock
  Result<SandboxPtr> Add(Credentials credentials, Setup setup);  // REQUIRES the lock
  SandboxPtr Make(Credentials credentials, Setup setup);
  Credentials Generated(Credentials wanted);  // REQUIRES the lock

  Reaper reaper_;  // outlives the sandboxes
  const DirectoryOptions options_;
  const sim::WallClock wall_;
  const std::function<void()> agenda_changed_;

  mutable std::shared_mutex mutex_;
  std::map<std::string, SandboxPtr> by_key_;  // sorted, so that lists are stable
  std::unordered_map<std::string, SandboxPtr> by_token_;
  std::unordered_map<const Sandbox*, std::string> token_of_;
  std::uint64_t keys_generated_ = 0;
  SandboxPtr default_;
};

}  // namespace portone::engine
