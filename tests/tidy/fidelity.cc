// SPDX-License-Identifier: MIT
// The pages of evidence, docs/behaviour and docs/gateways: their tags, evidence and contents.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>

#include "tidy/markdown.h"
#include "tidy/rules.h"

namespace portone::tidy {
namespace {

constexpr int kTagLevel = 3;

/// Where a source file names its evidence: `FIDELITY: tag`, or `docs/behaviour/page.md#tag`.
struct Use {
  std::string page;  ///< empty when only the tag is named
  std::string tag;
  int line;
};

std::string UpTo(std::string_view text, std::string_view ends) {
  return std::string(text.substr(0, text.find_first_of(ends)));
}

void AddTag(std::string_view line, int number, std::vector<Use>& uses) {
  constexpr std::string_view kMarker = "FIDELITY:";
  const std::size_t at = line.find(kMarker);
  if (at == std::string_view::npos) return;
  line.remove_prefix(at + kMarker.size());
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  std::string tag = UpTo(line, " .,;:)\"");
  if (!tag.empty()) uses.push_back({{}, std::move(tag), number});
}

void AddLink(std::string_view line, int number, std::vector<Use>& uses) {
  const std::size_t at = line.find("docs/");
  const std::size_t hash = at == std::string_view::npos ? at : line.find(".md#", at);
  if (hash == std::string_view::npos) return;
  uses.push_back({std::string(line.substr(at, hash + 3 - at)),
                  UpTo(line.substr(hash + 4), " .,;:)\""), number});
}

std::vector<Use> FindUses(const SourceFile& file) {
  std::vector<Use> uses;
  if (!IsIn(file.path, "src")) return uses;
  int number = 0;
  for (const std::string_view line : Lines(file.text)) {
    ++number;
    AddTag(line, number, uses);
    AddLink(line, number, uses);
  }
  return uses;
}

/// Tags by name, with the page that each is on; one on two pages is reported.
std::map<std::string, std::string> CollectTags(const Tree& tree, Violations& found) {
  std::map<std::string, std::string> tags;
  for (const SourceFile& page : tree) {
    if (!IsFidelityPage(page.path)) continue;
    for (const Heading& heading : ReadHeadings(page.text)) {
      if (heading.level != kTagLevel) continue;
      const auto [tag, is_new] = tags.insert({MakeAnchor(heading.text), page.path});
      if (is_new) continue;
      found.push_back({page.path, heading.line, "tag " + tag->first + " is on two pages",
                       "keep one; the other is on " + tag->second});
    }
  }
  return tags;
}

bool NamesEvidence(std::string evidence) {
  constexpr std::array<std::string_view, 4> kEvidenceKinds = {"documented", "observed",
                                                              "client code", "our choice"};
  std::transform(evidence.begin(), evidence.end(), evidence.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::any_of(
      kEvidenceKinds.begin(), kEvidenceKinds.end(),
      [&evidence](std::string_view kind) { return evidence.find(kind) != std::string::npos; });
}

}  // namespace

bool IsFidelityPage(std::string_view path) {
  return EndsWith(path, ".md") && (IsIn(path, "docs/behaviour") || IsIn(path, "docs/gateways"));
}

Violations CheckFidelity(const Tree& tree) {
  Violations found;
  const std::map<std::string, std::string> tags = CollectTags(tree, found);
  std::set<std::string> used;
  for (const SourceFile& file : tree) {
    for (const Use& use : FindUses(file)) {
      used.insert(use.tag);
      const auto tag = tags.find(use.tag);
      if (tag != tags.end() && (use.page.empty() || use.page == tag->second)) continue;
      const std::string name = use.page.empty() ? "FIDELITY: " + use.tag : use.page + "#" + use.tag;
      found.push_back({file.path, use.line, name + " leads nowhere",
                       tag == tags.end() ? "add the heading with its evidence to docs/behaviour"
                                         : "the tag is on " + tag->second});
    }
  }
  for (const auto& [tag, page] : tags) {
    if (used.contains(tag)) continue;
    found.push_back(
        {page, 1, "no source names the tag " + tag,
         "add FIDELITY: " + tag + " to the code that implements it, or remove the tag"});
  }
  return found;
}

Violations CheckEvidence(const SourceFile& file) {
  Violations found;
  if (!IsFidelityPage(file.path)) return found;
  const std::vector<TableRow> rows = ReadTableRows(file.text);
  for (const TableRow& row : rows) {
    const std::string* evidence = FindCell(row, "Evidence");
    if (evidence != nullptr && NamesEvidence(*evidence)) continue;
    found.push_back({file.path, row.line, "row without evidence in its column Evidence",
                     "write documented, observed, client code or our choice there"});
  }
  const std::vector<Heading> headings = ReadHeadings(file.text);
  for (auto heading = headings.begin(); heading != headings.end(); ++heading) {
    if (heading->level != kTagLevel) continue;
    const auto next = heading + 1;
    const bool has_rows = std::any_of(rows.begin(), rows.end(), [&](const TableRow& row) {
      return row.line > heading->line && (next == headings.end() || row.line < next->line);
    });
    if (has_rows) continue;
    found.push_back({file.path, heading->line, "tag " + heading->text + " without a row",
                     "write what it says as rows | Behaviour | Evidence | Setting |"});
  }
  return found;
}

Violations CheckContents(const SourceFile& file) {
  Violations found;
  if (!IsFidelityPage(file.path)) return found;
  const std::string contents = file.text.substr(0, file.text.find("\n## "));
  for (const Heading& heading : ReadHeadings(file.text)) {
    const std::string link = "](#" + MakeAnchor(heading.text) + ")";
    if (heading.level != kTagLevel || contents.find(link) != std::string::npos) continue;
    found.push_back({file.path, heading.line, heading.text + " is not in the page's contents",
                     "add [" + heading.text + link + " above the first ## heading"});
  }
  return found;
}

}  // namespace portone::tidy
