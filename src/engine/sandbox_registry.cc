// SPDX-License-Identifier: MIT
#include "engine/sandbox_registry.h"

#include <mutex>
#include <set>
#include <utility>

#include "base/letters_and_digits.h"
#include "domain/errors.h"
#include "engine/advance.h"
#include "sim/id_mint.h"

namespace portone::engine {
namespace {

constexpr const char* kSampleKey = "imp_apikey";
constexpr const char* kSampleKeyAlternateSpelling = "imp_apiKey";
constexpr const char* kSampleSecret =
    "ekKoeW8RyKuT0zgaZsUtXXTLQ4AhPFW3ZGseDA6bkA5lamv9OqDMnxyeB9wqOsuO9W3Mx9YSJ4dTqJ3f";

void RecordUse(Sandbox& sandbox, sim::WallClock wall) {
  sandbox.last_used_ms.store(wall().time_since_epoch().count(), std::memory_order_relaxed);
}

}  // namespace

bool IsUserCode(std::string_view text) {
  return !text.empty() && text.size() <= 40 && HasOnlyLettersAndDigits(text);
}

Credentials SampleCredentials() {
  return {kSampleKey, kSampleSecret, "imp00000000"};
}

SandboxRegistry::SandboxRegistry(SandboxRegistryOptions options, Setup setup, sim::WallClock wall,
                                 std::function<void()> on_agenda_changed)
    : options_(std::move(options)),
      memory_limit_(options_.max_memory),
      bodies_(std::make_shared<BodyStore>(options_.max_stored_body_bytes)),
      feed_(
          std::make_shared<EventFeed>(wall, EventFeed::Limits{.bytes = options_.max_event_bytes})),
      wall_(wall),
      on_agenda_changed_(std::move(on_agenda_changed)),
      shared_clocks_(options_.shared_clocks) {
  default_ = Make(SampleCredentials(), std::move(setup));
  by_key_[kSampleKey] = default_;
  key_by_user_code_[default_->credentials.user_code] = kSampleKey;
}

Result<SandboxPtr> SandboxRegistry::Open(const std::string& imp_key,
                                         const std::string& imp_secret) {
  PORTONE_TRY(SandboxPtr sandbox, FindOrCreate(imp_key, imp_secret));
  if (sandbox->secret.Accept(imp_secret)) {
    shared_clocks_.PassOn(*sandbox, *default_);
    return sandbox;
  }
  const bool is_first = !sandbox->was_refused.exchange(true, std::memory_order_relaxed);
  if (is_first && options_.on_wrong_secret) options_.on_wrong_secret(sandbox->credentials.imp_key);
  return errors::CredentialsWrong();
}

Result<SandboxPtr> SandboxRegistry::OpenUnpinned(const std::string& imp_key) {
  return FindOrCreate(imp_key, "");
}

/// `imp_secret` is for a new sandbox; "" leaves it open.
Result<SandboxPtr> SandboxRegistry::FindOrCreate(const std::string& imp_key,
                                                 const std::string& imp_secret) {
  const std::string& key = imp_key == kSampleKeyAlternateSpelling ? kSampleKey : imp_key;
  while (true) {
    if (SandboxPtr found = FindByKey(key)) return found;
    if (options_.strict_keys) return errors::CredentialsWrong();
    const auto created = Insert({key, imp_secret, ""}, default_->engine.MakeTemplateSetup());
    if (created.ok()) return created.value();
    switch (created.error()) {
      case CreateRefusal::kTooMany:
        return errors::TooManySandboxes(options_.limit);
      case CreateRefusal::kMemoryFull:
        return errors::MemoryFull(memory_limit_.limit());
      case CreateRefusal::kKeyTaken:
      case CreateRefusal::kUserCodeTaken:
        break;  // another thread was faster
    }
  }
}

BasicResult<SandboxPtr, CreateRefusal> SandboxRegistry::Create(Credentials credentials,
                                                               Setup setup) {
  {
    const std::unique_lock lock(mutex_);
    credentials = FillCredentials(std::move(credentials));
  }
  return Insert(std::move(credentials), std::move(setup));
}

BasicResult<SandboxPtr, CreateRefusal> SandboxRegistry::Insert(Credentials credentials,
                                                               Setup setup) {
  {
    const std::unique_lock lock(mutex_);
    if (credentials.user_code.empty()) credentials.user_code = MakeUserCode(credentials.imp_key);
    if (const auto refusal = FindCreateRefusal(credentials)) return *refusal;
  }
  SandboxPtr created = Make(std::move(credentials), std::move(setup));
  const std::unique_lock lock(mutex_);
  if (const auto refusal = FindCreateRefusal(created->credentials)) return *refusal;  // as above
  Add(created);
  return created;
}

std::optional<CreateRefusal> SandboxRegistry::FindCreateRefusal(const Credentials& credentials) {
  if (Find(credentials.imp_key) != nullptr) return CreateRefusal::kKeyTaken;
  if (IsUserCodeTaken(credentials.user_code)) return CreateRefusal::kUserCodeTaken;
  if (by_key_.size() >= options_.limit) return CreateRefusal::kTooMany;
  if (memory_limit_.IsReached()) return CreateRefusal::kMemoryFull;
  return std::nullopt;
}

void SandboxRegistry::Add(const SandboxPtr& sandbox) {
  RecordUse(*sandbox, wall_);
  by_key_[sandbox->credentials.imp_key] = sandbox;
  key_by_user_code_[sandbox->credentials.user_code] = sandbox->credentials.imp_key;
  sandbox->engine.activity().AddEvent(sandbox->engine.Now(),
                                      SandboxChanged{SandboxChange::kOpened});
}

/// A unique user code for a key without one.
std::string SandboxRegistry::MakeUserCode(const std::string& imp_key,
                                          const std::set<std::string>& others) const {
  for (std::uint64_t attempt = 0;; ++attempt) {
    std::string code = "imp" + sim::IdMint(0).MakeDigits("user_code", imp_key, attempt, 8);
    if (!IsUserCodeTaken(code) && !others.contains(code)) return code;
  }
}

bool SandboxRegistry::IsUserCodeTaken(const std::string& user_code) const {
  return key_by_user_code_.contains(user_code);
}

/// A generated key is never generated again, even after its sandbox is removed. The secret is
/// derived from the key.
Credentials SandboxRegistry::FillCredentials(Credentials credentials) {
  const sim::IdMint mint(0);
  while (credentials.imp_key.empty()) {
    std::string key = mint.MakeDigits("imp_key", "sandbox", ++keys_generated_, 16);
    if (!by_key_.contains(key)) credentials.imp_key = std::move(key);
  }
  if (credentials.imp_secret.empty())
    credentials.imp_secret = mint.MakeHex40("imp_secret", credentials.imp_key, 0);
  if (credentials.user_code.empty()) credentials.user_code = MakeUserCode(credentials.imp_key);
  return credentials;
}

std::optional<DeclareRefusal> SandboxRegistry::Declare(std::vector<Declaration> all) {
  std::vector<SandboxPtr> existing;
  std::size_t count = Count();
  for (const Declaration& declaration : all) {
    const Credentials& credentials = declaration.credentials;
    existing.push_back(FindByKey(credentials.imp_key));
    if (!existing.back()) {
      if (++count > options_.limit) {
        return DeclareRefusal{credentials.imp_key, errors::TooManySandboxes(options_.limit)};
      }
      continue;
    }
    if (!existing.back()->secret.Matches(credentials.imp_secret)) {
      return DeclareRefusal{credentials.imp_key, errors::CredentialsWrong()};
    }
    if (existing.back()->engine.IsAdvancing()) {
      return DeclareRefusal{credentials.imp_key, errors::Advancing()};
    }
  }
  return LoadAll(std::move(all), existing);
}

/// Begins an advance in every existing sandbox, so that loading the setups cannot fail afterwards.
std::optional<DeclareRefusal> SandboxRegistry::LoadAll(std::vector<Declaration> all,
                                                       const std::vector<SandboxPtr>& existing) {
  std::vector<std::optional<Advance>> advances(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!existing[i]) continue;
    if (std::optional<Advance> advance = Advance::Begin(existing[i]->engine)) {
      advances[i].emplace(*std::move(advance));
    } else {
      return DeclareRefusal{all[i].credentials.imp_key, errors::Advancing()};
    }
  }
  if (!all.empty() && memory_limit_.IsReached()) {
    return DeclareRefusal{all.front().credentials.imp_key,
                          errors::MemoryFull(memory_limit_.limit())};
  }
  if (auto refusal = AddMissing(all, existing)) return refusal;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!advances[i]) continue;
    const std::string& secret = all[i].credentials.imp_secret;
    if (!secret.empty()) existing[i]->secret.Accept(secret);
    advances[i]->EndAndLoad(std::move(all[i].setup));
  }
  return std::nullopt;
}

