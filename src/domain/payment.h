// SPDX-License-Identifier: MIT
// One payment attempt and its cancellations. Serialized by api/codec.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.h"
#include "base/instant.h"
#include "domain/card.h"
#include "domain/escrow.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/order.h"
#include "domain/order_status.h"
#include "domain/partner_sale.h"
#include "domain/pay_method.h"

namespace portone {

enum class PaymentStatus : std::uint8_t { kReady, kPaid, kCancelled, kFailed };

template <>
struct EnumNames<PaymentStatus> {
  static constexpr std::array<std::string_view, 4> kNames{"ready", "paid", "cancelled", "failed"};
};

/// How a billing key was involved.
enum class CustomerUidUsage : std::uint8_t { kNone, kIssue, kPayment, kScheduled };

template <>
struct EnumNames<CustomerUidUsage> {
  static constexpr bool kFirstIsUnnamed = true;
  static constexpr std::array<std::string_view, 4> kNames{"", "issue", "payment",
                                                          "payment.scheduled"};
};

/// The origin of an order: an API call, or the payment window on a PC or a mobile device.
enum class Device : std::uint8_t { kApi, kPc, kMobile };

template <>
struct EnumNames<Device> {
  static constexpr std::array<std::string_view, 3> kNames{"api", "pc", "mobile"};
};

struct Cancellation {
  std::string cancellation_id;
  std::string pg_tid;
  Money amount;
  Money tax_free;                   ///< part of `amount`
  std::optional<Money> vat_amount;  ///< absent: one eleventh of the taxable part
  Instant cancelled_at;
  std::string reason;
};

/// A bank account issued for one buyer's payment.
struct VirtualAccount {
  std::string bank_code;  ///< the standard code: "004"
  std::string bank_name;
  std::string number;
  std::optional<std::string> holder;
  Instant due;  ///< no deposits are accepted from this instant on
  Instant issued_at;
  bool fixed_unlimited = false;  ///< accepts any amount, any number of times
  std::uint32_t revision = 0;    ///< incremented whenever `due` changes
};

/// How a buyer pays at a convenience store.
enum class StorePaymentMethod : std::uint8_t { kCash, kCard };

template <>
struct EnumNames<StorePaymentMethod> {
  static constexpr std::array<std::string_view, 2> kNames{"cash", "card"};
};

/// The number with which one buyer pays at a convenience store.
struct StoreSlip {
  std::string barcode;
  Instant expires_at;                         ///< no store takes money from this instant on
  std::optional<std::string> confirm_url;     ///< asked before a store takes the money
  std::optional<StorePaymentMethod> paid_by;  ///< once paid
};

/// A deposit into an unlimited account.
struct Deposit {
  std::string pg_tid;
  Money amount;
  std::string depositor_name;
  Instant deposited_at;
};

struct Payment {
  ImpUid imp_uid;
  std::uint64_t sequence = 0;  ///< the sandbox's event sequence number at the attempt
  Order order;
  PaymentStatus status = PaymentStatus::kReady;
  PayMethod pay_method = PayMethod::kCard;
  Device device = Device::kApi;
  bool escrow = false;
  bool purchase_confirmed = false;  ///< by the buyer or the merchant
  bool points_granted = false;      ///< the gateway's own points were granted for it
  std::uint8_t shipment_stage = 0;  ///< last registered: 0 none, 1 order placed ... 4 delivered
  OrderStatus order_status = OrderStatus::kNone;    ///< last reported to the gateway
  std::optional<EscrowDelivery> escrow_delivery{};  ///< of an escrow payment, once registered
  bool without_charge = false;  ///< a key was issued and nothing charged, regardless of the amount

  ChannelKey channel_key;
  PgCode pg;
  std::string pg_id;
  std::optional<std::string> pg_tid;
  std::optional<std::string> apply_num;
  std::optional<Card> card;
  std::optional<VirtualAccount> vbank;
  std::optional<StoreSlip> slip;
  std::optional<std::string> bank_code;        ///< of a transfer: the standard code
  std::optional<std::string> emb_pg_provider;  ///< the wallet used in the window

  std::optional<CustomerUid> customer_uid;
  CustomerUidUsage customer_uid_usage = CustomerUidUsage::kNone;
  std::optional<std::string> user_agent;

  Instant started_at;
  std::optional<Instant> paid_at;
  std::optional<Instant> failed_at;
  std::optional<std::string> fail_reason;
  std::vector<Cancellation> cancellations;  ///< oldest first
  std::vector<Deposit> deposits;            ///< into an unlimited account, oldest first
  std::vector<PartnerSale> partner_sales;   ///< for other businesses, as its receipt shows them
  bool cash_receipt_issued = false;         ///< a cash receipt was issued with the payment

  /// The receivers of the paid webhook, which also receive the webhooks of its cancellations.
  std::vector<std::string> webhook_urls;
};

/// The sum of the cancellations.
Money GetCancelledAmount(const Payment& payment);

/// The amount that can still be cancelled: the order's amount, or the sum of the deposits into an
/// unlimited account, less the cancellations.
Money GetRemainingAmount(const Payment& payment);

/// Whether the payment permanently blocks its merchant_uid: it has been paid.
inline bool WasPaid(const Payment& payment) {
  return payment.status == PaymentStatus::kPaid || payment.status == PaymentStatus::kCancelled;
}

}  // namespace portone
