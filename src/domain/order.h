// SPDX-License-Identifier: MIT
// An order to be charged: the fields that one-time charges, charges by key and schedule entries
// have in common.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "domain/money.h"
#include "domain/parameters.h"

namespace portone {

struct Buyer {
  std::optional<std::string> name;
  std::optional<std::string> tel;
  std::optional<std::string> email;
  std::optional<std::string> addr;
  std::optional<std::string> postcode;
};

/// `preferred`, with missing fields taken from `fallback`.
inline Buyer MergeBuyers(Buyer preferred, const Buyer& fallback) {
  if (!preferred.name) preferred.name = fallback.name;
  if (!preferred.tel) preferred.tel = fallback.tel;
  if (!preferred.email) preferred.email = fallback.email;
  if (!preferred.addr) preferred.addr = fallback.addr;
  if (!preferred.postcode) preferred.postcode = fallback.postcode;
  return preferred;
}

struct Order {
  MerchantUid merchant_uid;
  Money amount;                     ///< positive, except where a window only stores a key
  bool currency_requested = false;  ///< the request named a currency
  Money tax_free;
  std::optional<Money> vat_amount;  ///< absent: one eleventh of the taxable part
  std::optional<std::string> name;
  Buyer buyer;
  int card_quota = 0;  ///< instalment months; 0 and 1: payment in full
  std::optional<std::string> custom_data;
  std::vector<std::string> notice_urls;  ///< replace the console's URL
  Parameters extra{};                    ///< gateway-specific parameters
};

}  // namespace portone
