// SPDX-License-Identifier: MIT
// The routes of each API tag. route_table.cc combines them.
#pragma once

#include <span>

#include "api/route.h"

namespace portone::api {

std::span<const Route> AuthenticateRoutes();
std::span<const Route> PaymentRoutes();
std::span<const Route> PaymentsValidationRoutes();
std::span<const Route> SubscribeRoutes();
std::span<const Route> SubscribeCustomerRoutes();
std::span<const Route> VbankRoutes();
std::span<const Route> CertificationRoutes();
std::span<const Route> PartnerRoutes();
std::span<const Route> EscrowRoutes();
std::span<const Route> ReceiptRoutes();
std::span<const Route> CvsRoutes();
std::span<const Route> NaverRoutes();
std::span<const Route> KcpQuickRoutes();
std::span<const Route> PaycoRoutes();
std::span<const Route> BenepiaRoutes();
std::span<const Route> PaymentwallRoutes();
std::span<const Route> CodeRoutes();
std::span<const Route> KakaoRoutes();
std::span<const Route> TierRoutes();
std::span<const Route> UserRoutes();

}  // namespace portone::api
