// SPDX-License-Identifier: MIT
// All sandboxes, found by API key, access token or user code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/result.h"
#include "engine/deferred_delete.h"
#include "engine/event_feed.h"
#include "engine/memory_limit.h"
#include "engine/sandbox.h"
#include "engine/shared_clocks.h"

namespace portone::engine {

struct SandboxRegistryOptions {
  bool strict_keys = false;  ///< unknown keys are refused instead of opening a sandbox
  /// Called for the first call to each sandbox with a secret other than the one that pinned it,
  /// from any thread, without the lock. May be empty.
  std::function<void(const std::string& imp_key)> on_wrong_secret{};
  std::size_t limit = 10'000;
  /// A secret from which access tokens are derived, so that nobody else can guess them.
  /// Empty: tokens follow from the seed and the key alone.
  std::string token_secret{};
  std::size_t max_memory =
      0;  ///< bytes of the process beyond which no sandbox is added; 0: no limit
  /// The maximum size in bytes of the request bodies that all sandboxes together store.
  std::size_t max_stored_body_bytes = BodyStore::kDefaultLimit;
  std::size_t max_event_bytes = EventFeed::kDefaultMaxBytes;  ///< as EventFeed::Limits
  /// The shared clocks in which sandboxes show their time from the start, by API key. That of the
  /// default sandbox, under the sample key, passes to the first sandbox that a shop opens by a key
  /// of its own.
  std::map<std::string, SharedClockPtr> shared_clocks{};
};

/// Why a sandbox was not created.
enum class CreateRefusal : std::uint8_t { kKeyTaken, kUserCodeTaken, kTooMany, kMemoryFull };

/// A sandbox to create, or an existing one with the setup to load.
struct Declaration {
  Credentials credentials;  ///< an empty user code is generated
  Setup setup;
};

/// Why a list of declarations was refused.
struct DeclareRefusal {
  std::string imp_key;  ///< of the declaration at fault
  Error error;
};

/// Why a sandbox was not removed.
enum class RemoveRefusal : std::uint8_t { kUnknown, kDefault, kAdvancing };

/// The key and secret printed in PortOne's own samples; they open the default sandbox.
// FIDELITY: sample-credentials
Credentials SampleCredentials();

/// All members may be called from any thread.
class SandboxRegistry {
 public:
  /// `setup` is for the default sandbox. The sandbox of an unknown key is made from
  /// the default sandbox's template.
  SandboxRegistry(SandboxRegistryOptions options, Setup setup, sim::WallClock wall,
                  std::function<void()> on_agenda_changed);

  /// The sandbox of a key and its secret. An unknown key creates a sandbox with this secret.
  /// Errors: CredentialsWrong (wrong secret; an unknown key with strict_keys), TooManySandboxes,
  /// MemoryFull.
  // FIDELITY: sample-credentials
  Result<SandboxPtr> Open(const std::string& imp_key, const std::string& imp_secret);

  /// The sandbox of a key, for a caller that does not know the secret. An unknown key creates a
  /// sandbox with an open secret, which the first call of Open pins. Errors: as Open.
  Result<SandboxPtr> OpenUnpinned(const std::string& imp_key);

  /// Creates a new sandbox; empty credentials are generated. Existing sandboxes do not change.
  BasicResult<SandboxPtr, CreateRefusal> Create(Credentials credentials, Setup setup);

  /// Creates the declared sandboxes, and loads the setup into those that exist already: all of
  /// them, or none. An existing sandbox keeps its credentials and its token. Errors:
  /// CredentialsWrong (a key exists with another secret), Advancing (an existing sandbox is being
  /// advanced; the call can be retried), InvalidParameter (another sandbox has the user code),
  /// TooManySandboxes, MemoryFull. REQUIRES: no two declarations of one sandbox.
  std::optional<DeclareRefusal> Declare(std::vector<Declaration> all);

  /// The sandbox of a token, expired or not; null if unknown.
  SandboxPtr FindByToken(const std::string& token) const;
  /// Maps `token` to `sandbox` and forgets the sandbox's previous token.
  void BindToken(const std::string& token, const SandboxPtr& sandbox);

  /// Removes a sandbox with its token. Returns nothing on success. Calls in progress complete as if
  /// the sandbox still existed.
  std::optional<RemoveRefusal> Remove(const std::string& imp_key);

