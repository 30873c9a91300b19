// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstddef>

#include "tidy/rules.h"

namespace portone::tidy {
namespace {

/// Files that may hold locks and threads, without extension: the lock table of
/// docs/architecture.md.
constexpr std::array<std::string_view, 30> kLockTable = {"src/engine/engine",
                                                         "src/engine/sandbox_mutex",
                                                         "src/engine/activity_log",
                                                         "src/engine/awaited_replies",
                                                         "src/engine/sandbox_registry",
                                                         "src/engine/deferred_delete",
                                                         "src/webhook/dispatcher",
                                                         "src/runner/simulated_receiver",
                                                         "src/engine/elastic_pool",
                                                         "src/http/event_loop",
                                                         "src/http/server",
                                                         "src/http/host_lookup",
                                                         "src/http/http_sender",
                                                         "src/app/pump",
                                                         "src/app/progress",
                                                         "src/app/file_watcher",
                                                         "src/app/log_queue",
                                                         "src/app/serve_command",
                                                         "src/app/stop_signal",
                                                         "src/control/load_status",
                                                         "src/control/waiting_calls",
                                                         "src/engine/body_store",
                                                         "src/tls/leaf_cache",
                                                         "src/engine/event_feed",
                                                         "src/app/event_log",
                                                         "src/control/events",
                                                         "src/app/exec/background_program",
                                                         "src/app/exec/signal_cleanup",
                                                         "src/app/exec/started_shop",
                                                         "src/web/open_windows"};

constexpr std::array<std::string_view, 13> kLockAndThreadNames = {
    "mutex",  "shared_mutex",       "recursive_mutex",        "timed_mutex", "shared_timed_mutex",
    "thread", "condition_variable", "condition_variable_any", "async",       "jthread",
    "latch",  "counting_semaphore", "recursive_timed_mutex"};

constexpr std::array<std::string_view, 8> kClockAndRandomNames = {
    "system_clock", "steady_clock", "high_resolution_clock", "random_device",
    "mt19937",      "mt19937_64",   "default_random_engine", "clock_gettime"};

constexpr std::array<std::string_view, 7> kClockAndRandomCalls = {
    "time", "rand", "srand", "random", "gettimeofday", "localtime", "gmtime"};

constexpr std::array<std::string_view, 6> kConsoleWords = {"cout",   "cerr",    "clog",
                                                           "printf", "fprintf", "puts"};

/// Files that choose HTTP status numbers, without extension.
constexpr std::array<std::string_view, 4> kStatusFiles = {
    "src/api/wire_errors", "src/api/reply", "src/control/control_reply", "src/web/web_reply"};

/// Files of src/ that may hold Korean text besides src/gateways, without extension.
constexpr std::array<std::string_view, 8> kKoreanFiles = {
    "src/domain/errors",        "src/domain/errors_after_payment", "src/domain/texts",
    "src/domain/gateway_facts", "src/domain/gateway_rules",        "src/domain/bank_codes",
    "src/domain/card_codes",    "src/domain/outcome_titles"};

/// Gateway codes that are also terms of this program (`settle` waits for webhooks) and are not
/// checked.
constexpr std::array<std::string_view, 1> kAmbiguousCodes = {"settle"};

template <std::size_t N>
bool Has(const std::array<std::string_view, N>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool IsProductionCode(std::string_view path) {
  return IsIn(path, "src") || IsIn(path, "include");
}

std::string_view TextAt(const std::vector<Token>& tokens, std::size_t at) {
  return at < tokens.size() ? std::string_view(tokens[at].text) : std::string_view{};
}

/// Whether the token is qualified as `std::WORD`.
bool IsStd(const std::vector<Token>& tokens, std::size_t at) {
  return at >= 2 && tokens[at - 1].text == "::" && tokens[at - 2].text == "std";
}

/// Whether `WORD(` calls a free function: not a member, a declaration or a name in another
/// namespace.
bool IsFreeCall(const std::vector<Token>& tokens, std::size_t at) {
  if (TextAt(tokens, at + 1) != "(") return false;
  if (at == 0) return true;
  const Token& before = tokens[at - 1];
  if (before.text == "::") {
    return at == 1 || tokens[at - 2].text == "std" ||
           tokens[at - 2].kind != Token::Kind::kWord;  // `::time(`
  }
  if (before.text == "." || before.text == "->") return false;
  return before.kind != Token::Kind::kWord || before.text == "return";
}

/// Whether UTF-8 text has a syllable of Hangul: U+AC00 to U+D7A3 are the three-byte sequences from
/// EA B0 80 to ED 9E A3.
bool HasHangul(std::string_view text) {
  constexpr std::string_view kFirst = "\xEA\xB0\x80";
  constexpr std::string_view kLast = "\xED\x9E\xA3";
  for (std::size_t at = 0; at + kFirst.size() <= text.size(); ++at) {
    const std::string_view here = text.substr(at, kFirst.size());
    if (here >= kFirst && here <= kLast) return true;
  }
  return false;
}

bool IsStatusNumber(const Token& token) {
  return token.kind == Token::Kind::kNumber && token.text.size() == 3 && token.text >= "100" &&
         token.text <= "599";
}

/// `TODO(#12)` names the issue that will close it.
bool IsTracked(std::string_view after_todo) {
  return after_todo.size() > 2 && after_todo.substr(0, 2) == "(#" && after_todo[2] >= '0' &&
         after_todo[2] <= '9';
}

void CheckTodos(const SourceFile& file, Violations& found) {
  int line = 0;
  for (const std::string_view text : Lines(file.text)) {
    ++line;
    if (text.find("FIXME") != std::string_view::npos) {
      found.push_back({file.path, line, "FIXME", "fix it, or open an issue and write TODO(#n)"});
    }
    const std::size_t todo = text.find("TODO");
    if (todo != std::string_view::npos && !IsTracked(text.substr(todo + 4))) {
      found.push_back({file.path, line, "TODO without an issue", "write TODO(#n)"});
    }
  }
}

}  // namespace

Violations CheckClockAndEntropy(const SourceFile& file) {
  Violations found;
  const bool may_read_clocks = IsIn(file.path, "src/sim") || IsIn(file.path, "src/clock_preload");
  if (!IsProductionCode(file.path) || may_read_clocks) return found;
  const std::vector<Token> tokens = Tokenize(file.text);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    if (token.kind != Token::Kind::kWord) continue;
    if (Has(kClockAndRandomNames, token.text) ||
        (Has(kClockAndRandomCalls, token.text) && IsFreeCall(tokens, at))) {
      found.push_back(
          {file.path, token.line, token.text + " outside src/sim",
           "take the time from the command's `now` or sim/clock.h, randomness from sim/"});
    }
  }
  return found;
}

Violations CheckLocksAndThreads(const SourceFile& file) {
  Violations found;
  if (!IsProductionCode(file.path)) return found;
  const bool in_table = Has(kLockTable, RemoveExtension(file.path));
  const std::vector<Token> tokens = Tokenize(file.text);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    if (token.kind != Token::Kind::kWord) continue;
    if (!in_table && IsStd(tokens, at) && Has(kLockAndThreadNames, token.text)) {
      found.push_back({file.path, token.line, "std::" + token.text + " outside the lock table",
                       "use the classes of docs/architecture.md, or add a row there and in "
                       "tests/tidy/calls.cc"});
    }
    const bool sleeps = token.text == "sleep_for" || token.text == "sleep_until";
    if (sleeps && !IsIn(file.path, "src/http")) {
      found.push_back({file.path, token.line, token.text + " outside src/http",
                       "put a timer on the agenda, or wait on a condition"});
    }
  }
  return found;
}

