// SPDX-License-Identifier: MIT
// What a gateway's hooks are asked, and what they may answer besides a refusal.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "domain/channel.h"
#include "domain/error.h"
#include "domain/gateway_facts.h"
#include "domain/pay_method.h"

namespace portone {

enum class PaymentStatus : std::uint8_t;
enum class Device : std::uint8_t;
struct BillingKey;
struct CancelRequest;
struct CardInput;
struct Order;
struct Payment;

/// What a merchant wants of a gateway, as far as the gateway may look at it.
struct GatewayAsk {
  Occasion occasion;
  const Channel& channel;
  const Order& order;  ///< of an issue without a charge and of a deletion: all but empty
  Instant now;         ///< when it is asked
  Instant charged_at;  ///< when it is to be charged: later than now for a schedule
  Device device{};     ///< where the window opens
  PayMethod method{};  ///< by which it is to be paid
  const CustomerUid* customer_uid = nullptr;  ///< whose key is stored or charged
  const BillingKey* key = nullptr;            ///< that is charged
  const CardInput* card = nullptr;            ///< that is presented
  const std::string* redirect_url = nullptr;  ///< the window's m_redirect_url
  /// Where to say what passes here but will not in production.
  std::vector<std::string>* warnings = nullptr;

  void Warn(std::string text) const {
    if (warnings != nullptr) warnings->push_back(std::move(text));
  }
};

/// A cancellation as its gateway sees it.
struct CancelAsk {
  const Channel& channel;
  const Payment& payment;
  const CancelRequest& request;
  Instant now;
  std::vector<std::string>* warnings = nullptr;

  void Warn(std::string text) const {
    if (warnings != nullptr) warnings->push_back(std::move(text));
  }
};

/// What a gateway's own later word is about.
struct Wait {
  Duration delay{0};
  PaymentStatus meanwhile{};  ///< ready, paid or failed
  GatewayFault fault{};       ///< of a failed one
  bool approves = true;       ///< what the later word says
};

/// How a window gives its result back.
enum class ReturnBy : std::uint8_t { kCallback, kRedirect };

/// What of the customer's a new key occupies at the gateway, so that no second one may.
struct Claims {
  std::vector<std::string> names{};
  bool replaces_own = false;  ///< the same customer_uid may claim again
};

}  // namespace portone
