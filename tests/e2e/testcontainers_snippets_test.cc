// SPDX-License-Identifier: MIT
// The code for Testcontainers in the documentation: its syntax, which is what can be checked
// without the libraries. The test fails if a runtime is not installed.
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/doc_page.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

/// Parses a file, and does not look for what it names.
constexpr const char* kJavaParser = R"(
import com.sun.source.util.JavacTask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

class ParseJava {
  public static void main(String[] arguments) throws Exception {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    var files = compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8);
    var sources = files.getJavaFileObjects(Path.of(arguments[0]));
    ((JavacTask) compiler.getTask(null, files, problems, null, null, sources)).parse();
    problems.getDiagnostics().forEach(System.err::println);
    System.exit(problems.getDiagnostics().isEmpty() ? 0 : 1);
  }
}
)";

/// How the syntax of a language is checked.
struct SnippetKind {
  std::string language;  ///< of the block
  std::string file;
  std::string before;  ///< what makes a whole file of the snippet
  std::string after;
  std::string command;  ///< for the shell, in the folder of the file
};

std::vector<SnippetKind> AllSnippetKinds() {
  return {
      {"java", "Snippet.java", "class Snippet {\n", "}\n", "java ParseJava.java Snippet.java"},
      {"js", "snippet.mjs", "", "", "node --check snippet.mjs"},
      {"python", "snippet.py", "", "",
       "/usr/bin/python3 -c 'import ast; ast.parse(open(\"snippet.py\", \"rb\").read())'"},
      {"go", "snippet.go", "package snippet\n\nfunc snippet() {\n", "}\n", "gofmt -e snippet.go"},
  };
}

ProgramResult CheckSyntax(const SnippetKind& kind, const std::string& snippet) {
  const TempFolder folder;
  folder.Write("ParseJava.java", kJavaParser);
  folder.Write(kind.file, kind.before + snippet + kind.after);
  return RunToEnd({"/bin/sh", "-c", "cd \"$0\" && exec " + kind.command, folder.path().string()});
}

/// The only block of a page in this language.
std::string FindSnippet(const std::string& page, const std::string& language) {
  std::vector<std::string> found;
  for (const Block& block : ReadBlocks(page)) {
    if (block.language == language) found.push_back(block.text);
  }
  REQUIRE(found.size() == 1);
  return found.front();
}

TEST_CASE("testcontainers: the documented code is well-formed in its language", "[e2e]") {
  const std::string page = GENERATE("docs/scenarios.md", "docs/scenarios.ko.md");
  for (const SnippetKind& kind : AllSnippetKinds()) {
    CAPTURE(page, kind.language);
    const std::string snippet = FindSnippet(page, kind.language);
    CHECK_THAT(snippet,
               Catch::Contains("\"portone-emulator\"") || Catch::Contains("'portone-emulator'"));
    const ProgramResult result = CheckSyntax(kind, snippet);
    INFO(result.err);
    CHECK(result.exit_code == 0);
  }
}

TEST_CASE("testcontainers: a bracket that is missing would be noticed", "[e2e]") {
  for (const SnippetKind& kind : AllSnippetKinds()) {
    CAPTURE(kind.language);
    std::string snippet = FindSnippet("docs/scenarios.md", kind.language);
    snippet.erase(snippet.find(')'), 1);
    const ProgramResult result = CheckSyntax(kind, snippet);
    CHECK(result.exit_code != 0);
    CHECK_THAT(result.err, Catch::Contains(kind.file + ":") ||
                               Catch::Contains("SyntaxError"));  // it ran, and did not like it
  }
}

}  // namespace
}  // namespace portone::testing
