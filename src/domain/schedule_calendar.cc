// SPDX-License-Identifier: MIT
#include "domain/schedule_calendar.h"

#include <chrono>
#include <iterator>

#include "base/invariant.h"
#include "domain/calendar.h"

namespace portone {
namespace {

constexpr std::chrono::hours kDay{24};

std::size_t ToIndex(ScheduleStatus status) {
  return static_cast<std::size_t>(status);
}

}  // namespace

/// Collects one page.
struct ScheduleCalendar::Walk {
  const ScheduleFilter& filter;
  std::size_t skip;
  std::size_t limit;
  std::vector<ScheduleId> page{};

  bool IsFull() const { return page.size() == limit; }

  template <class Iterator>
  void Take(Iterator begin, Iterator end) {
    for (; begin != end && !IsFull(); ++begin) {
      if (filter.status && begin->second != *filter.status) continue;
      if (skip > 0) {
        --skip;
      } else {
        page.push_back(begin->first.second);
      }
    }
  }

  template <class Iterator>
  void Visit(Iterator begin, Iterator end, SortDirection direction) {
    for (; begin != end && !IsFull(); ++begin) {
      const std::size_t count = CountOn(*begin, filter);
      if (skip >= count) {
        skip -= count;
        continue;
      }
      const auto [first, last] = FindEntries(begin->second, filter);
      if (direction == SortDirection::kAscending) {
        Take(first, last);
      } else {
        Take(std::make_reverse_iterator(last), std::make_reverse_iterator(first));
      }
    }
  }
};

void ScheduleCalendar::Add(ScheduleId id, Entry entry) {
  Day& day = days_[GetKoreanMidnight(entry.at)];
  const bool added = day.entries.emplace(std::pair{entry.at, id}, entry.status).second;
  PORTONE_INVARIANT(added, "a schedule is already in the calendar");
  ++day.counts.at(ToIndex(entry.status));
}

void ScheduleCalendar::Move(ScheduleId id, Entry from, Entry to) {
  if (from.at == to.at && from.status == to.status) return;
  const auto day = days_.find(GetKoreanMidnight(from.at));
  PORTONE_INVARIANT(day != days_.end() && day->second.entries.erase({from.at, id}) == 1,
                    "a schedule is missing from the calendar");
  --day->second.counts.at(ToIndex(from.status));
  if (day->second.entries.empty()) days_.erase(day);
  Add(id, to);
}

std::size_t ScheduleCalendar::Count(const ScheduleFilter& filter) const {
  std::size_t count = 0;
  const auto [begin, end] = FindDays(filter);
  for (auto day = begin; day != end; ++day)
    count += CountOn(*day, filter);
  return count;
}

std::vector<ScheduleId> ScheduleCalendar::List(const ScheduleFilter& filter,
                                               SortDirection direction, std::size_t skip,
                                               std::size_t limit) const {
  Walk walk{filter, skip, limit};
  const auto [begin, end] = FindDays(filter);
  if (direction == SortDirection::kAscending) {
    walk.Visit(begin, end, direction);
  } else {
    walk.Visit(std::make_reverse_iterator(end), std::make_reverse_iterator(begin), direction);
  }
  return std::move(walk.page);
}

/// Uses the day's counts when the period contains the whole day.
std::size_t ScheduleCalendar::CountOn(const Days::value_type& day, const ScheduleFilter& filter) {
  const auto& [midnight, content] = day;
  if (filter.from <= midnight && midnight + kDay <= filter.to) {
    return filter.status ? content.counts.at(ToIndex(*filter.status)) : content.entries.size();
  }
  std::size_t count = 0;
  const auto [begin, end] = FindEntries(content, filter);
  for (auto entry = begin; entry != end; ++entry) {
    if (!filter.status || entry->second == *filter.status) ++count;
  }
  return count;
}

std::pair<ScheduleCalendar::Entries::const_iterator, ScheduleCalendar::Entries::const_iterator>
ScheduleCalendar::FindEntries(const Day& day, const ScheduleFilter& filter) {
  return {day.entries.lower_bound({filter.from, 0}), day.entries.lower_bound({filter.to, 0})};
}

/// The days that overlap the filter's period; none when it is empty.
std::pair<ScheduleCalendar::Days::const_iterator, ScheduleCalendar::Days::const_iterator>
ScheduleCalendar::FindDays(const ScheduleFilter& filter) const {
  if (filter.from >= filter.to) return {days_.end(), days_.end()};
  auto begin = days_.upper_bound(filter.from);
  if (begin != days_.begin()) --begin;
  return {begin, days_.lower_bound(filter.to)};
}

}  // namespace portone
