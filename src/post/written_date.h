// Dates as authors and their tools write them. Input: UTF-8.
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

// Nothing when it is no such day or time. The year comes first, or the month has a name:
//   2024-07-27   2024-7-27 9:05   2024-07-27T09:05:00+09:00   2024.07.27   2024/07/27   20240727
//   2024. 7. 27.   2024. 7. 27. (토) 오후 2:30   2024년 7월 27일   2024년 7월 27일 토요일 오후 2시 30분
//   2024年 7月 27日 27 July 2024   July 27, 2024 2:30 PM   Sat, 27 Jul 2024 14:30:00 +0900   Sat Jul 27 2024
//   14:30:00 GMT+0900 (KST) 1722058200   1722058200000 (seconds, milliseconds since 1970)
std::optional<WrittenDate> parse_date(std::string_view text);

Date in_utc(const WrittenDate& written);

struct Now { // one moment, by two clocks
  Date utc;
  Date local; // the publisher's clock: what a date without an offset is read by
};
bool is_after(const WrittenDate& written, const Now& now);

} // namespace hanji
