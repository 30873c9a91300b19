// SPDX-License-Identifier: MIT
#include "domain/card_codes.h"

#include <algorithm>
#include <array>

namespace portone {
namespace {

constexpr std::array<StandardCode, 33> kCardCompanies{{
    // In the order of a recorded list.
    {"361", "BC카드"},
    {"364", "광주카드"},
    {"365", "삼성카드"},
    {"366", "신한카드"},
    {"367", "현대카드"},
    {"368", "롯데카드"},
    {"369", "수협카드"},
    {"370", "씨티카드"},
    {"371", "NH카드"},
    {"372", "전북카드"},
    {"373", "제주카드"},
    {"374", "하나SK카드"},
    {"381", "KB국민카드"},
    {"041", "우리카드"},
    {"071", "우체국카드"},
    {"VIS", "해외비자카드"},
    {"MAS", "해외마스터카드"},
    {"DIN", "해외다이너스카드"},
    {"AMX", "해외아멕스카드"},
    {"JCB", "해외JCB카드"},
    {"UNI", "중국은련카드"},
    {"DIS", "해외디스커버카드"},
    // In the table of the documentation alone, by the names it has there.
    {"002", "KDB"},
    {"045", "새마을"},
    {"048", "신협"},
    {"089", "K뱅크"},
    {"090", "카카오뱅크"},
    // Foreign cards, from a page of their own; 10004 is spelt like this there.
    {"10001", "해외은련카드"},
    {"10002", "해외다이너스카드"},
    {"10003", "해외아멕스카드"},
    {"10004", "해외마스터카스"},
    {"10005", "해외비자카드"},
    {"10006", "해외JCB카드"},
}};

}  // namespace

std::span<const StandardCode> CardCompanies() {
  return kCardCompanies;
}

const StandardCode* FindCardCompany(std::string_view code) {
  const auto found =
      std::find_if(kCardCompanies.begin(), kCardCompanies.end(),
                   [code](const StandardCode& company) { return company.code == code; });
  return found == kCardCompanies.end() ? nullptr : &*found;
}

}  // namespace portone
