// SPDX-License-Identifier: MIT
// Checks one exchange against the contract of the V1 API: could the service have sent this reply to
// this request? Checks shapes, not values.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "api/route.h"
#include "api/router.h"
#include "support/contract_data.h"
#include "support/schema_check.h"

namespace portone::testing {

struct Exchange {
  std::string method;
  std::string target;
  int status = 0;
  std::string body;
  std::string profile = "current";       ///< or "2020"
  std::set<std::string> replacements{};  ///< outcomes that a fault may substitute
};

class Contract {
 public:
  explicit Contract(ContractData data);
  Contract(const Contract&) = delete;
  Contract& operator=(const Contract&) = delete;

  /// The contract of fixtures/reference, read once.
  static const Contract& Shared();

  const ContractData& data() const { return data_; }

  /// The violations of an exchange, each a sentence that begins with the operation and the JSON
  /// pointer: "GET /payments/{imp_uid}: /response/amount is missing".
  Findings Check(const Exchange& exchange) const;

 private:
  ContractData data_;
  api::Router router_;  // a row for each operation, in their order
};

}  // namespace portone::testing
