// SPDX-License-Identifier: MIT
#include <vector>

#include "api/route.h"
#include "api/routes/tags.h"

namespace portone::api {

std::span<const Route> RouteTable() {
  static const std::vector<Route> kTable = [] {
    std::vector<Route> table;
    for (const auto routes : {
             AuthenticateRoutes(),
             PaymentRoutes(),
             PaymentsValidationRoutes(),
             SubscribeRoutes(),
             SubscribeCustomerRoutes(),
             VbankRoutes(),
             CertificationRoutes(),
             PartnerRoutes(),
             EscrowRoutes(),
             ReceiptRoutes(),
             CvsRoutes(),
             NaverRoutes(),
             KcpQuickRoutes(),
             PaycoRoutes(),
             BenepiaRoutes(),
             PaymentwallRoutes(),
             CodeRoutes(),
             KakaoRoutes(),
             TierRoutes(),
             UserRoutes(),
         }) {
      table.insert(table.end(), routes.begin(), routes.end());
    }
    return table;
  }();
  return kTable;
}

}  // namespace portone::api
