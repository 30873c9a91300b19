// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "users".
#include <array>

#include "api/codec/channel_json.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/channels.h"

namespace portone::api {
namespace {

Result<commands::ListChannels> DecodeListChannels(const Call& /*call*/) {
  return commands::ListChannels{};
}

constexpr std::array kUserRoutes{
    Route{Method::kGet, "/users/pg", Access::kToken, Serve<DecodeListChannels, EncodeChannels>},
};

}  // namespace

std::span<const Route> UserRoutes() {
  return kUserRoutes;
}

}  // namespace portone::api
