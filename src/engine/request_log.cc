// SPDX-License-Identifier: MIT
#include "engine/request_log.h"

#include <algorithm>
#include <utility>

namespace portone::engine {
namespace {

std::size_t CountBytes(const RequestRecord& record) {
  return sizeof(record) + record.target.size() + record.content_type.size() + record.body.size();
}

}  // namespace

void RequestLog::Append(RequestRecord record) {
  bytes_ += CountBytes(record);
  records_.push_back(std::move(record));
  while (records_.size() > kMaxRecords || bytes_ > kMaxBytes) {
    bytes_ -= CountBytes(records_.front());
    records_.pop_front();
  }
}

std::vector<RequestRecord> RequestLog::All() const {
  std::vector<RequestRecord> all(records_.begin(), records_.end());
  // Records are appended in the order of the replies, not of arrival.
  std::stable_sort(all.begin(), all.end(), [](const RequestRecord& a, const RequestRecord& b) {
    return a.sequence < b.sequence;
  });
  return all;
}

void RequestLog::Clear() {
  records_.clear();
  bytes_ = 0;
}

}  // namespace portone::engine