std::optional<DeclareRefusal> SandboxRegistry::AddMissing(std::vector<Declaration>& all,
                                                          const std::vector<SandboxPtr>& existing) {
  FillUserCodes(all, existing);
  std::vector<SandboxPtr> created(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!existing[i]) created[i] = Make(all[i].credentials, std::move(all[i].setup));
  }
  const std::unique_lock lock(mutex_);
  std::size_t missing = 0;
  std::set<std::string> user_codes;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string& imp_key = all[i].credentials.imp_key;
    // Another thread has created or removed it in the meantime: retryable, like an advance.
    if (Find(imp_key) != existing[i]) return DeclareRefusal{imp_key, errors::Advancing()};
    if (existing[i]) continue;
    if (by_key_.size() + ++missing > options_.limit) {
      return DeclareRefusal{imp_key, errors::TooManySandboxes(options_.limit)};
    }
    const std::string& code = all[i].credentials.user_code;
    if (IsUserCodeTaken(code) || !user_codes.insert(code).second) {
      return DeclareRefusal{imp_key,
                            errors::InvalidParameter("user_code", "another sandbox has " + code)};
    }
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    const SandboxPtr& declared = existing[i] ? existing[i] : created[i];
    declared->is_declared.store(true, std::memory_order_relaxed);
    if (!existing[i]) Add(declared);
  }
  return std::nullopt;
}

