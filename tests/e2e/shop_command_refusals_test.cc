// SPDX-License-Identifier: MIT
// Scenarios that start a program are refused wherever they are not played by `run`.
#include <string>

#include "portone/emulator.h"
#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("serve: a file that starts a program is refused", "[e2e]") {
  const TempFolder folder;
  const std::string file = folder.Write("a.json", R"({"shop": {"command": ["node", "shop.js"]}})");
  const std::string refusal = file + ": /shop/command: only \"run\" starts a program";
  const ProgramResult served = RunEmulator({"serve", "--port", "0", "--scenario", file});
  CHECK(served.exit_code == 2);
  CHECK(Contains(served.err, refusal));
  const ProgramResult executed = RunEmulator({"exec", "--scenario", file, "--", "/bin/true"});
  CHECK(executed.exit_code == 125);
  CHECK(Contains(executed.err, refusal));
  Emulator emulator = Emulator::Start({});
  CHECK_THROWS_WITH(emulator.Load(file), Catch::Contains(refusal));
}

TEST_CASE("control: a scenario that starts a program is refused", "[e2e]") {
  const RunningEmulator emulator;
  const MerchantClient merchant(emulator.port());
  const std::string document = R"({"shop": {"command": ["/bin/true"]}})";
  const std::string sentence = "only \"run\" starts a program, and only one that a file names";
  const ReceivedReply loaded = SendUnchecked(emulator.port(), "PUT /_emulator/scenario",
                                             {"Content-Type: application/json"}, document);
  CHECK(loaded.status == 400);
  CHECK(Contains(loaded.At("/error/message"), sentence));
  CHECK(loaded.At("/error/parameter") == "shop/command");
  const ReceivedReply created =
      merchant.Post("/_emulator/sandboxes",
                    R"({"imp_key": "a", "imp_secret": "b", "scenario": )" + document + "}");
  CHECK(created.status == 400);
  CHECK(Contains(created.At("/error/message"), sentence));
}

}  // namespace
}  // namespace portone::testing
