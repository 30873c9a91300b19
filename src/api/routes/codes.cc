// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "codes".
#include <array>

#include "api/codec/standard_code_json.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/standard_codes.h"

namespace portone::api {
namespace {

Result<commands::ListCardCodes> DecodeListCards(const Call& /*call*/) {
  return commands::ListCardCodes{};
}

Result<commands::FindCardCode> DecodeFindCard(const Call& call) {
  return commands::FindCardCode{call.path[0]};
}

Result<commands::ListBankCodes> DecodeListBanks(const Call& /*call*/) {
  return commands::ListBankCodes{};
}

Result<commands::FindBankCode> DecodeFindBank(const Call& call) {
  return commands::FindBankCode{call.path[0]};
}

constexpr std::array kCodeRoutes{
    Route{Method::kGet, "/cards", Access::kToken, Serve<DecodeListCards, EncodeStandardCodes>},
    Route{Method::kGet, "/cards/{card_standard_code}", Access::kToken,
          Serve<DecodeFindCard, EncodeStandardCode>},
    Route{Method::kGet, "/banks", Access::kToken, Serve<DecodeListBanks, EncodeStandardCodes>},
    Route{Method::kGet, "/banks/{bank_standard_code}", Access::kToken,
          Serve<DecodeFindBank, EncodeStandardCode>},
};

}  // namespace

std::span<const Route> CodeRoutes() {
  return kCodeRoutes;
}

}  // namespace portone::api
