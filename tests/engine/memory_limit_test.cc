// SPDX-License-Identifier: MIT
#include "engine/memory_limit.h"

#include <cstring>
#include <memory>

#include "support/test_api.h"

namespace portone {
namespace {

using engine::MemoryLimit;
using testing::TestApi;

std::size_t bytes_in_use = 0;

std::size_t ReadBytesInUse() {
  return bytes_in_use;
}

TEST_CASE("memory limit: it is reached when the process uses all of it", "[engine]") {
  bytes_in_use = 100;
  MemoryLimit bound(1000, ReadBytesInUse);
  CHECK_FALSE(bound.IsReached());
  CHECK_FALSE(bound.WouldExceed(899));
  CHECK(bound.WouldExceed(900));
  bytes_in_use = 1000;
  bool reached = false;
  for (int call = 0; call < 64 && !reached; ++call)
    reached = bound.IsReached();
  CHECK(reached);
  bytes_in_use = 999;
  CHECK_FALSE(bound.IsReached());  // close to the bound, each call reads it
  bytes_in_use = 1000;
  CHECK(bound.IsReached());
  MemoryLimit unlimited(0, ReadBytesInUse);
  CHECK_FALSE(unlimited.IsReached());
  CHECK_FALSE(unlimited.WouldExceed(SIZE_MAX));
}

TEST_CASE("memory limit: the memory that the process uses can be read", "[engine]") {
  CHECK(ReadResidentBytes() > (std::size_t{1} << 20));
}

TEST_CASE("memory limit: beyond it calls that add state are refused, and others are served",
          "[control][engine]") {
  constexpr const char* kRefusal =
      "portone-emulator uses all of the 1 bytes that --max-memory allows; reset or delete "
      "sandboxes to go on";
  TestApi api(testing::StandardSetup(), {.max_memory = 1});
  CHECK(Summary(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"))) ==
        std::string("503 -1 ") + kRefusal);
  CHECK(Summary(api.Post("/subscribe/customers/kim", testing::CardBody())) ==
        std::string("503 -1 ") + kRefusal);
  CHECK(api.Get("/payments/find/o-1").status == 404);
  const std::string refused = std::string("503 memory_full - ") + kRefusal;
  CHECK(ControlSummary(api.Control("POST", "/sandboxes", R"({"imp_key": "mine"})")) == refused);
  CHECK(ControlSummary(api.Control("PUT", "/scenario", "{}")) == refused);
  CHECK(api.Control("GET", "/sandboxes").status == 200);
  CHECK(api.Control("POST", "/reset").status == 200);
}

TEST_CASE("memory limit: a large control body is not even read", "[control][engine]") {
  TestApi api(testing::StandardSetup(), {.max_memory = ReadResidentBytes() + (16U << 20U)});
  const std::string body = R"({"x": ")" + std::string(2U << 20U, 'x') + "\"}";
  const testing::TestReply reply = api.Control("POST", "/clock/advance", body);
  CHECK(reply.status == 503);
  CHECK(reply.json["error"]["code"] == "memory_full");
}

}  // namespace
}  // namespace portone
