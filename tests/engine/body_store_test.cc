// SPDX-License-Identifier: MIT
#include "engine/body_store.h"

#include <string>
#include <thread>
#include <vector>

#include "support/catch.h"
#include "support/test_api.h"

namespace portone::engine {

TEST_CASE("bodies: beyond the limit the oldest are dropped", "[engine]") {
  const auto store = std::make_shared<BodyStore>(10);
  const StoredBodyPtr first = store->Store("1234");
  const StoredBodyPtr second = store->Store("5678");
  CHECK(store->bytes() == 8);
  const StoredBodyPtr third = store->Store("abc");
  CHECK_FALSE(ReadText(first));
  CHECK(first->size() == 4);
  CHECK(ReadText(second) == "5678");
  CHECK(ReadText(third) == "abc");
  CHECK(store->bytes() == 7);
}

TEST_CASE("bodies: a body that nothing refers to any more frees its space", "[engine]") {
  const auto store = std::make_shared<BodyStore>(10);
  const StoredBodyPtr first = store->Store("1234");
  store->Store("5678");
  CHECK(store->bytes() == 4);
  const StoredBodyPtr third = store->Store("abcdef");
  CHECK(ReadText(first) == "1234");
  CHECK(ReadText(third) == "abcdef");
}

TEST_CASE("bodies: an empty body takes no space, and one beyond the limit is not kept",
          "[engine]") {
  const auto store = std::make_shared<BodyStore>(10);
  CHECK(store->Store("") == nullptr);
  CHECK(ReadText(nullptr) == "");
  CHECK_FALSE(ReadText(store->Store("12345678901")));
  CHECK(store->bytes() == 0);
}

TEST_CASE("bodies: several threads can keep and drop them", "[engine]") {
  const auto store = std::make_shared<BodyStore>(100);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&store] {
      std::vector<StoredBodyPtr> own(8);
      for (std::size_t k = 0; k < 2'000; ++k) {
        own[k % own.size()] = store->Store(std::string(k % 7 + 1, 'x'));
        static_cast<void>(ReadText(own[k * 3 % own.size()]));
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  CHECK(store->bytes() == 0);
}

TEST_CASE("bodies: all sandboxes share one limit, and lists mark the bodies that were not kept",
          "[engine]") {
  using testing::TestApi;
  TestApi api(testing::StandardSetup(), {.max_stored_body_bytes = 1'000});
  api.Use("old", "secret");
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("old-1"));
  api.Use("new", "secret");
  for (int i = 0; i < 10; ++i)
    api.Post("/subscribe/payments/onetime", testing::OnetimeBody("new-" + std::to_string(i)));

  const Json old = api.Control("GET", "/requests?sandbox=old").json["requests"];
  CHECK(old.back()["body"] == "(body not kept)");
  const Json newer = api.Control("GET", "/requests?sandbox=new").json["requests"];
  CHECK(newer.back()["body"].get<std::string>().find("new-9") != std::string::npos);
  const Json journal = api.Control("GET", "/journal?sandbox=old").json["entries"];
  CHECK(journal.back()["body"] == "(body not kept)");
  const Json verified =
      api.Control("POST", "/verify?sandbox=old",
                  R"({"expect": [{"requests": {"operation": "/subscribe/payments/onetime",
                     "body": {"merchant_uid": "old-1"}}}]})")
          .json;
  CHECK(verified["results"][0]["nearest"]["fact"]["body_kept"] == false);
  CHECK(api.registry.bodies().bytes() <= 1'000);
}

TEST_CASE("bodies: the journal and the list of requests share one copy", "[engine]") {
  testing::TestApi api;
  const std::string token = api.GetToken();
  const std::size_t before = api.registry.bodies().bytes();
  const std::string body = testing::OnetimeBody("order-1").dump();
  api.Send({"POST",
            "/subscribe/payments/onetime",
            {{"Content-Type", "application/json"}, {"Authorization", token}},
            body});
  CHECK(api.registry.bodies().bytes() == before + body.size());
  for (const char* list : {"/requests", "/journal"}) {
    INFO(list);
    const Json shown = api.Control("GET", list).json;
    CHECK(shown.dump().find("order-1") != std::string::npos);
  }
}

}  // namespace portone::engine
