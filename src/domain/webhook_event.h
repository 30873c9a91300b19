// SPDX-License-Identifier: MIT
// A change of a payment's status, or of a product order's, that the merchant may be notified of,
// and the one list of the fields of its webhook. Only webhook/ knows that it becomes an HTTP POST.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/enum_names.h"
#include "domain/channel.h"
#include "domain/fault.h"
#include "domain/ids.h"
#include "domain/payment.h"
#include "domain/product_order.h"

namespace portone {

struct WebhookEvent {
  ImpUid imp_uid{};
  MerchantUid merchant_uid{};
  PaymentStatus status = PaymentStatus::kPaid;
  std::optional<std::string> cancellation_id{};  ///< of a cancellation; otherwise not posted
  /// What happened, where it is not the status: "Naver.OrderStatus.Changed",
  /// "Inicis.Escrow.Changed"; otherwise not posted. The fields after it are in the object `extra`
  /// of the posted body.
  std::optional<std::string> event{};
  std::optional<ProductOrderId> product_order_id{};
  std::optional<ProductOrderStatus> new_order_status{};
  std::optional<std::string> escrow_status{};  ///< as GetEscrowStatusNumber
  std::optional<std::string> changed_at{};     ///< in unix seconds
  std::optional<std::string> denied_reason{};
};

/// What `event` says of a change of a product order.
// FIDELITY: naver-order-event
inline constexpr std::string_view kProductOrderChanged = "Naver.OrderStatus.Changed";

/// The event that reports the payment's present state. `cancellation` is the cancellation that it
/// reports, or null.
inline WebhookEvent MakeWebhookEvent(const Payment& payment,
                                     const Cancellation* cancellation = nullptr) {
  WebhookEvent event{.imp_uid = payment.imp_uid,
                     .merchant_uid = payment.order.merchant_uid,
                     .status = payment.status};
  if (cancellation != nullptr) event.cancellation_id = cancellation->cancellation_id;
  return event;
}

/// The event that reports the present state of one of a payment's product orders.
// FIDELITY: naver-order-event
inline WebhookEvent MakeWebhookEvent(const Payment& payment, const ProductOrder& order) {
  return {.imp_uid = payment.imp_uid,
          .merchant_uid = payment.order.merchant_uid,
          .status = payment.status,
          .event = std::string(kProductOrderChanged),
          .product_order_id = order.id,
          .new_order_status = order.state.status};
}

/// The fields of a webhook's body, in its order; those after `event` stand inside "extra". The
/// posted bodies, the lists of the control API, the facts of expectations, snapshots and the
/// description of the world all follow this list. An archive has the members that
/// snapshot/records.h describes. A member of WebhookEvent that is not bound here, or has no line
/// (webhook_delivery.cc counts them), does not compile.
template <class Archive, class Event>
requires std::same_as<std::remove_const_t<Event>, WebhookEvent>
constexpr void Fields(Archive& a, Event& event) {
  auto& [imp_uid, merchant_uid, status, cancellation_id, event_name, product_order_id,
         new_order_status, escrow_status, changed_at, denied_reason] = event;
  a.Required("imp_uid", imp_uid);
  a.Required("merchant_uid", merchant_uid);
  a("status", status, PaymentStatus::kPaid);
  a("cancellation_id", cancellation_id);
  a("event", event_name);
  a("product_order_id", product_order_id);
  a("new_order_status", new_order_status);
  a("escrow_status", escrow_status);
  a("changed_at", changed_at);
  a("denied_reason", denied_reason);
}

/// The archive of VisitFieldTexts.
template <class Visit>
class FieldTexts {
 public:
  explicit FieldTexts(Visit& visit) : visit_(visit) {}

  template <class T>
  void operator()(std::string_view name, const T& value,
                  const std::type_identity_t<T>& /*otherwise*/ = T{}) {
    visit_(name, GetText(value));
  }
  template <class T>
  void Required(std::string_view name, const T& value) {
    visit_(name, GetText(value));
  }

 private:
  using Text = std::optional<std::string_view>;

  template <class Tag>
  static Text GetText(const StrongId<Tag>& id) {
    return id.text;
  }
  template <NamedEnum E>
  static Text GetText(E value) {
    const std::string_view name = Name(value);
    return name.empty() ? Text() : Text(name);
  }
  static Text GetText(const std::string& text) { return text; }
  template <class T>
  static Text GetText(const std::optional<T>& value) {
    return value ? GetText(*value) : Text();
  }

  Visit& visit_;
};

/// Calls `visit(name, text)` for each field of a webhook's body, in its order. `text` is a
/// `std::optional<std::string_view>`, absent for a field that is not posted.
template <class Visit>
void VisitFieldTexts(const WebhookEvent& event, Visit visit) {
  FieldTexts<Visit> texts(visit);
  Fields(texts, event);
}

/// A webhook that is not sent to anyone.
struct UnsentWebhook {
  WebhookEvent event{};
  bool is_dropped = false;  ///< a fault dropped it; otherwise no URL is set
};

/// The side effects of a command, for the journal and the feed of events.
struct SideEffects {
  std::vector<WebhookEvent> webhooks;
  std::vector<std::string> warnings;  ///< about input that is accepted here but fails in production
  // These are not in the journal.
  std::vector<AppliedFault> faults{};
  std::vector<UnsentWebhook> unsent{};
  std::vector<UnmatchedChannel> unmatched_channels{};
};

}  // namespace portone
