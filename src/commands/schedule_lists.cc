// SPDX-License-Identifier: MIT
#include "commands/schedule_lists.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace portone::commands {

Result<ScheduleList> Handle(const View& view, const ListSchedules& query) {
  const ScheduleTable& schedules = view.ledger.schedules;
  ScheduleList list{{schedules.Count(query.filter), query.request, {}},
                    view.world.merchant.switches.schedule_lists};
  for (const Schedule* schedule :
       schedules.List(query.filter, query.direction, query.request.offset(), query.request.limit)) {
    list.page.list.push_back(MakeScheduleView(view.ledger, *schedule));
  }
  return list;
}

Result<ScheduleList> Handle(const View& view, const ListCustomerSchedules& query) {
  const ScheduleTable& schedules = view.ledger.schedules;
  std::vector<const Schedule*> matching;
  for (const ScheduleId id : schedules.FindByCustomer(query.customer_uid)) {
    const Schedule& schedule = schedules.Get(id);
    if (query.filter.Matches(schedule)) matching.push_back(&schedule);
  }
  std::sort(matching.begin(), matching.end(), [](const Schedule* a, const Schedule* b) {
    return std::tie(a->schedule_at, a->id) > std::tie(b->schedule_at, b->id);
  });
  const auto make_view = [&view](const Schedule* schedule) {
    return MakeScheduleView(view.ledger, *schedule);
  };
  return ScheduleList{MakePage<ScheduleView>(matching, query.request, make_view),
                      view.world.merchant.switches.schedule_lists};
}

}  // namespace portone::commands