Violations CheckBannedWords(const SourceFile& file) {
  Violations found;
  if (!IsProductionCode(file.path)) return found;
  CheckTodos(file, found);
  const std::vector<Token> tokens = Tokenize(file.text);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    if (token.kind != Token::Kind::kWord) continue;
    const std::string_view next = TextAt(tokens, at + 1);
    if (token.text == "using" && next == "namespace" && EndsWith(file.path, ".h")) {
      found.push_back({file.path, token.line, "using namespace in a header", "qualify names"});
    }
    if (token.text == "shared_ptr" && next == "<" && TextAt(tokens, at + 2) == "Payment") {
      found.push_back({file.path, token.line, "shared_ptr<Payment>",
                       "refer to entities by id; the world owns them as values"});
    }
    const bool prints = Has(kConsoleWords, token.text) && (IsStd(tokens, at) || next == "(");
    if (prints && !IsIn(file.path, "src/app")) {
      found.push_back({file.path, token.line, token.text + " outside src/app",
                       "return the text, or hand it to the log sink"});
    }
  }
  return found;
}

Violations CheckGatewayLiterals(const SourceFile& file, const std::vector<std::string>& codes) {
  Violations found;
  // Some payment methods are spelled like the gateways that offer them.
  const bool names_methods = file.path == "src/domain/pay_method.h";
  if (!IsProductionCode(file.path) || IsIn(file.path, "src/gateways") || names_methods)
    return found;
  for (const Token& token : Tokenize(file.text)) {
    if (token.kind != Token::Kind::kString || Has(kAmbiguousCodes, token.text)) continue;
    const std::string code = token.text.substr(0, token.text.find('.'));  // "kcp.T0000"
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) continue;
    found.push_back({file.path, token.line, "gateway code \"" + code + "\" outside src/gateways",
                     "add a field or a hook with a default to domain/gateway_rules.h"});
  }
  return found;
}

Violations CheckKoreanTexts(const SourceFile& file) {
  Violations found;
  if (!IsProductionCode(file.path) || IsIn(file.path, "src/gateways")) return found;
  if (Has(kKoreanFiles, RemoveExtension(file.path))) return found;
  for (const Token& token : Tokenize(file.text)) {
    if (token.kind != Token::Kind::kString || !HasHangul(token.text)) continue;
    found.push_back({file.path, token.line, "Korean text \"" + token.text + "\" here",
                     "name it in domain/texts.h, or make it an error of domain/errors.h"});
  }
  return found;
}

Violations CheckStatusNumbers(const SourceFile& file) {
  Violations found;
  if (!IsProductionCode(file.path) || IsIn(file.path, "src/http")) return found;
  if (Has(kStatusFiles, RemoveExtension(file.path))) return found;
  const std::vector<Token> tokens = Tokenize(file.text);
  for (std::size_t at = 2; at < tokens.size(); ++at) {
    if (!IsStatusNumber(tokens[at])) continue;
    const std::string_view sign = tokens[at - 1].text;
    const std::string& name = tokens[at - 2].text;
    const bool sets = sign == "=" || sign == "{" || sign == "(";
    const bool names_it = EndsWith(name, "tatus") || EndsWith(name, "Reply");
    if (!sets || !names_it) continue;
    found.push_back({file.path, tokens[at].line, "HTTP status " + tokens[at].text + " chosen here",
                     "return an Errc and map it in api/wire_errors.cc or "
                     "control/control_reply.cc"});
  }
  return found;
}

}  // namespace portone::tidy
