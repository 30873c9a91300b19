// SPDX-License-Identifier: MIT
#include "support/transcript.h"

#include <array>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "support/contract_guard.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/pattern.h"
#include "support/program.h"

namespace portone::testing {
namespace {

using Values = std::map<std::string, std::string>;

constexpr std::string_view kDefaultType = "application/json; charset=UTF-8";
constexpr std::array<const char*, 3> kShownHeaders{"WWW-Authorize", "Allow", "Connection"};

/// The parsed request lines of one exchange.
struct Request {
  std::string line;
  std::vector<std::string> headers;
  std::string body;
  std::map<std::string, std::string> captures;  // name to JSON pointer
};

bool IsHeader(const std::string& line) {
  static const Pattern kHeader("[A-Za-z][A-Za-z0-9-]*: .*");
  return kHeader.Matches(line);
}

bool IsRequestLine(const std::string& line) {
  static const Pattern kRequestLine("[A-Z]+ /\\S*");
  return kRequestLine.Matches(line);
}

/// Replaces names with the captured values.
std::string Interpolate(const std::string& text, const Values& values) {
  static const Pattern kName("\\$\\{([a-z_]+)\\}");
  return kName.ReplaceAll(text, [&](const Match& match) {
    const auto value = values.find(match[1]);
    if (value == values.end()) throw std::runtime_error("nothing was captured as " + match[0]);
    return value->second;
  });
}

Request ReadRequest(const std::vector<std::string>& lines, const Values& values) {
  static const Pattern kCapture("capture ([a-z_]+) (/\\S*)");
  Request request;
  request.line = Interpolate(lines.front(), values);
  if (!IsRequestLine(request.line)) throw std::runtime_error("no request: " + request.line);
  bool in_body = false;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (const auto match = kCapture.MatchWhole(lines[i])) {
      request.captures[(*match)[1]] = (*match)[2];
    } else if (!in_body && IsHeader(lines[i])) {
      request.headers.push_back(Interpolate(lines[i], values));
    } else {
      request.body += (in_body ? "\n" : "") + Interpolate(lines[i], values);
      in_body = true;
    }
  }
  return request;
}

/// One key per line, so that a change shows as a changed line; text that is not JSON is unchanged.
std::string PrettyPrint(const std::string& body) {
  const auto parsed = Json::parse(body, nullptr, false);
  return parsed.is_discarded() ? body : parsed.dump(2);
}

/// The statuses with which the merchant's server responds: those of a list in turn, then 200.
class ResponseStatuses {
 public:
  void Add(const std::string& statuses) {
    const std::lock_guard lock(mutex_);
    std::istringstream list(statuses);
    for (int status = 0; list >> status;)
      statuses_.push_back(status);
    if (!list.eof()) throw std::runtime_error("no list of statuses: " + statuses);
  }
  int Take() {
    const std::lock_guard lock(mutex_);
    if (statuses_.empty()) return 200;
    const int status = statuses_.front();
    statuses_.pop_front();
    return status;
  }

 private:
  std::mutex mutex_;
  std::deque<int> statuses_;
};

class TranscriptRunner {
 public:
  void Start(const std::string& scenario) {
    emulator_.emplace(std::vector<std::string>{"--scenario", SourcePath(scenario), "--webhook-url",
                                               merchant_.url(), "--log-level", "warning",
                                               "--fixed-tokens"});
  }

  void RespondWith(const std::string& statuses) { response_statuses_.Add(statuses); }

  void ExpectReplacedReply(const std::string& outcome) {
    replaced_replies_.emplace(std::vector{outcome});
  }

