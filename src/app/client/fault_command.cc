// SPDX-License-Identifier: MIT
// fault: the common faults in a few words; faults with more conditions need a call to the control
// API.
#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "app/client/client_commands.h"
#include "app/client/table.h"
#include "json/plain_text.h"
#include "json/suggestion.h"
#include "json/text.h"

namespace portone::app::client {
namespace {

/// An effect, by its word in the command line.
struct Effect {
  std::string_view word;
  std::string_view operation;  ///< what it breaks unless --operation says otherwise
  std::string_view argument;   ///< describes the next word; "": there is none
};

constexpr std::array<Effect, 9> kEffects{{
    {"decline", "charge", "a reason, such as insufficient_funds, or CODE:MESSAGE"},
    {"error", "request", "an HTTP status from 400 to 599"},
    {"delay", "request", "a period, such as 3s"},
    {"timeout", "request", ""},
    {"close", "request", ""},
    {"reset", "request", ""},
    {"drop", "webhook", ""},
    {"duplicate", "webhook", ""},
    {"reorder", "webhook", ""},
}};

const Effect& FindEffect(const std::string& word) {
  std::vector<std::string> words{"list", "clear"};
  for (const Effect& effect : kEffects) {
    if (effect.word == word) return effect;
    words.emplace_back(effect.word);
  }
  std::string list;
  for (const std::string& known : words)
    list += (list.empty() ? "" : ", ") + known;
  const auto nearest = json::FindNearest(word, words);
  throw UsageError("unknown fault " + word + (nearest ? "; did you mean " + *nearest + "?" : "") +
                   " (there are " + list + ")");
}

Json ReadDecline(const std::string& reason) {
  const std::size_t colon = reason.find(':');
  if (colon == std::string::npos) return reason;
  return {{"code", reason.substr(0, colon)}, {"message", reason.substr(colon + 1)}};
}

Json ReadError(const std::string& status) {
  const bool is_number =
      status.size() == 3 &&
      std::all_of(status.begin(), status.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_number)
    throw UsageError("fault error takes an HTTP status from 400 to 599, not " + status);
  return {{"status", std::stoi(status)}, {"message", "portone-emulator: an injected fault"}};
}

/// The value of an effect in "then".
Json ReadValue(const Effect& effect, const std::string& word) {
  if (effect.word == "decline") return ReadDecline(word);
  if (effect.word == "error") return ReadError(word);
  if (effect.word == "delay") return word;
  return true;
}

void AddText(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

Json MakeFault(const std::vector<std::string>& words, const ClientOptions& options) {
  const Effect& effect = FindEffect(words.front());
  const std::size_t count = effect.argument.empty() ? 1 : 2;
  if (words.size() < count)
    throw UsageError("fault " + words.front() + " needs " + std::string(effect.argument));
  if (words.size() > count) throw UsageError("unexpected argument " + words[count]);
  Json when{
      {"operation", options.operation.empty() ? std::string(effect.operation) : options.operation}};
  AddText(when, "customer_uid", options.customer);
  AddText(when, "merchant_uid", options.order);
  AddText(when, "status", options.status);
  AddText(when, "pg", options.pg);
  AddText(when, "path", options.path);
  Json fault{{"when", std::move(when)}};
  if (options.skip) fault["skip"] = *options.skip;
  if (options.always) fault["times"] = "always";
  if (options.times) fault["times"] = *options.times;
  if (options.after) fault["at"] = "after";
  fault["then"][std::string(effect.word)] = ReadValue(effect, words.back());
  return fault;
}

/// "customer_uid kim, pg kcp"; what a fault does is written in the same way.
std::string DescribeMembers(const Json& object) {
  std::string text;
  for (const auto& [key, value] : object.items()) {
    if (key == "operation") continue;
    text += (text.empty() ? "" : ", ") + key;
    if (value != true) text += " " + json::ToText(value);
  }
  return text;
}

int PrintFaults(const Json& reply, const Settings& settings, std::ostream& out) {
  if (settings.json) {
    out << reply.dump(2) << '\n';
    return 0;
  }
  Table table({"ID", "OPERATION", "WHEN", "THEN", "SEEN", "APPLIED", "REMAINING"});
  for (const Json& fault : reply.at("faults")) {
    const Json& when = fault.at("when");
    table.Add({FormatCell(fault, "id"), FormatCell(when, "operation"), DescribeMembers(when),
               DescribeMembers(fault.at("then")), FormatCell(fault, "seen"),
               FormatCell(fault, "applied"), FormatCell(fault, "remaining")});
  }
  if (table.empty()) {
    out << "no faults\n";
  } else {
    table.Print(out);
  }
  return 0;
}

}  // namespace

int ChangeFaults(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  const std::vector<std::string>& words = settings.arguments;
  if (words.front() == "list" && words.size() == 1)
    return PrintFaults(emulator.Get("/faults"), settings, out);
  if (words.front() == "clear" && words.size() <= 2) {
    const std::string id = words.size() == 2 ? "/" + json::PercentEncode(words.back()) : "";
    const Json reply = emulator.Delete("/faults" + id);
    if (settings.json) {
      out << reply.dump(2) << '\n';
    } else {
      out << "removed " << reply.at("deleted") << '\n';
    }
    return 0;
  }
  return PrintFaults(emulator.Post("/faults", MakeFault(words, settings.client)), settings, out);
}

}  // namespace portone::app::client
