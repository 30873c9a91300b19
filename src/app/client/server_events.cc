// SPDX-License-Identifier: MIT
#include "app/client/server_events.h"

#include <algorithm>
#include <utility>

namespace portone::app::client {

bool ServerEventReader::Read(std::string_view piece, const ServerEventReceiver& receive) {
  unread_ += piece;
  std::size_t begin = 0;
  bool is_wanted = true;
  for (std::size_t end = unread_.find('\n'); is_wanted && end != std::string::npos;
       end = unread_.find('\n', begin)) {
    std::string_view line(unread_.data() + begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    is_wanted = ReadLine(line, receive);
    begin = end + 1;
  }
  unread_.erase(0, begin);
  return is_wanted;
}

bool ServerEventReader::ReadLine(std::string_view line, const ServerEventReceiver& receive) {
  if (line.empty()) {
    last_id_ = id_;
    ServerEvent event = std::exchange(event_, {});
    if (event.data.empty()) return true;
    event.data.pop_back();
    if (event.name.empty()) event.name = "message";
    return receive(event);
  }
  const std::size_t colon = std::min(line.find(':'), line.size());
  const std::string_view field = line.substr(0, colon);
  std::string_view value = line.substr(std::min(colon + 1, line.size()));
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (field == "data") event_.data.append(value).append(1, '\n');
  if (field == "event") event_.name = value;
  if (field == "id") id_ = value;
  return true;
}

}  // namespace portone::app::client