/// Gives each declaration of a new sandbox a user code that no sandbox and no other declaration
/// has.
void SandboxRegistry::FillUserCodes(std::vector<Declaration>& all,
                                    const std::vector<SandboxPtr>& existing) const {
  std::set<std::string> declared;
  for (const Declaration& declaration : all)
    declared.insert(declaration.credentials.user_code);
  const std::shared_lock lock(mutex_);
  for (std::size_t i = 0; i < all.size(); ++i) {
    Credentials& credentials = all[i].credentials;
    if (existing[i] || !credentials.user_code.empty()) continue;
    credentials.user_code = MakeUserCode(credentials.imp_key, declared);
    declared.insert(credentials.user_code);
  }
}

SandboxPtr SandboxRegistry::FindByToken(const std::string& token) const {
  const std::shared_lock lock(mutex_);
  const auto found = by_token_.find(token);
  if (found == by_token_.end()) return nullptr;
  RecordUse(*found->second, wall_);
  return found->second;
}

void SandboxRegistry::BindToken(const std::string& token, const SandboxPtr& sandbox) {
  if (FindByToken(token) == sandbox) return;  // the common case
  const std::unique_lock lock(mutex_);
  const auto found = by_key_.find(sandbox->credentials.imp_key);
  if (found == by_key_.end() || found->second != sandbox) return;  // removed in the meantime
  std::string& current = token_by_sandbox_[sandbox.get()];
  if (current == token) return;
  by_token_.erase(current);
  by_token_[token] = sandbox;
  current = token;
}

std::optional<RemoveRefusal> SandboxRegistry::Remove(const std::string& imp_key) {
  SandboxPtr removed;
  {
    const std::unique_lock lock(mutex_);
    const auto found = by_key_.find(imp_key == kSampleKeyAlternateSpelling ? kSampleKey : imp_key);
    if (found == by_key_.end()) return RemoveRefusal::kUnknown;
    if (found->second == default_) return RemoveRefusal::kDefault;
    if (found->second->engine.IsAdvancing()) return RemoveRefusal::kAdvancing;
    removed = Detach(found);
  }
  shared_clocks_.TakeBack(*removed, *default_);
  deferred_delete_.DeferDelete(std::move(removed));
  return std::nullopt;
}

