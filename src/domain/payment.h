// SPDX-License-Identifier: MIT
// One attempt to pay, and the history of its cancellations. Printing it is api/codec's business.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "domain/card.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/order.h"
#include "domain/pay_method.h"

namespace portone {

enum class PaymentStatus : std::uint8_t { kReady, kPaid, kCancelled, kFailed };

/// "ready", "paid", "cancelled", "failed".
std::string_view StatusText(PaymentStatus status);
std::optional<PaymentStatus> FindPaymentStatus(std::string_view text);

/// How a billing key was involved.
enum class CustomerUidUsage : std::uint8_t { kNone, kIssue, kPayment, kScheduled };

/// Where an order came from: a call of the API, or the buyer's window on a PC or a mobile.
enum class Device : std::uint8_t { kApi, kPc, kMobile };

/// "api", "pc", "mobile".
std::string_view DeviceText(Device device);

struct Cancellation {
  std::string cancellation_id;
  std::string pg_tid;
  Money amount;
  Money tax_free;                   ///< of the amount
  std::optional<Money> vat_amount;  ///< absent: an eleventh of what is taxed
  Instant cancelled_at;
  std::string reason;
};

/// An account at a bank that waits for one buyer's money.
struct VirtualAccount {
  std::string bank_code;  ///< the standard one: "004"
  std::string bank_name;
  std::string number;
  std::optional<std::string> holder;
  Instant due;  ///< no money is taken from here on
  Instant issued_at;
  bool fixed_unlimited = false;  ///< takes any amount, any number of times
  std::uint32_t revision = 0;    ///< how often its due has changed
};

/// Money that came into an unlimited account.
struct Deposit {
  std::string pg_tid;
  Money amount;
  std::string depositor_name;
  Instant deposited_at;
};

struct Payment {
  ImpUid imp_uid;
  std::uint64_t sequence = 0;  ///< of the attempt, among all that happened
  Order order;
  PaymentStatus status = PaymentStatus::kReady;
  PayMethod pay_method = PayMethod::kCard;
  Device device = Device::kApi;
  bool escrow = false;
  bool confirmed = false;           ///< the buyer or the merchant has confirmed the purchase
  bool points_given = false;        ///< the gateway's own points were accrued for it
  std::uint8_t delivery_stage = 0;  ///< as last registered: 0 never, 1 placed ... 4 delivered
  bool only_issued = false;  ///< a key was stored and nothing charged, whatever the amount says

  ChannelKey channel_key;
  PgCode pg;
  std::string pg_id;
  std::optional<std::string> pg_tid;
  std::optional<std::string> apply_num;
  std::optional<Card> card;
  std::optional<VirtualAccount> vbank;
  std::optional<std::string> bank_code;        ///< of a transfer: the standard one
  std::optional<std::string> emb_pg_provider;  ///< the easy pay inside a gateway's window

  std::optional<CustomerUid> customer_uid;
  CustomerUidUsage customer_uid_usage = CustomerUidUsage::kNone;
  std::optional<std::string> user_agent;

  Instant started_at;
  std::optional<Instant> paid_at;
  std::optional<Instant> failed_at;
  std::optional<std::string> fail_reason;
  std::vector<Cancellation> cancellations;  ///< oldest first
  std::vector<Deposit> deposits;            ///< into an unlimited account, oldest first

  std::vector<std::string> webhook_urls;  ///< told when it was paid; told again of a cancellation
};

/// The sum of the cancellations.
Money CancelledAmount(const Payment& payment);

/// What can still be cancelled: of what was ordered, or came into an unlimited account.
Money Remaining(const Payment& payment);

/// Whether the payment blocks its merchant_uid for good: it was paid once.
inline bool BlocksMerchantUid(const Payment& payment) {
  return payment.status == PaymentStatus::kPaid || payment.status == PaymentStatus::kCancelled;
}

}  // namespace portone
