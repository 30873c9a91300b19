// SPDX-License-Identifier: MIT
// A table of fixtures/reference that has, for each state of something, what each event answers and
// the resulting state. Independent of the states and the events.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "json/json.h"
#include "support/catch.h"
#include "support/scenario_files.h"

namespace portone::testing {

inline Json ReadStateTable(const std::string& name) {
  return Json::parse(ReadSourceFile("fixtures/reference/" + name));
}

/// Checks that the table has every state and every event once, and that `set_ups` reach all of
/// them.
template <class Subject>
void CheckStateTable(const Json& table,
                     const std::map<std::string, std::function<void(Subject&)>>& set_ups) {
  std::set<std::string> states;
  for (const Json& row : table["rows"]) {
    CAPTURE(row["state"].dump());
    const std::string state = row["state"];
    CHECK(states.insert(state).second);
    CHECK(row.size() == table["events"].size() + 1);
    for (const std::string event : table["events"])
      CHECK(row.contains(event));
  }
  std::set<std::string> listed;
  for (const std::string state : table["states"])
    listed.insert(state);
  CHECK(states == listed);
  std::set<std::string> reached;
  for (const auto& [state, set_up] : set_ups)
    reached.insert(state);
  CHECK(reached == states);
}

/// Does each event in each state, on a new subject: what `run` answers is in the table, and the
/// subject then shows the same as one that was set up in the next state.
template <class Subject>
void WalkStateTable(const Json& table,
                    const std::map<std::string, std::function<void(Subject&)>>& set_ups,
                    const std::function<std::string(Subject&, const std::string&)>& run,
                    const std::function<std::string(Subject&)>& read_state) {
  std::map<std::string, std::string> observed_states;
  for (const auto& [state, set_up] : set_ups) {
    Subject subject;
    set_up(subject);
    observed_states[state] = read_state(subject);
  }
  for (const Json& row : table["rows"]) {
    for (const auto& [event, transition] : row.items()) {
      if (event == "state") continue;
      const std::string state = row["state"];
      CAPTURE(state, event);
      Subject subject;
      set_ups.at(state)(subject);
      const std::string answer = transition[0];
      const std::string next = transition[1];
      CHECK(run(subject, event) == answer);
      CHECK(read_state(subject) == observed_states.at(next));
    }
  }
}

}  // namespace portone::testing
