// SPDX-License-Identifier: MIT
// The JSON writer of V1 replies: a writer that knows which shape of reply its client asked for.
#pragma once

#include <string>
#include <utility>

#include "domain/switches.h"
#include "json/writer.h"

namespace portone::api {

struct ReplyOptions {
  Profile profile = Profile::kCurrent;
  /// What links begin with: "http://localhost:12011/_emulator/receipts/imp12345678".
  std::string receipts{};
};

class ReplyWriter : public json::Writer {
 public:
  explicit ReplyWriter(ReplyOptions options = {}) : options_(std::move(options)) {}

  /// For codecs whose shape depends on them.
  const ReplyOptions& options() const { return options_; }

 private:
  ReplyOptions options_;
};

}  // namespace portone::api
