// SPDX-License-Identifier: MIT
#include "engine/request_log.h"

#include <string>

#include "support/catch.h"

namespace portone::engine {
namespace {

RequestRecord MakeRecord(std::uint64_t sequence, std::string body = "") {
  RequestRecord record{};
  record.sequence = sequence;
  record.method = "POST";
  record.body = std::make_shared<BodyStore>(2 * RequestLog::kMaxBytes)->Store(std::move(body));
  return record;
}

TEST_CASE("request log: drops the oldest records beyond the record limit", "[engine]") {
  RequestLog log;
  for (std::uint64_t i = 1; i <= RequestLog::kMaxRecords + 2; ++i)
    log.Append(std::make_shared<const RequestRecord>(MakeRecord(i)));
  const auto all = log.All();
  REQUIRE(all.size() == RequestLog::kMaxRecords);
  CHECK(all.front()->sequence == 3);
}

TEST_CASE("request log: drops the oldest records beyond the byte limit", "[engine]") {
  RequestLog log;
  const std::string quarter(RequestLog::kMaxBytes / 4, 'x');
  for (std::uint64_t i = 1; i <= 4; ++i)
    log.Append(std::make_shared<const RequestRecord>(MakeRecord(i, quarter)));
  const auto all = log.All();
  REQUIRE(all.size() == 3);  // the four and their other fields are more than the limit
  CHECK(all.front()->sequence == 2);
}

}  // namespace
}  // namespace portone::engine
