// SPDX-License-Identifier: MIT
// The demo shop's page and files, which need neither a sandbox nor a token.
#include <string>

#include "support/test_api.h"

namespace portone {
namespace {

using testing::TestApi;

api::Reply Get(TestApi& api, const std::string& path) {
  return api.handler.HandleForTransport({"GET", "/_emulator" + path, {{"Host", "localhost"}}, ""});
}

TEST_CASE("demo shop: its page and files are served", "[control]") {
  TestApi api;
  const api::Reply page = Get(api, "/demo");
  CHECK(page.status == 200);
  CHECK(page.content_type == "text/html; charset=utf-8");
  CHECK(page.body.find("/_emulator/pages/demo/demo.js") != std::string::npos);
  CHECK(Get(api, "/pages/demo/demo.js").content_type == "text/javascript; charset=utf-8");
  CHECK(Get(api, "/pages/demo/demo.css?v=1").content_type == "text/css; charset=utf-8");
  CHECK(Get(api, "/pages/dom.js").status == 200);
  CHECK(Get(api, "/demo/").status == 200);
}

TEST_CASE("demo shop: the error for a missing file names it", "[control]") {
  TestApi api;
  const std::string path = GENERATE("/pages/demo/nothing.js", "/pages/", "/pages/demo",
                                    "/pages/../script/iamport.js", "/pages/demo/%64emo.js");
  const api::Reply reply = Get(api, path);
  INFO(reply.body);
  CHECK(reply.status == 404);
}

TEST_CASE("demo shop: its files need no control token, its calls do", "[control]") {
  TestApi api;
  api.context.control_token = "s3cret";
  CHECK(Get(api, "/demo").status == 200);
  CHECK(Get(api, "/pages/demo/demo.js").status == 200);
  CHECK(Get(api, "/sandboxes").status == 401);
  CHECK(Get(api, "/demonstration").status == 401);
}

}  // namespace
}  // namespace portone
