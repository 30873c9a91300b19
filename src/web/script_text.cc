// SPDX-License-Identifier: MIT
#include "web/script_text.h"

#include <array>
#include <string>

#include "web/files.h"

namespace portone::web {
namespace {

/// All that a page sees of the script is `IMP`; a page that loads it twice has the first.
constexpr std::string_view kStart =
    "// The script of the payment windows, in the place of the service's: the same functions,\n"
    "// errors and callbacks. One classic script without modules, for it is loaded by a script "
    "tag\n"
    "// from any page: of other origins, from data: and file: addresses, in web views. Needs no\n"
    "// cookies and no library. What a window does, the emulator decides.\n"
    "(function (window) {\n'use strict';\n\nif (window.IMP) return;\n\n";
constexpr std::string_view kEnd = "})(window);\n";

/// In this order.
constexpr std::array<std::string_view, 7> kParts{
    "script/common.js",       "script/messages.js", "script/result.js", "script/popups.js",
    "script/shown_window.js", "script/request.js",  "script/iamport.js"};

std::string Join() {
  std::string text(kStart);
  for (const std::string_view part : kParts)
    text.append(FindFile(part)->text).append("\n");
  return text.append(kEnd);
}

}  // namespace

std::string_view GetScriptText() {
  static const std::string kText = Join();
  return kText;
}

}  // namespace portone::web
