// The publisher's clock: `timezone: Asia/Seoul` of _config.yml by the time zone data of this machine (package
// tzdata, or $TZDIR; under Node that has none, by Node's own). Sets TZ for the whole program, so it is called
// before threads start, or where it changes nothing. Nothing when the zone is unknown here, and the program's
// own holds. Dates before 1900 stay as they are. `moment_of` goes the other way, by that clock or the
// machine's own, from any thread; so does `now_at` show a moment by both.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "cli/console.h"
#include "post/read_post.h"

namespace hanji {

std::optional<LocalTime> local_time_in(const std::string& zone); // an IANA name
std::string moment_of(const Date& date); // RFC 3339 with the offset; the beginning of 1970 for none

Now now_at(std::chrono::sys_seconds moment);
Now now_of(const Console& console);

} // namespace hanji
