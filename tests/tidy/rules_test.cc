// SPDX-License-Identifier: MIT
// Each house rule reports what it forbids and nothing else.
#include "tidy/rules.h"

#include <string>
#include <vector>

#include "support/catch.h"
#include "support/repeat.h"

namespace portone::tidy {
namespace {

using testing::Repeat;

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

void CheckSamples(const std::vector<Sample>& samples) {
  for (const Sample& sample : samples) {
    INFO(sample.what);
    INFO("bad: " << sample.bad.text << "\ngood: " << Report(sample.check(sample.good)));
    CHECK(sample.check(sample.bad).size() == 1);
    CHECK(sample.check(sample.good).empty());
  }
}

SourceFile FileAt(const char* path, std::string text) {
  return {path, std::move(text)};
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

TEST_CASE("tidy: includes against the order of the layers are reported", "[tidy]") {
  CheckSamples({
      {"to the right", CheckIncludeDirection,
       FileAt("src/domain/a.h", "#include \"engine/engine.h\"\n"),
       FileAt("src/engine/a.h", "#include \"domain/money.h\"\n")},
      {"gateways and sim", CheckIncludeDirection,
       FileAt("src/sim/a.cc", "#include \"gateways/registry.h\"\n"),
       FileAt("src/sim/a.cc", "#include \"domain/timer.h\"\n")},
      {"one gateway in another", CheckIncludeDirection,
       FileAt("src/gateways/kcp.cc", "#include \"gateways/nice.h\"\n"),
       FileAt("src/gateways/kcp.cc",
              "#include \"gateways/kcp.h\"\n#include \"gateways/registry.h\"\n")},
      {"another company's table", CheckIncludeDirection,
       FileAt("src/gateways/nice.cc", "#include \"gateways/kcp_codes.h\"\n"),
       FileAt("src/gateways/kcp_billing.cc", "#include \"gateways/kcp_codes.h\"\n")},
      {"another gateway's settings", CheckIncludeDirection,
       FileAt("src/gateways/kcp.cc", "#include \"gateways/nice_settings.h\"\n"),
       FileAt("src/gateways/nice.cc", "#include \"gateways/nice_settings.h\"\n")},
      {"a gateway from outside", CheckIncludeDirection,
       FileAt("src/commands/a.cc", "#include \"gateways/nice.h\"\n"),
       FileAt("src/commands/a.cc", "#include \"gateways/registry.h\"\n")},
      {"not rooted", CheckIncludeDirection, FileAt("src/api/a.cc", "#include \"reply.h\"\n"),
       FileAt("src/api/a.cc", "#include \"api/reply.h\"\n")},
      {"the public header", CheckIncludeDirection,
       FileAt("src/http/a.cc", "#include \"portone/emulator.h\"\n"),
       FileAt("src/app/a.cc", "#include \"portone/emulator.h\"\n")},
      {"a new folder", CheckIncludeDirection, FileAt("src/utils/a.h", ""),
       FileAt("src/store/a.h", "")},
  });
}

TEST_CASE("tidy: libraries are included only by the folders that exist for them", "[tidy]") {
  CheckSamples({
      {"json in the core", CheckThirdPartyIncludes,
       FileAt("src/domain/a.cc", "#include <nlohmann/json.hpp>\n"),
       FileAt("src/json/a.cc", "#include <nlohmann/json.hpp>\n")},
      {"the tests' HTTP client in the program", CheckThirdPartyIncludes,
       FileAt("src/http/a.cc", "#include <httplib.h>\n"),
       FileAt("tests/http/a_test.cc", "#include <httplib.h>\n")},
      {"boost outside app", CheckThirdPartyIncludes,
       FileAt("src/webhook/a.cc", "#include <boost/program_options.hpp>\n"),
       FileAt("src/app/a.cc", "#include <boost/program_options.hpp>\n")},
      {"beast outside http", CheckThirdPartyIncludes,
       FileAt("src/app/a.cc", "#include <boost/beast/http/status.hpp>\n"),
       FileAt("src/http/a.cc", "#include <boost/beast/http/status.hpp>\n")},
      {"spdlog outside app", CheckThirdPartyIncludes,
       FileAt("src/engine/a.cc", "#include <spdlog/spdlog.h>\n"),
       FileAt("src/app/a.cc", "#include <spdlog/spdlog.h>\n")},
      {"the system in the core", CheckThirdPartyIncludes,
       FileAt("src/engine/a.cc", "#include <sys/types.h>\n"),
       FileAt("src/engine/a.cc", "#include <vector>\n")},
      {"anything in the public headers", CheckThirdPartyIncludes,
       FileAt("include/portone/emulator.h", "#include <nlohmann/json_fwd.hpp>\n"),
       FileAt("include/portone/emulator.h", "#include <string>\n")},
      {"test library in the program", CheckThirdPartyIncludes,
       FileAt("src/app/a.cc", "#include <catch2/catch.hpp>\n"),
       FileAt("tests/a_test.cc", "#include <catch2/catch.hpp>\n")},
  });
}

TEST_CASE("tidy: two modules that include each other, in headers or sources, are reported",
          "[tidy]") {
  const auto count = [](const std::string& from_a, const std::string& from_b) {
    return CheckMutualIncludes({FileAt("src/api/a.h", "int x;"), FileAt("src/api/a.cc", from_a),
                                FileAt("src/api/b.h", from_b), FileAt("tests/b_test.cc", "")})
        .size();
  };
  const std::string own_and_b = "#include \"api/a.h\"\n#include \"api/b.h\"\n";
  CHECK(count(own_and_b, "#include \"api/a.h\"\n") == 1);
  CHECK(count(own_and_b, "#include \"api/c.h\"\n") == 0);
  CHECK(count("#include \"api/a.h\"\n", "#include \"api/a.h\"\n") == 0);
}

TEST_CASE("tidy: clocks and random numbers are used only in src/sim", "[tidy]") {
  CheckSamples({
      {"a clock", CheckClockAndEntropy,
       FileAt("src/engine/a.cc", "auto t = std::chrono::steady_clock::now();"),
       FileAt("src/sim/clock.cc", "auto t = std::chrono::steady_clock::now();")},
      {"in words", CheckClockAndEntropy, FileAt("src/api/a.cc", "std::random_device d;"),
       FileAt("src/api/a.cc", "// no std::random_device\nauto t = \"system_clock\";")},
      {"a call", CheckClockAndEntropy, FileAt("src/app/a.cc", "return time(nullptr);"),
       FileAt("src/app/a.cc", "event.time(); Instant time(int x); at_time(3); Domain::time(1);")},
      {"a call of std", CheckClockAndEntropy, FileAt("src/app/a.cc", "x = std::rand();"),
       FileAt("src/app/a.cc", "x = stream.rand();")},
      {"a global call", CheckClockAndEntropy, FileAt("include/portone/a.h", "x = ::time(0);"),
       FileAt("tests/a_test.cc", "x = ::time(0);")},
  });
}

TEST_CASE("tidy: locks, threads and sleeping are allowed only in the listed files", "[tidy]") {
  CheckSamples({
      {"a mutex", CheckLocksAndThreads, FileAt("src/commands/a.h", "std::mutex mutex_;"),
       FileAt("src/engine/engine.h", "std::mutex mutex_;")},
      {"a thread", CheckLocksAndThreads, FileAt("src/control/a.cc", "std::thread t(f);"),
       FileAt("src/webhook/dispatcher.cc", "std::thread t(f);")},
      {"a condition", CheckLocksAndThreads, FileAt("src/http/a.h", "std::condition_variable c;"),
       FileAt("src/http/a.h", "std::lock_guard lock(mutex_);  // a std::mutex")},
      {"sleep", CheckLocksAndThreads,
       FileAt("src/app/pump.cc", "std::this_thread::sleep_for(1ms);"),
       FileAt("src/http/server.cc", "std::this_thread::sleep_for(1ms);")},
  });
}

TEST_CASE("tidy: banned words are reported", "[tidy]") {
  CheckSamples({
      {"using namespace", CheckBannedWords, FileAt("src/api/a.h", "using namespace std;"),
       FileAt("src/api/a.cc", "using namespace std::chrono_literals;")},
      {"shared entity", CheckBannedWords, FileAt("src/api/a.cc", "std::shared_ptr<Payment> p;"),
       FileAt("src/api/a.cc", "std::shared_ptr<Sender> p;")},
      {"cout", CheckBannedWords, FileAt("src/runner/a.cc", "std::cout << 1;"),
       FileAt("src/app/main.cc", "std::cout << 1; std::cerr << 2;")},
      {"printf", CheckBannedWords, FileAt("src/http/a.cc", "std::fprintf(stderr, \"x\");"),
       FileAt("src/http/a.cc", "std::snprintf(b, n, \"x\");")},
      {"TODO", CheckBannedWords, FileAt("src/api/a.cc", "// TODO mend\n"),
       FileAt("src/api/a.cc", "// TODO(#12): mend\n")},
      {"FIXME", CheckBannedWords, FileAt("src/api/a.cc", "// FIXME\n"),
       FileAt("src/api/a.cc", "// fix\n")},
  });
}

TEST_CASE("tidy: gateway codes are literals only in src/gateways", "[tidy]") {
  CheckSamples({
      {"a code", CheckSampleGateways, FileAt("src/commands/a.cc", "if (pg == \"kcp\") {}"),
       FileAt("src/gateways/kcp.cc", ".code = \"kcp\"")},
      {"a code with a merchant id", CheckSampleGateways, FileAt("src/api/a.cc", "f(\"nice.T1\");"),
       FileAt("src/api/a.cc", "f(\"nicely\"); // \"nice\"\n")},
      {"our own word", CheckSampleGateways, FileAt("src/api/a.cc", "f(\"kcp\", \"settle\");"),
       FileAt("src/api/a.cc", "f(\"settle\");")},
  });
}

TEST_CASE("tidy: Korean texts are allowed only in the listed files", "[tidy]") {
  CheckSamples({
      {"a message", CheckKoreanTexts, FileAt("src/api/a.cc", "f(\"정수여야 합니다\");"),
       FileAt("src/domain/texts.h", "kNotAnInteger = \"정수여야 합니다\";")},
      {"one syllable among others", CheckKoreanTexts, FileAt("include/a.h", "f(\"PG사\");"),
       FileAt("src/domain/errors.cc", "f(\"PG사\");")},
      {"the last syllable", CheckKoreanTexts, FileAt("src/domain/a.cc", "f(\"힣\");"),
       FileAt("src/gateways/a.cc", "f(\"힣\");")},
      {"other than in a comment", CheckKoreanTexts,
       FileAt("src/api/a.cc", "f(\"가\"); // \"가\"\n"),
       FileAt("src/api/a.cc", "f(\"x\"); // \"가\"\n")},
      {"other signs beyond ASCII", CheckKoreanTexts, FileAt("src/api/a.cc", "f(\"₩가\");"),
       FileAt("src/api/a.cc", "f(\"₩ … é 日\");")},
  });
}

TEST_CASE("tidy: status numbers are chosen only in the listed files", "[tidy]") {
  CheckSamples({
      {"assigned", CheckStatusNumbers, FileAt("src/api/service.cc", "reply.status = 404;"),
       FileAt("src/api/wire_errors.cc", "reply.status = 404;")},
      {"initialised", CheckStatusNumbers,
       FileAt("src/control/clock.cc", "return Reply{409, body};"),
       FileAt("src/control/control_reply.cc", "return Reply{409, body};")},
      {"designated", CheckStatusNumbers, FileAt("src/runner/a.cc", "f({.status = 200});"),
       FileAt("src/runner/a.cc", "bool ok = status >= 200 && status == 201; int status = 0;")},
      {"anywhere else", CheckStatusNumbers, FileAt("src/webhook/a.cc", "outcome.status{500}"),
       FileAt("src/http/adapt.cc", "response.status = 500; int limit = 500;")},
  });
}

TEST_CASE("tidy: a file begins with its licence, a header also with a comment", "[tidy]") {
  const std::string licence = "// SPDX-License-Identifier: MIT\n";
  CheckSamples({
      {"licence", CheckFileHeader, FileAt("src/api/a.cc", "#include <x>\n"),
       FileAt("src/api/a.cc", licence + "#include <x>\n")},
      {"header comment", CheckFileHeader, FileAt("src/api/a.h", licence + "#pragma once\n"),
       FileAt("src/api/a.h", licence + "// What this is.\n#pragma once\n")},
  });
}

TEST_CASE("tidy: files with too many lines or columns are reported", "[tidy]") {
  CheckSamples({
      {"lines", CheckSize, FileAt("src/api/a.cc", Repeat("x\n", 501)),
       FileAt("src/api/a.cc", Repeat("x\n", 500))},
      {"lines of a README", CheckSize, FileAt("README.ko.md", Repeat("x\n", 151)),
       FileAt("README.ko.md", Repeat("x\n", 150))},
      {"columns", CheckSize, FileAt("tests/a_test.cc", Repeat("x", 101)),
       FileAt("tests/a_test.cc", Repeat("원", 100) + "\n")},
  });
}

TEST_CASE("tidy: unbuilt files are reported", "[tidy]") {
  const SourceFile source = FileAt("src/api/request.cc", "");
  CHECK(CheckUnbuilt({source, FileAt("src/CMakeLists.txt", "  http/request.cc # api/request.cc\n")})
            .size() == 1);
  CHECK(CheckUnbuilt({source, FileAt("src/CMakeLists.txt", "  api/request.cc.in\n")}).size() == 1);
  CHECK(CheckUnbuilt({source, FileAt("src/CMakeLists.txt", "add(x\n  api/request.cc)\n")}).empty());
  CHECK(CheckUnbuilt({source, FileAt("src/api/CMakeLists.txt", "request.cc\n")}).empty());
}

TEST_CASE("tidy: undocumented routes are reported", "[tidy]") {
  const SourceFile endpoints =
      FileAt("fixtures/reference/endpoints.txt",
             "# tag\nGET /payments/find/{merchant_uid}/{payment_status}\n");
  const auto check = [&endpoints](const char* text) {
    return CheckRoutes({endpoints, FileAt("src/api/routes/payments.cc", text)}).size();
  };
  CHECK(check("{kGet, \"/payments/find/{merchant_uid}/{payment_status}\", kToken}") == 0);
  CHECK(check("{Method::kGet, \"/payments/find/{merchant_uid}\", kToken}") == 0);
  CHECK(check("{kPost, \"/payments/find/{merchant_uid}/{payment_status}\", kToken}") == 1);
  CHECK(check("{kGet, \"/payments/find\", kToken}") == 1);
  CHECK(check("no rows at all") == 1);
}

TEST_CASE("tidy: errors without a factory, row or test are reported", "[tidy]") {
  const Tree whole = {
      FileAt("src/domain/errors.h", "enum class Errc : int {\n  kGone,\n  kCount\n};"),
      FileAt("src/domain/errors.cc", "Error Gone() { return {Errc::kGone}; }"),
      FileAt("src/api/wire_errors.cc", "{Errc::kGone, 404, -1},"),
      FileAt("tests/domain/errors_test.cc", "CHECK(errors::Gone());")};
  CHECK(CheckErrors(whole).empty());
  for (std::size_t without = 1; without < whole.size(); ++without) {
    Tree tree = whole;
    tree[without].text = "// kGone Gone";
    INFO(tree[without].path);
    CHECK(CheckErrors(tree).size() == 1);
  }
  CHECK(CheckErrors({FileAt("src/domain/errors.h", "enum class Other {};")}).size() == 1);
}

TEST_CASE("tidy: tags in the source and on the pages of evidence must match", "[tidy]") {
  const SourceFile page = FileAt("docs/behaviour/tokens.md", "# T\n## A\n### Get token: `reuse`\n");
  const SourceFile use = FileAt("src/api/a.cc", "// FIDELITY: get-token-reuse\n");
  const auto check = [&](const char* path, const char* text) {
    return CheckFidelity({page, use, FileAt(path, text)}).size();
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

TEST_CASE("tidy: every fact has its evidence, and the contents list every tag", "[tidy]") {
  const std::string head = "### a\n| Behaviour | Evidence | Setting |\n| --- | --- | --- |\n";
  const std::string good = head + "| x \\| y | Observed, twice | |\n";
  const char* page = "docs/gateways/a.md";
  const std::string list = "# A\n- [a](#a)\n";
  CheckSamples({
      {"no evidence", CheckEvidence, FileAt(page, head + "| x | known | observed |\n"),
       FileAt(page, good)},
      {"no cell", CheckEvidence, FileAt(page, head + "| observed |\n"), FileAt(page, good)},
      {"no column", CheckEvidence,
       FileAt(page, good + "\n| Code | Why |\n| --- | --- |\n| documented | x |\n"),
       FileAt("docs/clock.md", "| Code | Why |\n| --- | --- |\n| x | y |\n")},
      {"a second row", CheckEvidence, FileAt(page, good + "| x | | |\n"),
       FileAt(page, good + "| x | documented; our choice: the text | |\n| y | client code | |\n")},
      {"prose alone", CheckEvidence, FileAt(page, good + "## c\n### b\nDocumented.\n"),
       FileAt(page, good + "## b\nDocumented.\n")},
      {"not listed", CheckContents, FileAt(page, "# A\n- [b](#b)\n## B\n" + good),
       FileAt(page, list + "## B\n" + good)},
      {"listed too late", CheckContents, FileAt(page, "# A\n## B\n[a](#a)\n" + good),
       FileAt(page, list + good)},
      {"no list", CheckContents, FileAt(page, "# A\n" + good),
       FileAt("docs/clock.md", "# A\n" + good)},
  });
}

TEST_CASE("tidy: a long page links to each of its sections above the first", "[tidy]") {
  const std::string sections = "## A\n## B\n## C\n## D\n## E\n";
  const std::string text = sections + std::string(6'000, '.') + "\n";
  const std::string without_e = "# P\n[a](#a) [b](#b) [c](#c) [d](#d)\n\n";
  const std::string all = "# P\n[a](#a) [b](#b) [c](#c) [d](#d) [e](#e)\n\n";
  CheckSamples({
      {"a section is left out", CheckSections, FileAt("docs/a.md", without_e + text),
       FileAt("docs/a.md", all + text)},
      {"listed too late", CheckSections, FileAt("docs/a.md", without_e + text + "[e](#e)\n"),
       FileAt("docs/a.md", all + text)},
      {"a long page", CheckSections, FileAt("docs/a.md", without_e + text),
       FileAt("docs/a.md", without_e + sections)},
      {"a page of docs", CheckSections, FileAt("docs/a.md", without_e + text),
       FileAt("docs/gateways/a.md", without_e + text)},
  });
}

TEST_CASE("tidy: a Markdown file has one title and no broken links", "[tidy]") {
  const auto check = [](const char* text) {
    const Tree tree = {FileAt("docs/a.md", text), FileAt("docs/b.md", "# B\n## The Second part\n")};
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
Tree MakeRowTree(const std::string& list, const std::string& rows, const std::string& name) {
  return {{"fixtures/reference/rows.txt", list},
          {"docs/gateways/one.md", "## A\n| No. | Test |\n| --- | --- |\n" + rows},
          {"tests/one_test.cc", "TEST_CASE(\"" + name + "\", \"[x]\") {}\n"}};
}

TEST_CASE("rows: each needs a line and a test, and an unlisted one is reported", "[tidy]") {
  const std::string n1 = "| N1 | `one_test.cc` |\n";
  const std::string none = "| N1 | |\n";
  const std::string head = "| No. | Test |\n| --- | --- |\n";
  const auto [list, document, name, problem] =
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
  const Violations found = CheckRows(MakeRowTree(list, document, name));
  if (problem.empty()) {
    CHECK(found.empty());
  } else {
    REQUIRE(found.size() == 1);
    CHECK(found.front().problem == problem);
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

TEST_CASE("recipes: a page that has lost its table is reported", "[tidy]") {
  CHECK(CheckRecipes({{"CONTRIBUTING.md", "# Contributing\n"}}, {}).size() == 1);
}

TEST_CASE("security page: each row names tests that exist, each tested attack has a row",
          "[tidy]") {
  const auto [row, problem] = GENERATE(table<std::string, std::string>({
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
  REQUIRE(found.size() == (problem.empty() ? 0 : 1));
  if (!problem.empty()) CHECK(found.front().problem == problem);
}

TEST_CASE("named files: the design pages name files that exist", "[tidy]") {
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
