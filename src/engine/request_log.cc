// SPDX-License-Identifier: MIT
#include "engine/request_log.h"

#include <utility>

namespace portone::engine {
namespace {

std::size_t CountBytes(const RequestRecord& record) {
  return sizeof(record) + record.target.size() + record.content_type.size() +
         record.message.size() + (record.body == nullptr ? 0 : record.body->size());
}

}  // namespace

void RequestLog::Append(std::shared_ptr<const RequestRecord> record) {
  bytes_ += CountBytes(*record);
  records_.push_back(std::move(record));
  while (records_.size() > kMaxRecords || bytes_ > kMaxBytes) {
    bytes_ -= CountBytes(*records_.front());
    records_.pop_front();
  }
}

}  // namespace portone::engine
