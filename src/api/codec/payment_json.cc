// SPDX-License-Identifier: MIT
#include "api/codec/payment_json.h"

#include "api/codec/card_companies.h"
#include "api/codec/receipt_link.h"
#include "domain/bank_codes.h"

namespace portone::api {
namespace {

/// Whether to include fields added after 2020, which profile 2020 omits.
// FIDELITY: profile
bool IncludesNewerFields(const ReplyWriter& json) {
  return json.options().profile == Profile::kCurrent;
}

std::int64_t SecondsOrZero(const std::optional<Instant>& instant) {
  return instant ? ToUnixSeconds(*instant) : 0;
}

void EncodeCancellations(ReplyWriter& json, const Payment& payment,
                         const std::optional<std::string>& receipt) {
  json.Key("cancel_history").BeginArray();
  for (const Cancellation& cancellation : payment.cancellations) {
    json.BeginObject()
        .Field("pg_tid", cancellation.pg_tid)
        .Field("amount", cancellation.amount)
        .Field("cancelled_at", ToUnixSeconds(cancellation.cancelled_at))
        .Field("reason", cancellation.reason)
        .Field("receipt_url", receipt);
    if (IncludesNewerFields(json)) json.Field("cancellation_id", cancellation.cancellation_id);
    json.EndObject();
  }
  json.EndArray();

  const bool is_cancelled = !payment.cancellations.empty();
  if (is_cancelled) {
    json.Field("cancel_reason", payment.cancellations.back().reason);
  } else {
    json.Field("cancel_reason", nullptr);
  }
  json.Key("cancel_receipt_urls").BeginArray();
  for (std::size_t i = 0; receipt && i < payment.cancellations.size(); ++i)
    json.Text(*receipt);
  json.EndArray();
  json.Field("cancelled_at",
             is_cancelled ? ToUnixSeconds(payment.cancellations.back().cancelled_at) : 0);
}

/// A text member of a card, an account or the like; nullopt when `owner` is absent.
template <class T, class Text>
std::optional<std::string_view> GetText(const std::optional<T>& owner, Text T::*text) {
  if (!owner) return std::nullopt;
  return (*owner).*text;
}

// FIDELITY: payment-forms
void EncodeCard(ReplyWriter& json, const Payment& payment) {
  const std::optional<Card>& card = payment.card;
  const CardCompanies companies = FindCompanies(payment.pg, card.value_or(Card{}));
  json.Field("card_code", GetText(card, &Card::code));
  if (IncludesNewerFields(json)) {
    json.Field("card_issuer_code", companies.issuer_code)
        .Field("card_issuer_name", companies.issuer_name);
  }
  json.Field("card_name", GetText(card, &Card::name))
      .Field("card_number",
             card && card->number.empty() ? std::nullopt : GetText(card, &Card::number));
  if (IncludesNewerFields(json)) {
    json.Field("card_publisher_code", companies.publisher_code)
        .Field("card_publisher_name", companies.publisher_name);
  }
  json.Field("card_quota", payment.order.card_quota);
  if (card && card->type) {
    json.Field("card_type", *card->type);
  } else {
    json.Field("card_type", nullptr);
  }
}

void EncodeDeposits(ReplyWriter& json, const Payment& payment) {
  json.Key("deposit_history").BeginArray();
  for (const Deposit& deposit : payment.deposits) {
    json.BeginObject()
        .Field("pg_tid", deposit.pg_tid)
        .Field("amount", deposit.amount)
        .Field("depositor_name", deposit.depositor_name)
        .Field("deposited_at", ToUnixSeconds(deposit.deposited_at))
        .EndObject();
  }
  json.EndArray();
}

/// A slip is shown in the fields of a virtual account: its barcode and when it expires.
// FIDELITY: cvs-issue
void EncodeStoreSlip(ReplyWriter& json, const StoreSlip& slip) {
  json.Field("vbank_code", nullptr)
      .Field("vbank_date", ToUnixSeconds(slip.expires_at))
      .Field("vbank_holder", nullptr)
      .Field("vbank_issued_at", 0)
      .Field("vbank_name", nullptr)
      .Field("vbank_num", slip.barcode);
}

void EncodeVirtualAccount(ReplyWriter& json, const std::optional<VirtualAccount>& vbank) {
  json.Field("vbank_code", GetText(vbank, &VirtualAccount::bank_code))
      .Field("vbank_date", vbank ? ToUnixSeconds(vbank->due) : 0)
      .Field("vbank_holder", GetText(vbank, &VirtualAccount::holder))
      .Field("vbank_issued_at", vbank ? ToUnixSeconds(vbank->issued_at) : 0)
      .Field("vbank_name", GetText(vbank, &VirtualAccount::bank_name))
      .Field("vbank_num", GetText(vbank, &VirtualAccount::number));
}

}  // namespace

std::optional<std::string_view> FindBankName(const std::optional<std::string>& code) {
  if (!code) return std::nullopt;
  const StandardCode* bank = FindBank(*code);
  return bank == nullptr ? std::nullopt : std::optional(bank->name);
}

std::optional<std::string_view> FindUsageName(CustomerUidUsage usage) {
  const std::string_view name = Name(usage);
  return name.empty() ? std::nullopt : std::optional(name);
}

void EncodePayment(ReplyWriter& json, const Payment& payment) {
  const Order& order = payment.order;
  const std::optional<std::string> receipt = MakeReceiptUrl(json.options(), payment);
  json.BeginObject()
      .Field("amount", order.amount)
      .Field("apply_num", payment.apply_num)
      .Field("bank_code", payment.bank_code)
      .Field("bank_name", FindBankName(payment.bank_code))
      .Field("buyer_addr", order.buyer.addr)
      .Field("buyer_email", order.buyer.email)
      .Field("buyer_name", order.buyer.name)
      .Field("buyer_postcode", order.buyer.postcode)
      .Field("buyer_tel", order.buyer.tel)
      .Field("cancel_amount", GetCancelledAmount(payment));
  EncodeCancellations(json, payment, receipt);
  EncodeCard(json, payment);
  json.Field("cash_receipt_issued", payment.cash_receipt_issued)
      .Field("channel", Name(payment.device))
      .Field("currency", GetCurrencyCode(order.amount.currency))
      .Field("custom_data", order.custom_data)
      .Field("customer_uid", GetText(payment.customer_uid, &CustomerUid::text))
      .Field("customer_uid_usage", FindUsageName(payment.customer_uid_usage));
  if (IncludesNewerFields(json)) {
    EncodeDeposits(json, payment);
    json.Field("emb_pg_provider", payment.emb_pg_provider);
  }
  json.Field("escrow", payment.escrow)
      .Field("fail_reason", payment.fail_reason)
      .Field("failed_at", SecondsOrZero(payment.failed_at))
      .Field("imp_uid", payment.imp_uid.text)
      .Field("merchant_uid", order.merchant_uid.text)
      .Field("name", order.name)
      .Field("paid_at", SecondsOrZero(payment.paid_at))
      .Field("pay_method", Name(payment.pay_method))
      .Field("pg_id", payment.pg_id)
      .Field("pg_provider", payment.pg.text)
      .Field("pg_tid", payment.pg_tid);
  if (IncludesNewerFields(json)) json.Field("promotion", nullptr);
  json.Field("receipt_url", receipt);
  if (IncludesNewerFields(json)) json.Field("sandbox", true);
  json.Field("started_at", ToUnixSeconds(payment.started_at))
      .Field("status", Name(payment.status))
      .Field("user_agent", payment.user_agent);
  if (payment.slip) {
    EncodeStoreSlip(json, *payment.slip);
  } else {
    EncodeVirtualAccount(json, payment.vbank);
  }
  json.EndObject();
}

}  // namespace portone::api
