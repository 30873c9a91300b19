// SPDX-License-Identifier: MIT
// The contract of the V1 API as data: fixtures/reference/contract.json (what the public description
// says) with the rows of fixtures/reference/overlay.json (what was also observed, and what this
// project chose) applied to it.
//
// A row of the overlay has `evidence` and `why`, and corrects one thing:
//   operations, allow       further outcomes, "<HTTP status>/<code>"; "*" is every operation, "POST
//                           *" every one with that method
//   operations, response    another shape that a success may have
//   operations, alias       a second path, or the same one with another method; alias_allow:
//                           further outcomes of the alias
//   operation, tag,         an operation that the description lacks, as in contract.json
//   responses
//   operations, message     "text": a success has a message
//   operations, refusal     "response": a refusal may have one, with the shape of a success;
//                           "error": it may have the gateway's code and message beside the response
//   define, schema          a definition that the description lacks
//   definitions, and        nullable: keys that may be null; optional: keys that may be missing;
//                           order: keys in their order, or "alphabetical"; keys: further keys;
//                           enum: further values of keys; without: keys that a `profile` leaves out
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "json/json.h"

namespace portone::testing {

struct ContractOperation {
  std::string name;                   ///< "GET /payments/{imp_uid}"
  std::string tag;                    ///< "payments"
  bool is_alias = false;              ///< not one of the reference
  std::set<std::string> outcomes;     ///< "200/0", "404/-1"
  Json response;                      ///< schema of a success's response; null: unknown
  bool has_success_message = false;   ///< a success has a message
  bool has_refusal_response = false;  ///< a refusal may have a response
  bool has_refusal_error = false;     ///< a refusal may have the gateway's error
};

using Definitions = std::map<std::string, Json, std::less<>>;

struct ContractData {
  std::vector<ContractOperation> operations;  ///< in the order of the reference, then the aliases
  Definitions definitions;
};

/// Throws std::runtime_error for a row that names an operation, definition or key that does
/// not exist, has no evidence, or corrects nothing.
ContractData CorrectContractData(const Json& contract, const Json& overlay);

/// The data of fixtures/reference.
ContractData ReadContractData();

}  // namespace portone::testing
