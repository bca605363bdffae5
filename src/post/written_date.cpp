#include "post/written_date.h"

#include <algorithm>
#include <chrono>

#include "post/scan.h"

namespace hanji {

namespace {

class DateReader {
public:
  explicit DateReader(std::string_view text) : text_(trimmed(text)) {}

  std::optional<WrittenDate> read() {
    const auto year = number(4, 4);
    const std::string_view separator = take_separator();
    if (!year || separator.empty()) return std::nullopt;
    const bool korean = separator == "년"; // 2024년 7월 27일
    const auto month = number(1, 2);
    if (!month || !skip(korean ? "월" : separator)) return std::nullopt;
    const auto day = number(1, 2);
    if (!day || (korean && !skip("일"))) return std::nullopt;
    const std::chrono::year_month_day calendar{std::chrono::year(static_cast<int>(*year)),
                                               std::chrono::month(*month), std::chrono::day(*day)};
    if (*year == 0 || !calendar.ok()) return std::nullopt;
    Date date{.year = static_cast<std::uint16_t>(*year),
              .month = static_cast<std::uint8_t>(*month),
              .day = static_cast<std::uint8_t>(*day)};
    const bool closed = separator == "." && skip("."); // 2024. 7. 27.
    if (text_.empty()) return WrittenDate{date, {}};
    if (!skip("T") && !skip("t") && !is_space(text_[0])) return std::nullopt;
    text_ = trimmed(text_);
    const auto hour = number(1, 2);
    if (!hour || !skip(":")) return closed ? std::optional(WrittenDate{date, {}}) : std::nullopt;
    const auto minute = number(2, 2);
    const auto second = skip(":") ? number(2, 2) : std::optional(0U);
    if (!minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    date.hour = static_cast<std::uint8_t>(*hour);
    date.minute = static_cast<std::uint8_t>(*minute);
    date.second = static_cast<std::uint8_t>(*second);
    return WrittenDate{date, read_offset()};
  }

private:
  std::optional<int> read_offset() { // minutes that the clock is ahead of UTC
    if (skip(".")) number(1, 9);
    text_ = trimmed(text_);
    if (skip("Z") || skip("UTC") || skip("GMT")) return 0;
    if (skip("KST")) return 9 * 60;
    const int sign = skip("+") ? 1 : skip("-") ? -1 : 0;
    if (sign == 0) return std::nullopt;
    const auto hours = number(2, 2);
    skip(":");
    const auto minutes = number(2, 2);
    if (!hours || *hours > 14 || (minutes && *minutes > 59)) return std::nullopt;
    return sign * static_cast<int>(*hours * 60 + minutes.value_or(0));
  }

  std::optional<unsigned> number(std::size_t least, std::size_t most) {
    while (!text_.empty() && is_space(text_[0])) text_.remove_prefix(1);
    unsigned value = 0;
    std::size_t digits = 0;
    for (; digits < most && digits < text_.size() && is_digit(text_[digits]); ++digits) {
      value = value * 10 + static_cast<unsigned>(text_[digits] - '0');
    }
    text_.remove_prefix(digits);
    return digits < least ? std::nullopt : std::optional(value);
  }
  bool skip(std::string_view mark) {
    if (!text_.starts_with(mark)) return false;
    text_.remove_prefix(mark.size());
    return true;
  }
  std::string_view take_separator() {
    for (const std::string_view mark : {"-", "/", ".", "년"}) {
      if (skip(mark)) return mark;
    }
    return {};
  }

  std::string_view text_;
};

} // namespace

std::optional<WrittenDate> parse_date(std::string_view text) { return DateReader(text).read(); }

Date in_utc(const WrittenDate& written) {
  const Date& date = written.date;
  const std::chrono::sys_days day =
      std::chrono::year(date.year) / std::chrono::month(date.month) / std::chrono::day(date.day);
  const auto time = day + std::chrono::hours(date.hour) +
                    std::chrono::minutes(date.minute - written.offset_minutes.value_or(0));
  const auto utc_day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day calendar(utc_day);
  const std::chrono::hh_mm_ss clock(time - utc_day);
  return {.year = static_cast<std::uint16_t>(static_cast<int>(calendar.year())),
          .month = static_cast<std::uint8_t>(static_cast<unsigned>(calendar.month())),
          .day = static_cast<std::uint8_t>(static_cast<unsigned>(calendar.day())),
          .hour = static_cast<std::uint8_t>(clock.hours().count()),
          .minute = static_cast<std::uint8_t>(clock.minutes().count()),
          .second = date.second};
}

bool is_after(const WrittenDate& written, const Now& now) {
  return written.offset_minutes ? in_utc(written) > now.utc : written.date > now.local;
}

} // namespace hanji
