#include "cli/time_zone.h"

#include <stdlib.h>
#include <time.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

namespace hanji {
namespace {

Date date_of(const tm& parts) {
  return {.year = static_cast<std::uint16_t>(parts.tm_year + 1900),
          .month = static_cast<std::uint8_t>(parts.tm_mon + 1),
          .day = static_cast<std::uint8_t>(parts.tm_mday),
          .hour = static_cast<std::uint8_t>(parts.tm_hour),
          .minute = static_cast<std::uint8_t>(parts.tm_min),
          .second = static_cast<std::uint8_t>(parts.tm_sec)};
}

Date local_time(const Date& utc) {
  if (utc.year < 1900) return utc;
  tm parts{};
  parts.tm_year = utc.year - 1900;
  parts.tm_mon = utc.month - 1;
  parts.tm_mday = utc.day;
  parts.tm_hour = utc.hour;
  parts.tm_min = utc.minute;
  parts.tm_sec = utc.second;
  const time_t seconds = timegm(&parts);
  tm local{};
  return localtime_r(&seconds, &local) == nullptr ? utc : date_of(local);
}

// Nothing: the one that the program began with.
void use_zone(const std::optional<std::string>& zone) {
  const auto now = [] {
    const char* const value = getenv("TZ");
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
  static const std::optional<std::string> own = now();
  const std::optional<std::string>& wanted = zone ? zone : own;
  if (now() == wanted) return; // other threads may be reading it
  if (wanted)
    setenv("TZ", wanted->c_str(), 1);
  else
    unsetenv("TZ");
  tzset();
}

} // namespace

#ifdef HANJI_NODE
extern "C" double node_offset(const char* zone,
                              double seconds); // node/system_library.js; no number: no such zone
#endif

std::optional<LocalTime> local_time_in(const std::string& zone) {
  const char* const folder = getenv("TZDIR");
  const std::filesystem::path data = folder == nullptr ? "/usr/share/zoneinfo" : folder;
  const bool leads_out = zone.starts_with('/') || zone.find("..") != std::string::npos;
  const bool may_be = !zone.empty() && !leads_out;
  bool known = may_be && std::filesystem::is_regular_file(data / zone);
#ifdef HANJI_NODE
  // Node has data of its own, where the machine has none.
  if (may_be && !std::filesystem::is_directory(data)) known = !std::isnan(node_offset(zone.c_str(), 0));
#endif
  use_zone(known ? std::optional(zone) : std::nullopt);
  return known ? std::optional<LocalTime>(local_time) : std::nullopt;
}

Now now_at(std::chrono::sys_seconds moment) {
  const time_t seconds = moment.time_since_epoch().count();
  tm utc{}, local{};
  gmtime_r(&seconds, &utc);
  localtime_r(&seconds, &local);
  return {date_of(utc), date_of(local)};
}

Now now_of(const Console& console) {
  using namespace std::chrono;
  return now_at(console.now.value_or(floor<seconds>(system_clock::now())));
}

std::string moment_of(const Date& date) {
  tm local{};
  local.tm_year = date.year - 1900;
  local.tm_mon = date.month - 1;
  local.tm_mday = date.day;
  local.tm_hour = date.hour;
  local.tm_min = date.minute;
  local.tm_isdst = -1;
  if (!date || mktime(&local) == -1) return "1970-01-01T00:00:00Z";
  const auto two = [](long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const long minutes = std::abs(local.tm_gmtoff / 60);
  return iso_date(date) + "T" + two(date.hour) + ":" + two(date.minute) + ":" + two(date.second) +
         (local.tm_gmtoff < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60);
}

} // namespace hanji
