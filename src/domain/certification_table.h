// SPDX-License-Identifier: MIT
// All certifications of one merchant, in the order in which they were requested.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/invariant.h"
#include "domain/certification.h"
#include "domain/ids.h"

namespace portone {

/// Not thread-safe. Addresses of certifications stay valid until they are removed.
class CertificationTable {
 public:
  /// REQUIRES: no certification has this imp_uid.
  const Certification& Insert(Certification certification) {
    const ImpUid imp_uid = certification.imp_uid;
    const bool is_new = positions_.emplace(imp_uid, next_).second;
    PORTONE_INVARIANT(is_new, "two certifications have the same imp_uid");
    return rows_.emplace(next_++, std::move(certification)).first->second;
  }

  /// Null when there is none.
  const Certification* Find(const ImpUid& imp_uid) const {
    const auto found = positions_.find(imp_uid);
    return found == positions_.end() ? nullptr : &rows_.at(found->second);
  }

  /// Applies `change` to a certification: the only way to modify one. REQUIRES: it exists, and
  /// `change` does not modify its imp_uid.
  template <class Change>
  const Certification& Update(const ImpUid& imp_uid, const Change& change) {
    Certification& row = rows_.at(positions_.at(imp_uid));
    change(row);
    return row;
  }

  /// Removes a certification and returns it. Its imp_uid is not used again. REQUIRES: it exists.
  Certification Remove(const ImpUid& imp_uid) {
    auto row = rows_.extract(positions_.at(imp_uid));
    positions_.erase(imp_uid);
    removed_.insert(imp_uid);
    return std::move(row.mapped());
  }

  /// Marks an imp_uid as that of a certification which was removed earlier. REQUIRES: no
  /// certification has it.
  void MarkRemoved(const ImpUid& imp_uid) { removed_.insert(imp_uid); }

  /// The imp_uids of certifications that were removed.
  const std::set<ImpUid>& Removed() const { return removed_; }

  /// Whether a certification has, or had, this imp_uid.
  bool IsTaken(const ImpUid& imp_uid) const {
    return positions_.contains(imp_uid) || removed_.contains(imp_uid);
  }

  /// By position, oldest first.
  const std::map<std::uint64_t, Certification>& All() const { return rows_; }
  bool empty() const { return rows_.empty(); }

 private:
  std::uint64_t next_ = 0;
  std::map<std::uint64_t, Certification> rows_;
  std::unordered_map<ImpUid, std::uint64_t> positions_;
  std::set<ImpUid> removed_;
};

}  // namespace portone
