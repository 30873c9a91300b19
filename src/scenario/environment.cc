// SPDX-License-Identifier: MIT
#include "scenario/environment.h"

#include <cstdlib>
#include <string_view>

#include "json/text.h"

namespace portone::scenario {
namespace {

constexpr std::string_view kVariableStart = "${env.";

class VariableReplacer {
 public:
  VariableReplacer(const VariableReader& read, json::Problems& problems)
      : read_(read), problems_(problems) {}

  void Replace(Json& value, const std::string& pointer) {
    if (value.is_string()) {
      ReplaceText(value, pointer);
    } else if (value.is_object()) {
      for (auto& [key, part] : value.items())
        Replace(part, pointer + "/" + json::EscapePointerToken(key));
    } else if (value.is_array()) {
      for (std::size_t i = 0; i < value.size(); ++i)
        Replace(value[i], pointer + "/" + std::to_string(i));
    }
  }

 private:
  void ReplaceText(Json& value, const std::string& pointer) {
    const std::string& text = value.get_ref<const std::string&>();
    std::size_t at = text.find(kVariableStart);
    if (at == std::string::npos) return;
    std::string replaced;
    std::size_t done = 0;
    for (; at != std::string::npos; at = text.find(kVariableStart, at + 1)) {
      const std::size_t end = text.find('}', at);
      if (end == std::string::npos) break;  // reported where references are read
      if (at > 0 && text[at - 1] == '$') continue;
      const std::size_t start = at + kVariableStart.size();
      const std::string name = text.substr(start, end - start);
      const std::optional<std::string> variable = Read(name, pointer);
      if (!variable) return;
      const bool has_references = pointer.starts_with("/steps/") || pointer.starts_with("/expect/");
      replaced.append(text, done, at - done);
      replaced += has_references ? Escape(*variable) : *variable;
      done = end + 1;
    }
    value = replaced.append(text, done);
  }

  /// Escapes "${" in a variable's text, so that it is never read as a reference.
  static std::string Escape(std::string_view text) {
    std::string escaped;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text.substr(i).starts_with("${")) escaped += '$';
      escaped += text[i];
    }
    return escaped;
  }

  std::optional<std::string> Read(const std::string& name, const std::string& pointer) {
    std::optional<std::string> variable = read_(name);
    if (!variable) {
      problems_.Add({pointer, "the environment variable \"" + name + "\" is not set"});
      return std::nullopt;
    }
    if (json::IsUtf8(*variable)) return variable;
    problems_.Add({pointer, "the environment variable \"" + name + "\" is not UTF-8"});
    return std::nullopt;
  }

  const VariableReader& read_;
  json::Problems& problems_;
};

}  // namespace

std::optional<std::string> ReadProcessVariable(const std::string& name) {
  const char* const value =
      std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): not changed
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

void ReplaceVariables(Json& document, const VariableReader& read, json::Problems& problems) {
  VariableReplacer(read, problems).Replace(document, "");
}

}  // namespace portone::scenario
