// SPDX-License-Identifier: MIT
#include "control/html_page.h"

namespace portone::control {

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

api::Reply MakeHtmlPage(std::string_view language, std::string_view title,
                        std::string_view content) {
  api::Reply reply;
  reply.content_type = "text/html; charset=utf-8";
  reply.body = "<!doctype html>\n<html lang=\"" + std::string(language) +
               "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + std::string(title) +
               "</title>\n</head>\n<body>\n<h1>" + std::string(title) + "</h1>\n" +
               std::string(content) + "</body>\n</html>\n";
  return reply;
}

}  // namespace portone::control
