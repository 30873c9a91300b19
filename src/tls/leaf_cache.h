// SPDX-License-Identifier: MIT
// The certificates that a server presents, one for each name, made on first use.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tls/authority.h"

namespace portone::tls {

struct LeafOptions {
  /// Host names in lower case and addresses, at least one. A ClientHello with any other name gets a
  /// certificate for all of them.
  std::vector<std::string> names;
  /// Presented instead of a generated one, to a ClientHello without SNI or for a name that it
  /// covers.
  std::optional<Credential> user_certificate{};
};

/// Thread safety: all members may be called from any thread.
class LeafCache {
 public:
  /// Throws TlsError.
  LeafCache(Authority authority, LeafOptions options);
  LeafCache(const LeafCache&) = delete;
  LeafCache& operator=(const LeafCache&) = delete;

  const Authority& authority() const { return authority_; }

  /// The certificate for a hello with this name, in upper or lower case; "": a hello without one.
  /// Throws TlsError.
  std::shared_ptr<const Credential> Get(std::string name);

 private:
  std::shared_ptr<const Credential> Make(const std::vector<std::string>& names) const;

  const Authority authority_;
  const std::shared_ptr<const Credential> user_certificate_;
  const LeafOptions options_;  // without `user_certificate`
  const KeyPtr key_;           // of all certificates that the authority issues here

  std::mutex mutex_;  // guards the certificates; held while one is made
  std::map<std::string, std::shared_ptr<const Credential>> leaves_;
};

}  // namespace portone::tls
