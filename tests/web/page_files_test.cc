// SPDX-License-Identifier: MIT
// The files of the emulator's own pages, as text: each finds what it loads, and none has a script
// or a style within its HTML.
#include <deque>
#include <set>
#include <string>
#include <string_view>

#include "support/catch.h"
#include "support/pattern.h"
#include "web/files.h"

namespace portone {
namespace {

using testing::Match;
using testing::Pattern;
using web::FindFile;

/// The folder of a path, with a slash at its end.
std::string GetFolder(const std::string& path) {
  return path.substr(0, path.rfind('/') + 1);
}

/// A path that a module names, below src/web: "../dom.js" of "pages/demo/shelf.js" is
/// "pages/dom.js".
std::string Resolve(std::string folder, std::string_view name) {
  while (name.starts_with("../")) {
    name.remove_prefix(3);
    folder = GetFolder(folder.substr(0, folder.size() - 1));
  }
  if (name.starts_with("./")) name.remove_prefix(2);
  return folder + std::string(name);
}

/// All matches of the first group.
std::set<std::string> FindAll(std::string_view text, const char* pattern) {
  std::set<std::string> found;
  for (const Match& match : Pattern(pattern).FindAll(std::string(text)))
    found.insert(match[1]);
  return found;
}

/// What a file loads, below src/web.
std::set<std::string> FindLoaded(const web::File& file) {
  std::set<std::string> loaded =
      FindAll(file.text, R"re((?:src|href)="/_(?:browser|emulator)/(pages/[^"]+)")re");
  for (const std::string& name : FindAll(file.text, R"re(from "(\.\.?/[^"]+)")re"))
    loaded.insert(Resolve(GetFolder(std::string(file.path)), name));
  return loaded;
}

TEST_CASE("page files: everything that a page loads is in the program", "[web]") {
  const std::string page = GENERATE("pages/window.html", "pages/certification.html",
                                    "pages/done.html", "pages/fail.html", "pages/demo/demo.html");
  std::set<std::string> seen{page};
  std::deque<std::string> open{page};
  while (!open.empty()) {
    const std::string path = open.front();
    open.pop_front();
    INFO(path);
    const web::File* const file = FindFile(path);
    REQUIRE(file != nullptr);
    for (const std::string& loaded : FindLoaded(*file))
      if (seen.insert(loaded).second) open.push_back(loaded);
  }
  CHECK(seen.size() > 4);
}

TEST_CASE("page files: a page refers to no file of another server", "[web]") {
  for (const web::File& file : web::Files()) {
    INFO(file.path);
    if (file.path.ends_with(".html"))
      CHECK(FindAll(file.text, R"re((?:src|href)="((?!/)[^"]*)")re").empty());
    CHECK(FindAll(file.text, R"re((@import|url\())re").empty());
  }
}

TEST_CASE("page files: no page has an inline script or style", "[web]") {
  for (const web::File& file : web::Files()) {
    INFO(file.path);
    if (!file.path.ends_with(".html")) continue;
    CHECK(FindAll(file.text, R"re((<script(?![^>]* src=)))re").empty());
    CHECK(FindAll(file.text, R"re((<style|\sstyle=|\son[a-z]+=|javascript:))re").empty());
  }
}

TEST_CASE("page files: no module turns text into markup", "[web]") {
  for (const web::File& file : web::Files()) {
    INFO(file.path);
    CHECK(FindAll(
              file.text,
              R"re((innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|Function\())re")
              .empty());
  }
}

}  // namespace
}  // namespace portone
