// SPDX-License-Identifier: MIT
#include "domain/payment_fields.h"

#include <algorithm>
#include <chrono>

#include "base/hash.h"
#include "domain/calendar.h"
#include "domain/number_pattern.h"

namespace portone {
namespace {

/// The number of a payment at a gateway of whose numbers none is known.
constexpr std::string_view kNeutralNumber = "emulator-{gateway}-{time}{digits:6}";
/// The receipt of a payment at a gateway whose receipts are not known.
constexpr ReceiptUrlPattern kNeutralReceipt{
    .url = "https://portone-emulator.invalid/receipts/{gateway}/{imp_uid}"};
constexpr const char* kTestApproval = "00000000";
/// From the opening of a window until its gateway is asked for it.
constexpr std::chrono::seconds kUntilRequested{1};

bool AppliesTo(const PaymentCase& row, const Payment& payment) {
  if (!row.methods.empty() && !row.methods.Has(payment.pay_method)) return false;
  if (!row.origins.empty() && !row.origins.Has(FindPaymentOrigin(payment))) return false;
  return !row.on_mobile || *row.on_mobile == (payment.device == Device::kMobile);
}

template <class Row>
const Row* FindRow(std::span<const Row> rows, const Payment& payment) {
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [&](const Row& row) { return AppliesTo(row.payments, payment); });
  return found == rows.end() ? nullptr : &*found;
}

/// The last second, in Korea, of the day that comes so many days after the instant's.
Instant LastSecondOfDay(Instant instant, int days_later) {
  constexpr std::chrono::hours kDay{24};
  return GetKoreanMidnight(instant) + kDay * (days_later + 1) - std::chrono::seconds{1};
}

/// Whether a window that stores a key names no more of the card than its company.
bool HidesCard(const GatewayRules& rules, const Payment& payment) {
  return !rules.format.key_windows_show_card &&
         FindPaymentOrigin(payment) == PaymentOrigin::kWindowKey;
}

}  // namespace

PaymentOrigin FindPaymentOrigin(const Payment& payment) {
  const bool by_api = payment.device == Device::kApi;
  switch (payment.customer_uid_usage) {
    case CustomerUidUsage::kNone:
      return by_api ? PaymentOrigin::kOnetime : PaymentOrigin::kWindow;
    case CustomerUidUsage::kIssue:
      return by_api ? PaymentOrigin::kOnetime : PaymentOrigin::kWindowKey;
    case CustomerUidUsage::kPayment:
    case CustomerUidUsage::kScheduled:
      break;
  }
  return PaymentOrigin::kKeyCharge;
}

std::string FormatPgTid(const GatewayRules& rules, const Payment& payment, Instant at,
                        std::uint64_t number) {
  const TransactionNumberPattern* row = FindRow(rules.format.transaction_numbers, payment);
  PatternValues values;
  values.gateway = rules.code;
  values.mid = payment.pg_id;
  values.at = at;
  values.requested_at = std::min(payment.started_at + kUntilRequested, at);
  values.number = number;
  return FormatPattern(row == nullptr ? kNeutralNumber : row->pattern, values);
}

std::optional<std::string> FormatReceiptUrl(const GatewayRules& rules, const Payment& payment,
                                            ReceiptPlace place) {
  const bool awaits_payer = payment.status == PaymentStatus::kReady;
  if (awaits_payer && !payment.vbank) {
    return rules.format.empty_receipt_url_before_paying ? std::optional<std::string>("")
                                                        : std::nullopt;
  }
  if (!rules.format.has_receipt_url || !(awaits_payer || WasPaid(payment))) return std::nullopt;
  const ReceiptUrlPattern* row = FindRow(rules.format.receipt_urls, payment);
  if (row == nullptr) row = &kNeutralReceipt;
  // Nothing was paid: only a row for the issue of keys is meant for it.
  if (payment.without_charge && row->payments.origins.empty()) return std::nullopt;
  const bool differs = place == ReceiptPlace::kCallback && !row->callback_url.empty();
  const std::string amount = FormatAmount(payment.order.amount);
  PatternValues values;
  values.gateway = rules.code;
  values.mid = payment.pg_id;
  values.at = payment.paid_at.value_or(payment.started_at);
  if (payment.pg_tid) values.tid = *payment.pg_tid;
  values.number = HashText(values.tid);  // of the parts that look random
  values.imp_uid = payment.imp_uid.text;
  values.amount = amount;
  values.on_mobile = payment.device == Device::kMobile;
  return FormatPattern(differs ? row->callback_url : row->url, values);
}

AccountFormat FindAccountFormat(const GatewayRules& rules, std::string_view bank_code) {
  for (const AccountFormat& row : rules.format.vbank.accounts) {
    if (row.bank_code == bank_code || row.bank_code.empty()) return row;
  }
  return {};
}

std::string_view GetBankName(const GatewayRules& rules, const StandardCode& bank) {
  const std::string_view own = FindAccountFormat(rules, bank.code).bank_name;
  return own.empty() ? bank.name : own;
}

Instant GetDefaultAccountDue(const GatewayRules& rules, Instant now) {
  return LastSecondOfDay(now, rules.format.vbank.days);
}

Instant GetAccountDue(const GatewayRules& rules, Instant asked_for) {
  return rules.format.vbank.ends_with_day ? LastSecondOfDay(asked_for, 0) : asked_for;
}

std::string MaskCardNumber(const CardMask& mask, std::string_view digits) {
  std::string masked(digits);
  for (std::size_t i = mask.from; i < std::min(mask.to, masked.size()); ++i)
    masked[i] = mask.character;
  if (mask.hides_last && !masked.empty()) masked.back() = mask.character;
  return masked;
}

std::string_view GetCardCompanyName(const GatewayRules& rules, const StandardCode& company) {
  for (const StandardCode& own : rules.format.companies) {
    if (own.code == company.code) return own.name;
  }
  return company.name;
}

std::string_view GetCallbackCardNumber(const GatewayRules& rules, const Payment& payment) {
  if (payment.card) return payment.card->number;
  return payment.pay_method == rules.payment_means.money_method
             ? rules.format.money_callback_card_number
             : std::string_view();
}

std::optional<std::string> ChooseApprovalNumber(const GatewayRules& rules, const Payment& payment,
                                                const std::string& digits) {
  // FIDELITY: registration-records
  if (payment.without_charge || HidesCard(rules, payment)) return std::nullopt;
  if (payment.card) {
    return rules.format.approval_numbers == ApprovalNumberFormat::kZeros ? kTestApproval : digits;
  }
  const bool shows_empty = payment.pay_method == rules.payment_means.money_method &&
                           rules.format.empty_money_approval_number;
  return shows_empty ? std::optional<std::string>("") : std::nullopt;
}

void SetPaymentMeans(const GatewayRules& rules, const PaymentMeans& payment_means, const Card& card,
                     Payment& payment) {
  payment.pay_method = payment_means.method;
  payment.emb_pg_provider.reset();
  if (payment_means.wallet) payment.emb_pg_provider = std::string(Name(*payment_means.wallet));
  payment.card.reset();
  if (!payment_means.has_card_fields || (card.code.empty() && card.number.empty())) return;
  payment.card = card;
  const PaymentOrigin origin = FindPaymentOrigin(payment);
  const bool by_key = origin == PaymentOrigin::kWindowKey || origin == PaymentOrigin::kKeyCharge;
  if (by_key && !rules.format.key_charges_show_type) payment.card->type.reset();
  if (HidesCard(rules, payment)) payment.card->number.clear();
}

}  // namespace portone
