// Dates as authors write them. Input: UTF-8.
#pragma once

#include <optional>
#include <string_view>

#include "article/article.h"

namespace hanji {

struct WrittenDate {
  Date date;                         // as the author's clock showed it
  std::optional<int> offset_minutes; // how far that clock is ahead of UTC, where the author said so
  bool operator==(const WrittenDate&) const = default;
};

// "2024-07-27", "2024-7-27 9:05", "2024-07-27T09:05:00+09:00", "2024.07.27", "2024. 7. 27.", "2024년 7월
// 27일"; nothing when it is no such day or time.
std::optional<WrittenDate> parse_date(std::string_view text);

Date in_utc(const WrittenDate& written);

struct Now { // one moment, by two clocks
  Date utc;
  Date local; // the publisher's clock: what a date without an offset is read by
};
bool is_after(const WrittenDate& written, const Now& now);

} // namespace hanji
