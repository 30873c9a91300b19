// SPDX-License-Identifier: MIT
#include "api/decode_schedules.h"

#include <optional>
#include <string>

#include "api/decode.h"
#include "domain/calendar.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

constexpr Period kMaxSpan{3, Duration{0}};

struct ParameterNames {
  const char* from;
  const char* to;
  const char* status;
};

constexpr ParameterNames kNames{"schedule_from", "schedule_to", "schedule_status"};
constexpr ParameterNames kCustomerNames{"from", "to", "schedule-status"};

/// Clients use the parameter names of either list for both.
// FIDELITY: undocumented-values
const char* ChooseName(const Fields& fields, const char* documented, const char* other) {
  const bool takes_other = fields.tolerance().accepts_undocumented() && !fields.Has(documented);
  return takes_other && fields.Has(other) ? other : documented;
}

ParameterNames ChooseNames(const Fields& fields, const ParameterNames& documented,
                           const ParameterNames& other) {
  return {ChooseName(fields, documented.from, other.from),
          ChooseName(fields, documented.to, other.to),
          ChooseName(fields, documented.status, other.status)};
}

Result<ScheduleFilter> DecodeFilter(const Fields& fields, const ParameterNames& names) {
  ScheduleFilter filter;
  PORTONE_TRY(filter.from, fields.RequiredUnixTime(names.from));
  PORTONE_TRY(filter.to, fields.RequiredUnixTime(names.to));
  if (filter.to < filter.from) {
    return errors::InvalidParameter(names.to, texts::Before(names.from));
  }
  if (filter.to > Add(filter.from, kMaxSpan)) {
    return errors::InvalidParameter(names.to, texts::TooLongAfter(names.from));
  }
  PORTONE_TRY(const std::optional<std::string> status, fields.OptionalText(names.status, 16));
  if (status) {
    filter.status = Parse<ScheduleStatus>(*status);
    if (!filter.status) return errors::UnsupportedStatus();
  }
  return filter;
}

Result<SortDirection> DecodeSorting(const Fields& fields) {
  PORTONE_TRY(const std::optional<std::string> sorting, fields.OptionalText("sorting", 16));
  if (!sorting || *sorting == "-scheduled") return SortDirection::kDescending;
  if (*sorting == "scheduled") return SortDirection::kAscending;
  return errors::InvalidParameter("sorting", texts::kNotAScheduleOrder);
}

}  // namespace

Result<commands::ListSchedules> DecodeListSchedules(const Call& call) {
  commands::ListSchedules query;
  PORTONE_TRY(query.filter,
              DecodeFilter(call.fields, ChooseNames(call.fields, kNames, kCustomerNames)));
  PORTONE_TRY(query.request, DecodePage(call.fields));
  PORTONE_TRY(query.direction, DecodeSorting(call.fields));
  return query;
}

Result<commands::ListCustomerSchedules> DecodeListCustomerSchedules(const Call& call) {
  commands::ListCustomerSchedules query;
  query.customer_uid = CustomerUid(call.path[0]);
  PORTONE_TRY(query.filter,
              DecodeFilter(call.fields, ChooseNames(call.fields, kCustomerNames, kNames)));
  PORTONE_TRY(query.request, DecodePageNumber(call.fields));
  return query;
}

}  // namespace portone::api
