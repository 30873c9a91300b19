// SPDX-License-Identifier: MIT
// The inputs of a gateway's hooks, and their results other than refusals.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "domain/channel.h"
#include "domain/gateway_facts.h"
#include "domain/pay_method.h"
#include "domain/result.h"

namespace portone {

enum class PaymentStatus : std::uint8_t;
enum class Device : std::uint8_t;
struct BillingKey;
struct CancelRequest;
struct CardInput;
struct Order;
struct Payment;

/// A merchant's request as seen by the gateway.
struct GatewayRequest {
  Operation operation;
  const Channel& channel;
  const Order& order;  ///< mostly empty when issuing a key without a charge or deleting one
  Instant now;         ///< the time of the request
  Instant charged_at;  ///< the time of the charge: later than `now` for a schedule
  Device device{};     ///< where the window opens
  PayMethod method{};
  const CustomerUid* customer_uid = nullptr;  ///< of the key to store or charge
  const BillingKey* key = nullptr;            ///< the key to charge
  const CardInput* card = nullptr;            ///< the presented card
  const std::string* redirect_url = nullptr;  ///< the window's m_redirect_url
  /// Receives warnings about input that is accepted here but fails in production.
  std::vector<std::string>* warnings = nullptr;

  void Warn(std::string text) const {
    if (warnings != nullptr) warnings->push_back(std::move(text));
  }
};

/// A cancellation as seen by the gateway.
struct CancelContext {
  const Channel& channel;
  const Payment& payment;
  const CancelRequest& request;
  Instant now;
  std::vector<std::string>* warnings = nullptr;

  void Warn(std::string text) const {
    if (warnings != nullptr) warnings->push_back(std::move(text));
  }
};

/// A result that the gateway reports later, with a pingback.
struct DeferredResult {
  Duration delay{0};
  PaymentStatus interim_status{};  ///< the status until then: ready, paid or failed
  GatewayError interim_error{};    ///< the error while the status is failed
  bool approved = true;            ///< whether the pingback approves the charge
};

/// How a window returns its result.
enum class ReturnBy : std::uint8_t { kCallback, kRedirect };

/// The names that a new key reserves at the gateway; no other key may reserve them.
struct KeyReservation {
  std::vector<std::string> names{};
  bool replaces_own = false;  ///< the same customer_uid may reserve a name again
};

}  // namespace portone
