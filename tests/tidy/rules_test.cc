// SPDX-License-Identifier: MIT
// Each house rule sees what it forbids and leaves alone what it does not.
#include "tidy/rules.h"

#include <string>
#include <vector>

#include "support/catch.h"

namespace portone::tidy {
namespace {

/// A rule about single files, with one file that breaks it and one that does not.
struct Sample {
  const char* what;
  Violations (*check)(const SourceFile&);
  SourceFile bad;
  SourceFile good;
};

Violations CheckSampleGateways(const SourceFile& file) {
  return CheckGatewayLiterals(file, {"kcp", "nice", "settle"});
}

void Expect(const std::vector<Sample>& samples) {
  for (const Sample& sample : samples) {
    INFO(sample.what);
    INFO("bad: " << sample.bad.text << "\ngood: " << Report(sample.check(sample.good)));
    CHECK(sample.check(sample.bad).size() == 1);
    CHECK(sample.check(sample.good).empty());
  }
}

SourceFile In(const char* path, std::string text) {
  return {path, std::move(text)};
}

std::string Repeat(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i)
    all += text;
  return all;
}

TEST_CASE("tidy: a report has file, line, problem and remedy", "[tidy]") {
  CHECK(Report({{"src/a.h", 7, "rule", "do this"}}) == "src/a.h:7: rule, do this\n");
}

TEST_CASE("tidy: tokens have their lines and comments are dropped", "[tidy]") {
  const std::vector<Token> tokens = Tokenize(
      "#include <x>\n// one\nauto a = \"s\\\"t\"; /* two\n */ b->c R\"(\"q\n)\" 1'000 'x' ::d");
  std::string text;
  for (const Token& token : tokens)
    text += token.text + "@" + std::to_string(token.line) + " ";
  CHECK(text == "auto@3 a@3 =@3 s\\\"t@3 ;@3 b@4 ->@4 c@4 \"q\n@4 1'000@5 ::@5 d@5 ");
}

TEST_CASE("tidy: include direction", "[tidy]") {
  Expect({
      {"to the right", CheckIncludeDirection,
       In("src/domain/a.h", "#include \"engine/engine.h\"\n"),
       In("src/engine/a.h", "#include \"domain/money.h\"\n")},
      {"gateways and sim", CheckIncludeDirection,
       In("src/sim/a.cc", "#include \"gateways/registry.h\"\n"),
       In("src/sim/a.cc", "#include \"domain/timer.h\"\n")},
      {"one gateway in another", CheckIncludeDirection,
       In("src/gateways/kcp.cc", "#include \"gateways/nice.h\"\n"),
       In("src/gateways/kcp.cc",
          "#include \"gateways/kcp.h\"\n#include \"gateways/registry.h\"\n")},
      {"another company's table", CheckIncludeDirection,
       In("src/gateways/nice.cc", "#include \"gateways/kcp_codes.h\"\n"),
       In("src/gateways/kcp_billing.cc", "#include \"gateways/kcp_codes.h\"\n")},
      {"another gateway's settings", CheckIncludeDirection,
       In("src/gateways/kcp.cc", "#include \"gateways/nice_settings.h\"\n"),
       In("src/gateways/nice.cc", "#include \"gateways/nice_settings.h\"\n")},
      {"a gateway from outside", CheckIncludeDirection,
       In("src/commands/a.cc", "#include \"gateways/nice.h\"\n"),
       In("src/commands/a.cc", "#include \"gateways/registry.h\"\n")},
      {"not rooted", CheckIncludeDirection, In("src/api/a.cc", "#include \"reply.h\"\n"),
       In("src/api/a.cc", "#include \"api/reply.h\"\n")},
      {"the public header", CheckIncludeDirection,
       In("src/http/a.cc", "#include \"portone/emulator.h\"\n"),
       In("src/app/a.cc", "#include \"portone/emulator.h\"\n")},
      {"a new folder", CheckIncludeDirection, In("src/utils/a.h", ""), In("src/store/a.h", "")},
  });
}

TEST_CASE("tidy: third-party includes", "[tidy]") {
  Expect({
      {"json in the core", CheckThirdPartyIncludes,
       In("src/domain/a.cc", "#include <nlohmann/json.hpp>\n"),
       In("src/json/a.cc", "#include <nlohmann/json.hpp>\n")},
      {"http outside http", CheckThirdPartyIncludes,
       In("src/webhook/a.cc", "#include <httplib.h>\n"),
       In("src/http/a.cc", "#include <httplib.h>\n")},
      {"boost outside app", CheckThirdPartyIncludes,
       In("src/webhook/a.cc", "#include <boost/program_options.hpp>\n"),
       In("src/app/a.cc", "#include <boost/program_options.hpp>\n")},
      {"beast outside http", CheckThirdPartyIncludes,
       In("src/app/a.cc", "#include <boost/beast/http/status.hpp>\n"),
       In("src/http/a.cc", "#include <boost/beast/http/status.hpp>\n")},
      {"spdlog outside app", CheckThirdPartyIncludes,
       In("src/engine/a.cc", "#include <spdlog/spdlog.h>\n"),
       In("src/app/a.cc", "#include <spdlog/spdlog.h>\n")},
      {"the system in the core", CheckThirdPartyIncludes,
       In("src/engine/a.cc", "#include <sys/types.h>\n"),
       In("src/engine/a.cc", "#include <vector>\n")},
      {"anything in the public headers", CheckThirdPartyIncludes,
       In("include/portone/emulator.h", "#include <nlohmann/json_fwd.hpp>\n"),
       In("include/portone/emulator.h", "#include <string>\n")},
      {"test library in the program", CheckThirdPartyIncludes,
       In("src/app/a.cc", "#include <catch2/catch.hpp>\n"),
       In("tests/a_test.cc", "#include <catch2/catch.hpp>\n")},
  });
}

TEST_CASE("tidy: two modules that include each other, in headers or sources", "[tidy]") {
  const auto count = [](const std::string& from_a, const std::string& from_b) {
    return CheckMutualIncludes({In("src/api/a.h", "int x;"), In("src/api/a.cc", from_a),
                                In("src/api/b.h", from_b), In("tests/b_test.cc", "")})
        .size();
  };
  const std::string own_and_b = "#include \"api/a.h\"\n#include \"api/b.h\"\n";
  CHECK(count(own_and_b, "#include \"api/a.h\"\n") == 1);
  CHECK(count(own_and_b, "#include \"api/c.h\"\n") == 0);
  CHECK(count("#include \"api/a.h\"\n", "#include \"api/a.h\"\n") == 0);
}

TEST_CASE("tidy: clocks and entropy", "[tidy]") {
  Expect({
      {"a clock", CheckClockAndEntropy,
       In("src/engine/a.cc", "auto t = std::chrono::steady_clock::now();"),
       In("src/sim/clock.cc", "auto t = std::chrono::steady_clock::now();")},
      {"in words", CheckClockAndEntropy, In("src/api/a.cc", "std::random_device d;"),
       In("src/api/a.cc", "// no std::random_device\nauto t = \"system_clock\";")},
      {"a call", CheckClockAndEntropy, In("src/app/a.cc", "return time(nullptr);"),
       In("src/app/a.cc", "event.time(); Instant time(int x); at_time(3); Domain::time(1);")},
      {"a call of std", CheckClockAndEntropy, In("src/app/a.cc", "x = std::rand();"),
       In("src/app/a.cc", "x = stream.rand();")},
      {"a global call", CheckClockAndEntropy, In("include/portone/a.h", "x = ::time(0);"),
       In("tests/a_test.cc", "x = ::time(0);")},
  });
}

TEST_CASE("tidy: locks and threads and sleeping", "[tidy]") {
  Expect({
      {"a mutex", CheckLocksAndThreads, In("src/commands/a.h", "std::mutex mutex_;"),
       In("src/engine/engine.h", "std::mutex mutex_;")},
      {"a thread", CheckLocksAndThreads, In("src/control/a.cc", "std::thread t(f);"),
       In("src/webhook/dispatcher.cc", "std::thread t(f);")},
      {"a condition", CheckLocksAndThreads, In("src/http/a.h", "std::condition_variable c;"),
       In("src/http/a.h", "std::lock_guard lock(mutex_);  // a std::mutex")},
      {"sleep", CheckLocksAndThreads, In("src/app/pump.cc", "std::this_thread::sleep_for(1ms);"),
       In("src/http/server.cc", "std::this_thread::sleep_for(1ms);")},
  });
}

TEST_CASE("tidy: banned words", "[tidy]") {
  Expect({
      {"using namespace", CheckBannedWords, In("src/api/a.h", "using namespace std;"),
       In("src/api/a.cc", "using namespace std::chrono_literals;")},
      {"shared entity", CheckBannedWords, In("src/api/a.cc", "std::shared_ptr<Payment> p;"),
       In("src/api/a.cc", "std::shared_ptr<Sender> p;")},
      {"cout", CheckBannedWords, In("src/runner/a.cc", "std::cout << 1;"),
       In("src/app/main.cc", "std::cout << 1; std::cerr << 2;")},
      {"printf", CheckBannedWords, In("src/http/a.cc", "std::fprintf(stderr, \"x\");"),
       In("src/http/a.cc", "std::snprintf(b, n, \"x\");")},
      {"TODO", CheckBannedWords, In("src/api/a.cc", "// TODO mend\n"),
       In("src/api/a.cc", "// TODO(#12): mend\n")},
      {"FIXME", CheckBannedWords, In("src/api/a.cc", "// FIXME\n"), In("src/api/a.cc", "// fix\n")},
  });
}

TEST_CASE("tidy: gateway literals", "[tidy]") {
  Expect({
      {"a code", CheckSampleGateways, In("src/commands/a.cc", "if (pg == \"kcp\") {}"),
       In("src/gateways/kcp.cc", ".code = \"kcp\"")},
      {"a code with a merchant id", CheckSampleGateways, In("src/api/a.cc", "f(\"nice.T1\");"),
       In("src/api/a.cc", "f(\"nicely\"); // \"nice\"\n")},
      {"our own word", CheckSampleGateways, In("src/api/a.cc", "f(\"kcp\", \"settle\");"),
       In("src/api/a.cc", "f(\"settle\");")},
  });
}

TEST_CASE("tidy: Korean texts", "[tidy]") {
  Expect({
      {"a message", CheckKoreanTexts, In("src/api/a.cc", "f(\"정수여야 합니다\");"),
       In("src/domain/texts.h", "kNotAnInteger = \"정수여야 합니다\";")},
      {"one syllable among others", CheckKoreanTexts, In("include/a.h", "f(\"PG사\");"),
       In("src/domain/errors.cc", "f(\"PG사\");")},
      {"the last syllable", CheckKoreanTexts, In("src/domain/a.cc", "f(\"힣\");"),
       In("src/gateways/a.cc", "f(\"힣\");")},
      {"other than in a comment", CheckKoreanTexts, In("src/api/a.cc", "f(\"가\"); // \"가\"\n"),
       In("src/api/a.cc", "f(\"x\"); // \"가\"\n")},
      {"other signs beyond ASCII", CheckKoreanTexts, In("src/api/a.cc", "f(\"₩가\");"),
       In("src/api/a.cc", "f(\"₩ … é 日\");")},
  });
}

TEST_CASE("tidy: status numbers", "[tidy]") {
  Expect({
      {"assigned", CheckStatusNumbers, In("src/api/service.cc", "reply.status = 404;"),
       In("src/api/wire_errors.cc", "reply.status = 404;")},
      {"initialised", CheckStatusNumbers, In("src/control/clock.cc", "return Reply{409, body};"),
       In("src/control/control_reply.cc", "return Reply{409, body};")},
      {"designated", CheckStatusNumbers, In("src/runner/a.cc", "f({.status = 200});"),
       In("src/runner/a.cc", "bool ok = status >= 200 && status == 201; int status = 0;")},
      {"anywhere else", CheckStatusNumbers, In("src/webhook/a.cc", "outcome.status{500}"),
       In("src/http/adapt.cc", "response.status = 500; int limit = 500;")},
  });
}

TEST_CASE("tidy: how a file opens", "[tidy]") {
  const std::string licence = "// SPDX-License-Identifier: MIT\n";
  Expect({
      {"licence", CheckFileHeader, In("src/api/a.cc", "#include <x>\n"),
       In("src/api/a.cc", licence + "#include <x>\n")},
      {"header comment", CheckFileHeader, In("src/api/a.h", licence + "#pragma once\n"),
       In("src/api/a.h", licence + "// What this is.\n#pragma once\n")},
  });
}

TEST_CASE("tidy: how big a file is", "[tidy]") {
  Expect({
      {"lines", CheckSize, In("src/api/a.cc", Repeat("x\n", 501)),
       In("src/api/a.cc", Repeat("x\n", 500))},
      {"lines of a README", CheckSize, In("README.ko.md", Repeat("x\n", 151)),
       In("README.ko.md", Repeat("x\n", 150))},
      {"columns", CheckSize, In("tests/a_test.cc", Repeat("x", 101)),
       In("tests/a_test.cc", Repeat("원", 100) + "\n")},
  });
}

TEST_CASE("tidy: unbuilt files", "[tidy]") {
  const SourceFile source = In("src/api/request.cc", "");
  CHECK(CheckUnbuilt({source, In("src/CMakeLists.txt", "  http/request.cc # api/request.cc\n")})
            .size() == 1);
  CHECK(CheckUnbuilt({source, In("src/CMakeLists.txt", "  api/request.cc.in\n")}).size() == 1);
  CHECK(CheckUnbuilt({source, In("src/CMakeLists.txt", "add(x\n  api/request.cc)\n")}).empty());
  CHECK(CheckUnbuilt({source, In("src/api/CMakeLists.txt", "request.cc\n")}).empty());
}

TEST_CASE("tidy: undocumented routes", "[tidy]") {
  const SourceFile endpoints = In("fixtures/reference/endpoints.txt",
                                  "# tag\nGET /payments/find/{merchant_uid}/{payment_status}\n");
  const auto check = [&endpoints](const char* text) {
    return CheckRoutes({endpoints, In("src/api/routes/payments.cc", text)}).size();
  };
  CHECK(check("{kGet, \"/payments/find/{merchant_uid}/{payment_status}\", kToken}") == 0);
  CHECK(check("{Method::kGet, \"/payments/find/{merchant_uid}\", kToken}") == 0);
  CHECK(check("{kPost, \"/payments/find/{merchant_uid}/{payment_status}\", kToken}") == 1);
  CHECK(check("{kGet, \"/payments/find\", kToken}") == 1);
  CHECK(check("no rows at all") == 1);
}

TEST_CASE("tidy: errors without factory or row or test", "[tidy]") {
  const Tree whole = {In("src/domain/errors.h", "enum class Errc : int {\n  kGone,\n  kCount\n};"),
                      In("src/domain/errors.cc", "Error Gone() { return {Errc::kGone}; }"),
                      In("src/api/wire_errors.cc", "{Errc::kGone, 404, -1},"),
                      In("tests/domain/errors_test.cc", "CHECK(errors::Gone());")};
  CHECK(CheckErrors(whole).empty());
  for (std::size_t without = 1; without < whole.size(); ++without) {
    Tree tree = whole;
    tree[without].text = "// kGone Gone";
    INFO(tree[without].path);
    CHECK(CheckErrors(tree).size() == 1);
  }
  CHECK(CheckErrors({In("src/domain/errors.h", "enum class Other {};")}).size() == 1);
}

TEST_CASE("tidy: evidence", "[tidy]") {
  const SourceFile page = In("docs/behaviour/tokens.md", "# T\n## A\n### Get token: `reuse`\n");
  const SourceFile use = In("src/api/a.cc", "// FIDELITY: get-token-reuse\n");
  const auto check = [&](const char* path, const char* text) {
    return CheckFidelity({page, use, In(path, text)}).size();
  };
  CHECK(CheckFidelity({page, use}).empty());
  CHECK(check("src/a.cc", "// Evidence: docs/behaviour/tokens.md#get-token-reuse.\n") == 0);
  CHECK(check("src/a.cc", "// Evidence: docs/gateways/kcp.md#get-token-reuse\n") == 1);
  CHECK(check("src/a.cc", "// Evidence: docs/behaviour/tokens.md#x, docs/clock.md\n") == 1);
  CHECK(check("src/a.cc", "// FIDELITY: unheard-of\n") == 1);
  CHECK(check("src/a.cc", "// FIDELITY: a\n") == 1);
  CHECK(check("docs/gateways/b.md", "### Get token: reuse\n") == 1);
  CHECK(check("docs/gateways/b.md", "### Unused\n") == 1);
  CHECK(check("docs/clock.md", "### Unused\n") == 0);
  CHECK(CheckFidelity({page}).size() == 1);
}

TEST_CASE("tidy: evidence of facts and contents of their pages", "[tidy]") {
  const std::string head = "### a\n| Behaviour | Evidence | Setting |\n| --- | --- | --- |\n";
  const std::string good = head + "| x \\| y | Observed, twice | |\n";
  const char* page = "docs/gateways/a.md";
  const std::string list = "# A\n- [a](#a)\n";
  Expect({
      {"no evidence", CheckEvidence, In(page, head + "| x | known | observed |\n"), In(page, good)},
      {"no cell", CheckEvidence, In(page, head + "| observed |\n"), In(page, good)},
      {"no column", CheckEvidence,
       In(page, good + "\n| Code | Why |\n| --- | --- |\n| documented | x |\n"),
       In("docs/clock.md", "| Code | Why |\n| --- | --- |\n| x | y |\n")},
      {"a second row", CheckEvidence, In(page, good + "| x | | |\n"),
       In(page, good + "| x | documented; our choice: the text | |\n| y | client code | |\n")},
      {"prose alone", CheckEvidence, In(page, good + "## c\n### b\nDocumented.\n"),
       In(page, good + "## b\nDocumented.\n")},
      {"not listed", CheckContents, In(page, "# A\n- [b](#b)\n## B\n" + good),
       In(page, list + "## B\n" + good)},
      {"listed too late", CheckContents, In(page, "# A\n## B\n[a](#a)\n" + good),
       In(page, list + good)},
      {"no list", CheckContents, In(page, "# A\n" + good), In("docs/clock.md", "# A\n" + good)},
  });
}

TEST_CASE("tidy: Markdown", "[tidy]") {
  const auto check = [](const char* text) {
    const Tree tree = {In("docs/a.md", text), In("docs/b.md", "# B\n## The Second part\n")};
    return CheckMarkdown(tree, {"docs", "docs/a.md", "docs/b.md", "src", "src/x.cc"}).size();
  };
  CHECK(check("# A\n[x](b.md) [y](../src/x.cc) [z](b.md#the-second-part) [w](#a) [v](../src/)\n") ==
        0);
  CHECK(check("# A\n```\n# no title\n[x](none)\n```\n[x](https://example.com/none)\n") == 0);
  CHECK(check("## A\n") == 1);
  CHECK(check("# A\n# B\n") == 1);
  CHECK(check("# A\n[x](c.md)\n") == 1);
  CHECK(check("# A\n[x](b.md#third)\n") == 1);
}

/// A tree with one list of rows, one page and one test.
Tree RowTree(const std::string& list, const std::string& rows, const std::string& name) {
  return {{"fixtures/reference/rows.txt", list},
          {"docs/gateways/one.md", "## A\n| No. | Test |\n| --- | --- |\n" + rows},
          {"tests/one_test.cc", "TEST_CASE(\"" + name + "\", \"[x]\") {}\n"}};
}

TEST_CASE("rows: each needs a line and a test, and none may be made up", "[tidy]") {
  const std::string n1 = "| N1 | `one_test.cc` |\n";
  const std::string none = "| N1 | |\n";
  const std::string head = "| No. | Test |\n| --- | --- |\n";
  const auto [list, document, name, rule] =
      GENERATE_COPY(table<std::string, std::string, std::string, std::string>({
          {"N 1\n", n1, "N1: works", ""},
          {"N 1\n", "", "N1: works", "row N1 is missing"},
          {"N 1\n", n1, "works", "row N1 has no test"},
          {"N 1\n", n1, "of N1: works", "row N1 has no test"},
          {"N 1\n", none, "N1: works", "row N1 does not name its test"},
          {"N 1\n", "| N1 | `other_test.cc` |\n", "N1: works", "row N1 does not name its test"},
          {"N 1\n", "\n## Out of scope\n" + head + none, "works", ""},
          {"N 1\n", "\n## Out of scope\n### b\n" + head + none, "works", "row N1 has no test"},
          {"N 1\n", n1 + n1, "N1: works", "row N1 appears twice"},
          {"N 1\n", n1 + "| N2 | b |\n", "N1: works", "there is no row N2"},
          {"N 1\n", n1, "N1, N2: works", "there is no row N2"},
          {"N 1\nNI 1\n", n1 + "| NI1 | `one_test.cc` |\n", "NI1, N1: works", ""},
      }));
  CAPTURE(list, document, name);
  const Violations found = CheckRows(RowTree(list, document, name));
  if (rule.empty()) {
    CHECK(found.empty());
  } else {
    REQUIRE(found.size() == 1);
    CHECK(found.front().problem == rule);
  }
}

/// A page with ten recipes of which the last touches `paths`.
Tree RecipePage(const std::string& touched) {
  std::string page = "# Contributing\n\n| To add | Touch |\n| --- | --- |\n";
  for (int i = 0; i < 9; ++i)
    page += "| a thing | `src/a.h` |\n";
  return {{"CONTRIBUTING.md", page + "| a timer | " + touched + " |\n"}};
}

TEST_CASE("recipes: each names files that exist", "[tidy]") {
  const std::set<std::string> paths = {
      "src", "src/a.h", "src/a.cc", "src/routes", "src/routes/naver.cc", "fixtures/naver"};
  const auto [touched, missing] = GENERATE(table<std::string, std::string>({
      {"`src/a.h`, a test and `Errc`", ""},
      {"`src/a.{h,cc}`", ""},
      {"`src/routes/<tag>.cc` and `fixtures/<tag>/`", ""},
      {"`src/routes/`", ""},
      {"`src/b.h`", "src/b.h"},
      {"`src/a.{h,cpp}`", "src/a.cpp"},
      {"`routes/<tag>.cc`", "routes/<tag>.cc"},
      {"`src/<tag>/naver.h`", "src/<tag>/naver.h"},
      {"`naver.cc`", ""},
      {"`nice.cc`", "nice.cc"},
  }));
  CAPTURE(touched);
  const Violations found = CheckRecipes(RecipePage(touched), paths);
  if (missing.empty()) {
    CHECK(found.empty());
  } else {
    REQUIRE(found.size() == 1);
    CHECK(found.front().problem == "the recipe for \"a timer\" names " + missing);
  }
}

TEST_CASE("recipes: a page that has lost its table is found", "[tidy]") {
  CHECK(CheckRecipes({{"CONTRIBUTING.md", "# Contributing\n"}}, {}).size() == 1);
}

TEST_CASE("security page: each row names tests that exist, each tested attack has a row",
          "[tidy]") {
  const auto [row, rule] = GENERATE(table<std::string, std::string>({
      {"| CVE-2026-1 | `heads: are read` |", ""},
      {"| CVE-2026-1 | `heads: are read`, `heads: end` |",
       "names the test heads: end, which is not "
       "there"},
      {"| CVE-2026-1 | nothing |", "a row names no test"},
      {"| CVE-2026-2 | `heads: are read` |", "CVE-2026-1 is tested and not listed"},
  }));
  CAPTURE(row);
  const Violations found = CheckSecurityPage({
      {"docs/security.md", "# Security\n\n| What | Held by |\n| --- | --- |\n" + row + "\n"},
      {"tests/http/known_vulnerabilities_test.cc", "{\"CVE-2026-1\", 400}\n"},
      {"tests/a_test.cc", "TEST_CASE(\"heads: are read\", \"[x]\") {}\n"},
  });
  REQUIRE(found.size() == (rule.empty() ? 0 : 1));
  if (!rule.empty()) CHECK(found.front().problem == rule);
}

TEST_CASE("named files: the pages of the design name files that exist", "[tidy]") {
  const std::set<std::string> paths = {"src", "src/a", "src/a/b.h", "src/a/b.cc", "docs"};
  const auto [text, missing] = GENERATE(table<std::string, std::string>({
      {"`a/b.h`, `src/a/b.{h,cc}`, `a/`, `a/*.h` and `src/a/<name>.cc`", ""},
      {"`b.h` and `Errc`, `POST /a/c.h`, `/a/c.h`", ""},
      {"`a/c.h`", "a/c.h"},
      {"`c.h`", "c.h"},
      {"`a/*.json`", "a/*.json"},
      {"`b/`", "b/"},
  }));
  CAPTURE(text);
  const std::string terms = "| Word | Meaning | Where |\n| --- | --- | --- |\n| b | `c/d.h` | ";
  for (const Tree& tree : {Tree{{"docs/architecture.md", "# Parts\n\n" + text + "\n"}},
                           Tree{{"docs/terms.md", terms + text + " |\n"}}}) {
    const Violations found = CheckNamedFiles(tree, paths);
    if (missing.empty()) {
      CHECK(found.empty());
    } else {
      REQUIRE(found.size() == 1);
      CHECK(found.front().line == 3);
      CHECK(found.front().problem == "names " + missing + ", which is not there");
    }
  }
}

}  // namespace
}  // namespace portone::tidy
