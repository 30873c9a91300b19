// SPDX-License-Identifier: MIT
// Field lists (see records.h) of those who pay with points and prepaid money: the members of a
// quick pay, what is prepared for them and their autopay keys, and accounts at Benepia.
#pragma once

#include "base/member_count.h"
#include "domain/initial_state.h"
#include "snapshot/records.h"

namespace portone::snapshot {

PORTONE_MEMBERS(PointAccount, 2);
template <class Archive>
void Fields(Archive& a, PointAccount& account) {
  a.Required("deposited_amount", account.deposited_amount);
  a("payments", account.payments);
}

PORTONE_MEMBERS(QuickMember, 10);
template <class Archive>
void Fields(Archive& a, QuickMember& member) {
  a.Required("member_id", member.member_id);
  a("sequence", member.sequence);
  a("channel_key", member.channel_key);
  a("pg", member.pg);
  a("pg_id", member.pg_id);
  a("fido", member.has_fido);
  a.Object("money", member.money);
  a("pin_reset_at", member.pin_reset_at);
  a("inserted", member.inserted);
  a("updated", member.updated);
}

PORTONE_MEMBERS(QuickPreparation, 9);
template <class Archive>
void Fields(Archive& a, QuickPreparation& preparation) {
  a.Required("merchant_uid", preparation.merchant_uid);
  a.Required("btid", preparation.btid);
  a.Required("cust_ip", preparation.cust_ip);
  a("prepaid_auth", preparation.is_authorized);
  a("prepaid_amount", preparation.prepaid_amount);
  a("vender_type", preparation.vender_type);
  a("reward_id", preparation.reward_id);
  a("prepared_at", preparation.prepared_at);
  a("used", preparation.is_used);
}

PORTONE_MEMBERS(AutopayKey, 7);
template <class Archive>
void Fields(Archive& a, AutopayKey& key) {
  a.Required("customer_uid", key.customer_uid);
  a.Required("member_id", key.member_id);
  a("channel_key", key.channel_key);
  a("pg", key.pg);
  a("pg_id", key.pg_id);
  Fields(a, key.card);
  a("inserted", key.inserted);
}

PORTONE_MEMBERS(BenepiaAccount, 2);
template <class Archive>
void Fields(Archive& a, BenepiaAccount& account) {
  a.Required("benepia_user", account.user);
  Fields(a, account.account);
}

}  // namespace portone::snapshot