  SandboxPtr FindByKey(const std::string& imp_key) const;
  SandboxPtr FindByUserCode(const std::string& user_code) const;
  SandboxPtr Default() const;
  /// The maximum number of sandboxes.
  std::size_t limit() const { return options_.limit; }
  std::vector<SandboxPtr> All() const;
  std::size_t Count() const;
  /// What the tokens of a sandbox are derived from besides its seed: its key, the token secret and
  /// its generation, so that a token of a removed sandbox is not valid for the next one with the
  /// same key.
  std::string GetTokenIdSource(const Sandbox& sandbox) const;

  /// Removes the sandboxes that were opened by their key or created, and were not found for `idle`
  /// by key or token; not the default one, declared ones, and those being advanced. Returns how
  /// many.
  std::size_t RemoveIdle(Duration idle);

  /// The store of the bodies of the requests to all sandboxes.
  BodyStore& bodies() { return *bodies_; }
  /// The events of all sandboxes.
  EventFeed& feed() { return *feed_; }
  const std::shared_ptr<EventFeed>& shared_feed() const { return feed_; }

  /// The bound on the memory of the process, for all operations that add state.
  MemoryLimit& memory_limit() { return memory_limit_; }
  /// Returns the memory that a large request used to the system, on the thread of deferred
  /// deletion.
  void ReleaseMemorySoon() { deferred_delete_.DeferDelete(std::make_shared<int>()); }

 private:
  Result<SandboxPtr> FindOrCreate(const std::string& imp_key, const std::string& imp_secret);
  // As Create; an empty secret is left open. REQUIRES: there is a key.
  BasicResult<SandboxPtr, CreateRefusal> Insert(Credentials credentials, Setup setup);
  // Two steps of Declare; `existing` has an element for each declaration, null for one to create.
  std::optional<DeclareRefusal> LoadAll(std::vector<Declaration> all,
                                        const std::vector<SandboxPtr>& existing);
  std::optional<DeclareRefusal> AddMissing(std::vector<Declaration>& all,
                                           const std::vector<SandboxPtr>& existing);
  SandboxPtr Find(const std::string& imp_key) const;  // REQUIRES the lock
  // Why no sandbox with these credentials can be created, if so. REQUIRES the lock.
  std::optional<CreateRefusal> FindCreateRefusal(const Credentials& credentials);
  void Add(const SandboxPtr& sandbox);  // REQUIRES the lock
  // Loads the setup, which can take long: never under the lock.
  SandboxPtr Make(Credentials credentials, Setup setup);
  std::uint64_t GetGeneration(const std::string& imp_key) const;
  std::size_t GetGenerationBucket(const std::string& imp_key) const;
  Credentials FillCredentials(Credentials credentials);  // REQUIRES the lock

  SandboxPtr Detach(std::map<std::string, SandboxPtr>::iterator found);  // REQUIRES the lock
  // REQUIRES the lock.
  std::string MakeUserCode(const std::string& imp_key,
                           const std::set<std::string>& others = {}) const;
  void FillUserCodes(std::vector<Declaration>& all, const std::vector<SandboxPtr>& existing) const;
  bool IsUserCodeTaken(const std::string& user_code) const;  // REQUIRES the lock

  DeferredDelete deferred_delete_;  // outlives the sandboxes
  const SandboxRegistryOptions options_;
  MemoryLimit memory_limit_;
  const std::shared_ptr<BodyStore> bodies_;
  const std::shared_ptr<EventFeed> feed_;
  const sim::WallClock wall_;
  const std::function<void()> on_agenda_changed_;
  SharedClocks shared_clocks_;

  mutable std::shared_mutex mutex_;
  std::map<std::string, SandboxPtr> by_key_;  // sorted, so that the order of All() is stable
  std::unordered_map<std::string, std::string> key_by_user_code_;
  std::unordered_map<std::string, SandboxPtr> by_token_;
  std::unordered_map<const Sandbox*, std::string> token_by_sandbox_;
  std::uint64_t keys_generated_ = 0;
  /// The number of removed sandboxes, by the hash of their key: without a token secret, one
  /// client's sandboxes must not change the tokens of another's. With a token secret, all are
  /// counted under 0.
  std::unordered_map<std::size_t, std::uint64_t> removed_count_;
  SandboxPtr default_;
};

}  // namespace portone::engine
