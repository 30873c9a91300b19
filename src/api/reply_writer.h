// SPDX-License-Identifier: MIT
// The JSON writer for V1 replies; it carries the options that determine a reply's shape.
#pragma once

#include <string>
#include <utility>

#include "domain/switches.h"
#include "json/writer.h"

namespace portone::api {

struct ReplyOptions {
  Profile profile = Profile::kCurrent;
  /// What receipt links begin with: "http://localhost:12011/_emulator/receipts/". Empty: the
  /// gateways' own links.
  std::string receipt_url_prefix{};
  /// The user_code of the sandbox, for receipt links. REQUIRES: not empty when the prefix is not.
  std::string user_code{};
};

class ReplyWriter : public json::Writer {
 public:
  explicit ReplyWriter(ReplyOptions options = {}) : options_(std::move(options)) {}

  /// For encoders whose output depends on the options.
  const ReplyOptions& options() const { return options_; }

 private:
  ReplyOptions options_;
};

}  // namespace portone::api