SandboxPtr SandboxRegistry::Detach(std::map<std::string, SandboxPtr>::iterator found) {
  SandboxPtr removed = std::move(found->second);
  ++removed_count_[GetGenerationBucket(removed->credentials.imp_key)];
  removed->engine.activity().AddEvent(removed->engine.Now(),
                                      SandboxChanged{SandboxChange::kRemoved});
  by_key_.erase(found);
  key_by_user_code_.erase(removed->credentials.user_code);
  const auto token = token_by_sandbox_.find(removed.get());
  if (token != token_by_sandbox_.end()) {
    by_token_.erase(token->second);
    token_by_sandbox_.erase(token);
  }
  return removed;
}

std::size_t SandboxRegistry::RemoveIdle(Duration idle) {
  const std::int64_t oldest = (wall_() - idle).time_since_epoch().count();
  std::size_t count = 0;
  for (const SandboxPtr& sandbox : All()) {
    const auto is_idle = [&] {
      return sandbox->last_used_ms.load(std::memory_order_relaxed) < oldest &&
             !sandbox->is_declared.load(std::memory_order_relaxed) && sandbox != default_ &&
             !sandbox->engine.IsAdvancing();
    };
    if (!is_idle()) continue;
    SandboxPtr removed;
    {
      const std::unique_lock lock(mutex_);
      const auto found = by_key_.find(sandbox->credentials.imp_key);
      if (found == by_key_.end() || found->second != sandbox || !is_idle()) continue;
      removed = Detach(found);
    }
    shared_clocks_.TakeBack(*removed, *default_);
    deferred_delete_.DeferDelete(std::move(removed));
    ++count;
  }
  return count;
}

SandboxPtr SandboxRegistry::FindByKey(const std::string& imp_key) const {
  const std::shared_lock lock(mutex_);
  return Find(imp_key);
}

SandboxPtr SandboxRegistry::Find(const std::string& imp_key) const {
  const auto found = by_key_.find(imp_key == kSampleKeyAlternateSpelling ? kSampleKey : imp_key);
  if (found == by_key_.end()) return nullptr;
  RecordUse(*found->second, wall_);
  return found->second;
}

SandboxPtr SandboxRegistry::FindByUserCode(const std::string& user_code) const {
  const std::shared_lock lock(mutex_);
  const auto found = key_by_user_code_.find(user_code);
  return found == key_by_user_code_.end() ? nullptr : Find(found->second);
}

SandboxPtr SandboxRegistry::Default() const {
  const std::shared_lock lock(mutex_);
  return default_;
}

std::vector<SandboxPtr> SandboxRegistry::All() const {
  const std::shared_lock lock(mutex_);
  std::vector<SandboxPtr> all;
  for (const auto& [key, sandbox] : by_key_)
    all.push_back(sandbox);
  return all;
}

std::size_t SandboxRegistry::Count() const {
  const std::shared_lock lock(mutex_);
  return by_key_.size();
}

std::size_t SandboxRegistry::GetGenerationBucket(const std::string& imp_key) const {
  return options_.token_secret.empty() ? std::hash<std::string>{}(imp_key) : 0;
}

std::string SandboxRegistry::GetTokenIdSource(const Sandbox& sandbox) const {
  std::string cause = sandbox.credentials.imp_key;
  if (!options_.token_secret.empty()) cause += "\n" + options_.token_secret;
  if (sandbox.generation > 0) cause += "\n" + std::to_string(sandbox.generation);
  return cause;
}

std::uint64_t SandboxRegistry::GetGeneration(const std::string& imp_key) const {
  const std::shared_lock lock(mutex_);
  const auto removed = removed_count_.find(GetGenerationBucket(imp_key));
  return removed == removed_count_.end() ? 0 : removed->second;
}

SandboxPtr SandboxRegistry::Make(Credentials credentials, Setup setup) {
  const std::uint64_t generation = GetGeneration(credentials.imp_key);
  // FIDELITY: ids
  std::string id_scope = credentials.imp_key == kSampleKey ? "" : credentials.imp_key;
  auto created = std::make_shared<Sandbox>(
      std::move(credentials), std::move(setup), wall_, on_agenda_changed_,
      [this](std::shared_ptr<void> garbage) { deferred_delete_.DeferDelete(std::move(garbage)); },
      generation, bodies_, std::move(id_scope), feed_);
  shared_clocks_.Give(*created);
  return created;
}

}  // namespace portone::engine
