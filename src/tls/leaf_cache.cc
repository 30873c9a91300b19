// SPDX-License-Identifier: MIT
#include "tls/leaf_cache.h"

#include <algorithm>
#include <openssl/evp.h>
#include <utility>

#include "base/lower_case.h"

namespace portone::tls {
namespace {

/// The same key, owned once more.
KeyPtr ShareKey(const KeyPtr& key) {
  EVP_PKEY_up_ref(key.get());
  return KeyPtr(key.get());
}

std::shared_ptr<const Credential> TakeUserCertificate(LeafOptions& options) {
  if (!options.user_certificate) return nullptr;
  return std::make_shared<const Credential>(*std::exchange(options.user_certificate, std::nullopt));
}

}  // namespace

LeafCache::LeafCache(Authority authority, LeafOptions options)
    : authority_(std::move(authority)),
      user_certificate_(TakeUserCertificate(options)),
      options_(std::move(options)),
      key_(MakeKey()) {}

std::shared_ptr<const Credential> LeafCache::Get(std::string name) {
  name = ToLowerCase(name);
  if (user_certificate_ != nullptr &&
      (name.empty() || CoversHost(*user_certificate_->certificate, name)))
    return user_certificate_;
  const auto& names = options_.names;
  // A name that is not in the options gets no entry, or any client could fill the memory.
  const bool is_known = std::find(names.begin(), names.end(), name) != names.end();
  if (!is_known) name.clear();
  const std::lock_guard lock(mutex_);
  std::shared_ptr<const Credential>& leaf = leaves_[name];
  if (leaf == nullptr) leaf = Make(is_known ? std::vector{name} : names);
  return leaf;
}

std::shared_ptr<const Credential> LeafCache::Make(const std::vector<std::string>& names) const {
  return std::make_shared<const Credential>(
      Credential{.certificate = authority_.Issue(names, *key_), .key = ShareKey(key_)});
}

}  // namespace portone::tls