  /// Sends the request and returns the lines to record, without their marks.
  std::vector<std::string> Exchange(const std::vector<std::string>& lines) {
    if (!emulator_) throw std::runtime_error("the first line must name a scenario");
    Request request = ReadRequest(lines, values_);
    Complete(request);
    const ReceivedReply reply =
        Send(emulator_->port(), request.line, request.headers, request.body);
    replaced_replies_.reset();
    for (const auto& [name, pointer] : request.captures)
      values_[name] = reply.At(pointer);
    std::vector<std::string> reply_lines = Describe(reply);
    // Webhooks of the default sandbox, the only one that transcripts use.
    Send(emulator_->port(), "POST /_emulator/settle?sandbox=" + std::string(kSampleKey));
    for (const Webhook& webhook : merchant_.TakeNew()) {
      reply_lines.push_back("webhook " + webhook.method + " " + webhook.target + " " +
                            webhook.content_type + " " + webhook.body);
    }
    return reply_lines;
  }

 private:
  static void Complete(Request& request) {
    bool has_type = false;
    for (const std::string& header : request.headers)
      has_type = has_type || header.starts_with("Content-Type: ");
    if (!has_type && !request.body.empty()) {
      request.headers.emplace_back(request.body.front() == '{'
                                       ? "Content-Type: application/json"
                                       : "Content-Type: application/x-www-form-urlencoded");
    }
    request.headers.emplace_back("User-Agent: merchant");
  }

  static std::vector<std::string> Describe(const ReceivedReply& reply) {
    std::vector<std::string> lines{std::to_string(reply.status)};
    for (const char* name : kShownHeaders) {
      const std::string value = reply.Header(name);
      if (!value.empty() && value != "close") lines.push_back(std::string(name) + ": " + value);
    }
    const std::string type = reply.Header("Content-Type");
    if (type != kDefaultType) lines.push_back("Content-Type: " + type);
    std::istringstream body(PrettyPrint(reply.body));
    for (std::string line; std::getline(body, line);)
      lines.push_back(line);
    return lines;
  }

  ResponseStatuses response_statuses_;
  MerchantServer merchant_{
      [this](const Webhook&) { return response_statuses_.Take(); }};  // outlives the
                                                                      // emulator
  std::optional<RunningEmulator> emulator_;
  std::optional<ReplacedReplies> replaced_replies_;
  Values values_;
};

bool IsMarked(const std::string& line, char mark) {
  return !line.empty() && line.front() == mark;
}

std::string RemoveMark(const std::string& line) {
  return line.size() < 2 ? "" : line.substr(2);
}

/// Executes the directives of `lines`; returns the lines to write below them.
std::vector<std::string> RunBlock(TranscriptRunner& runner, const std::vector<std::string>& lines) {
  constexpr std::string_view kScenarioDirective = "scenario ";
  constexpr std::string_view kAnswerDirective = "answer ";
  constexpr std::string_view kReplacedDirective = "replaced ";
  if (lines.front().starts_with(kScenarioDirective)) {
    runner.Start(lines.front().substr(kScenarioDirective.size()));
  } else if (lines.front().starts_with(kAnswerDirective)) {
    runner.RespondWith(lines.front().substr(kAnswerDirective.size()));
  } else if (lines.front().starts_with(kReplacedDirective)) {
    runner.ExpectReplacedReply(lines.front().substr(kReplacedDirective.size()));
  } else {
    return runner.Exchange(lines);
  }
  if (lines.size() > 1) throw std::runtime_error("a line too many: " + lines[1]);
  return {};
}

}  // namespace

std::string RunTranscript(const std::string& transcript) {
  TranscriptRunner runner;
  std::string output;
  std::vector<std::string> block;
  int number = 0;
  const auto run_block = [&] {
    if (block.empty()) return;
    try {
      for (const std::string& line : RunBlock(runner, block))
        output += line.empty() ? "<\n" : "< " + line + "\n";
    } catch (const std::exception& error) {
      throw std::runtime_error("before line " + std::to_string(number) + ": " + error.what());
    }
    block.clear();
  };
  std::istringstream lines(transcript);
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (!IsMarked(line, '>')) run_block();
    if (IsMarked(line, '<')) continue;
    if (IsMarked(line, '>')) block.push_back(RemoveMark(line));
    output += line + "\n";
  }
  run_block();
  return output;
}

}  // namespace portone::testing
