#include "post/written_date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

#include "post/scan.h"

namespace hanji {

namespace {

Date date_of(std::chrono::sys_seconds moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day calendar(day);
  const std::chrono::hh_mm_ss clock(moment - day);
  return {.year = static_cast<std::uint16_t>(static_cast<int>(calendar.year())),
          .month = static_cast<std::uint8_t>(static_cast<unsigned>(calendar.month())),
          .day = static_cast<std::uint8_t>(static_cast<unsigned>(calendar.day())),
          .hour = static_cast<std::uint8_t>(clock.hours().count()),
          .minute = static_cast<std::uint8_t>(clock.minutes().count()),
          .second = static_cast<std::uint8_t>(clock.seconds().count())};
}

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> english_days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 7> korean_days = {"월", "화", "수", "목", "금", "토", "일"};

struct Units { // of a date whose parts are named
  std::string_view year, month, day;
};
constexpr std::array<Units, 2> named_units = {{{"년", "월", "일"}, {"年", "月", "日"}}};

class DateReader {
public:
  explicit DateReader(std::string_view text) : text_(trimmed(text)) {}

  std::optional<WrittenDate> read() {
    if (const std::optional<WrittenDate> moment = read_moment()) return moment;
    skip_weekday();
    text_ = trimmed(text_);
    std::optional<Date> date = !text_.empty() && is_digit(text_[0]) ? read_numbers() : read_month_first();
    if (!date) return std::nullopt;
    skip_weekday();
    if (text_.empty()) return WrittenDate{*date, {}};
    const std::optional<WrittenDate> written = read_time(*date);
    return written || !closed_ ? written : WrittenDate{*date, {}};
  }

private:
  std::optional<WrittenDate> read_moment() const { // seconds or milliseconds since 1970
    if ((text_.size() != 10 && text_.size() != 13) || !std::ranges::all_of(text_, is_digit))
      return std::nullopt;
    std::int64_t seconds = 0;
    for (const char digit : text_.substr(0, 10)) seconds = seconds * 10 + (digit - '0');
    const std::chrono::sys_seconds moment{std::chrono::seconds(seconds)};
    return WrittenDate{date_of(moment), 0};
  }

  std::optional<Date> read_numbers() {
    const std::string_view begin = text_;
    const auto year = number(4, 4);
    if (year) {
      if (const auto compact = read_compact(*year)) return compact;
      if (const auto date = read_year_first(*year)) return date;
    }
    text_ = begin; // 27 July 2024
    const auto day = number(1, 2);
    const auto month = month_name();
    skip(",");
    const auto last = number(4, 4);
    return day && month && last ? calendar_date(*last, *month, *day) : std::nullopt;
  }

  std::optional<Date> read_compact(unsigned year) { // 20240727
    if (text_.size() < 4 || !std::ranges::all_of(text_.substr(0, 4), is_digit) ||
        (text_.size() > 4 && is_digit(text_[4])))
      return std::nullopt;
    const auto month = number(2, 2), day = number(2, 2);
    return calendar_date(year, *month, *day);
  }

  std::optional<Date> read_year_first(unsigned year) {
    text_ = trimmed(text_);
    for (const auto& [year_unit, month_unit, day_unit] : named_units) {
      if (!skip(year_unit)) continue;
      const auto month = number(1, 2);
      if (!month || !skip_spaced(month_unit)) return std::nullopt;
      const auto day = number(1, 2);
      if (!day || !skip_spaced(day_unit)) return std::nullopt;
      return calendar_date(year, *month, *day);
    }
    for (const std::string_view separator : {"-", "/", "."}) {
      if (!skip(separator)) continue;
      const auto month = number(1, 2);
      if (!month || !skip_spaced(separator)) return std::nullopt;
      const auto day = number(1, 2);
      if (!day) return std::nullopt;
      closed_ = separator == "." && skip("."); // 2024. 7. 27.
      return calendar_date(year, *month, *day);
    }
    return std::nullopt;
  }

  std::optional<Date> read_month_first() { // July 27, 2024
    const auto month = month_name();
    const auto day = month ? number(1, 2) : std::nullopt;
    for (const std::string_view ordinal : {"st", "nd", "rd", "th"}) skip(ordinal);
    skip(",");
    const auto year = day ? number(4, 4) : std::nullopt;
    return year ? calendar_date(*year, *month, *day) : std::nullopt;
  }

  std::optional<WrittenDate> read_time(Date date) {
    if (!skip("T") && !skip("t") && !skip(",") && !skip("_") && !is_space(text_[0]) && !is_named_half())
      return std::nullopt;
    text_ = trimmed(text_);
    skip("at ");
    std::optional<bool> afternoon = half();
    const auto hour = number(1, 2);
    if (!hour) return std::nullopt;
    std::optional<unsigned> minute = 0U, second = 0U;
    if (skip_spaced("시")) {
      minute = number(1, 2);
      if (minute && !skip_spaced("분")) return std::nullopt;
      second = minute ? number(1, 2) : std::nullopt;
      if (second && !skip_spaced("초")) return std::nullopt;
      minute = minute.value_or(0);
      second = second.value_or(0);
    } else if (skip(":")) {
      minute = number(2, 2);
      if (skip(":")) second = number(2, 2);
    } else if (!afternoon && !is_named_half()) {
      return std::nullopt;
    }
    if (skip(".")) number(1, 9);
    if (const auto behind = half()) afternoon = behind;
    unsigned on_24 = *hour;
    if (afternoon && on_24 > 12) afternoon.reset(); // 오후 14시
    if (afternoon) on_24 = on_24 % 12 + (*afternoon ? 12 : 0);
    if (!minute || !second || on_24 > 23 || *minute > 59 || *second > 60) return std::nullopt;
    date.hour = static_cast<std::uint8_t>(on_24);
    date.minute = static_cast<std::uint8_t>(*minute);
    date.second = static_cast<std::uint8_t>(*second);
    return WrittenDate{date, read_offset()};
  }

  bool is_named_half() const {
    const std::string_view next = trimmed(text_);
    return next.starts_with("오전") || next.starts_with("오후") || is_one_of_m(next);
  }
  static bool is_one_of_m(std::string_view text) {
    return text.size() >= 2 && (to_lower(text[0]) == 'a' || to_lower(text[0]) == 'p') &&
           (to_lower(text[1]) == 'm' || text.substr(1).starts_with(".m"));
  }

  std::optional<bool> half() { // of the day: whether it is the second
    text_ = trimmed(text_);
    if (skip("오전")) return false;
    if (skip("오후")) return true;
    if (!is_one_of_m(text_)) return std::nullopt;
    const bool second = to_lower(text_[0]) == 'p';
    text_.remove_prefix(text_[1] == '.' ? 3 : 2);
    skip(".");
    return second;
  }

  std::optional<int> read_offset() { // minutes that the clock is ahead of UTC
    text_ = trimmed(text_);
    if (skip("Z")) return 0;
    if (skip("KST")) return 9 * 60;
    const bool named = skip("UTC") || skip("GMT");
    const int sign = skip("+") ? 1 : skip("-") ? -1 : 0;
    if (sign == 0) return named ? std::optional(0) : std::nullopt;
    const auto hours = number(1, 2);
    skip(":");
    const auto minutes = number(2, 2);
    if (!hours || *hours > 14 || (minutes && *minutes > 59)) return std::nullopt;
    return sign * static_cast<int>(*hours * 60 + minutes.value_or(0));
  }

  void skip_weekday() { // (토), 토요일, Saturday,
    const std::string_view begin = text_;
    text_ = trimmed(text_);
    const bool bracket = skip("(");
    const bool known = skip_korean_day(bracket) || skip_english_day();
    if (!known || (bracket && !skip(")"))) {
      text_ = begin;
      return;
    }
    skip(",");
    if (text_.empty() || is_space(text_[0])) return;
    if (!bracket && !is_digit(text_[0])) text_ = begin;
  }
  bool skip_korean_day(bool bracket) {
    for (const std::string_view day : korean_days) {
      const std::string_view begin = text_;
      if (skip(day) && (skip("요일") || bracket)) return true;
      text_ = begin;
    }
    return false;
  }
  bool skip_english_day() {
    const std::string name = lower(letters());
    if (name.size() < 3 ||
        std::ranges::find(english_days, std::string_view(name).substr(0, 3)) == english_days.end())
      return false;
    text_.remove_prefix(name.size());
    return true;
  }

  std::optional<unsigned> month_name() {
    text_ = trimmed(text_);
    skip("-");
    const std::string name = lower(letters());
    const auto* const found = std::ranges::find_if(
        months, [&name](std::string_view month) { return month.starts_with(name == "sept" ? "sep" : name); });
    if (name.size() < 3 || found == months.end()) return std::nullopt;
    text_.remove_prefix(name.size());
    skip(".");
    skip("-");
    return static_cast<unsigned>(found - months.begin()) + 1;
  }

  std::string_view letters() const {
    std::size_t size = 0;
    while (size < text_.size() && is_ascii_letter(text_[size])) ++size;
    return text_.substr(0, size);
  }

  static std::optional<Date> calendar_date(unsigned year, unsigned month, unsigned day) {
    const std::chrono::year_month_day calendar{std::chrono::year(static_cast<int>(year)),
                                               std::chrono::month(month), std::chrono::day(day)};
    if (year == 0 || !calendar.ok()) return std::nullopt;
    return Date{.year = static_cast<std::uint16_t>(year),
                .month = static_cast<std::uint8_t>(month),
                .day = static_cast<std::uint8_t>(day)};
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
  bool skip_spaced(std::string_view mark) { // 5 월
    const std::string_view begin = text_;
    text_.remove_prefix(skip_blanks(text_, 0));
    if (skip(mark)) return true;
    text_ = begin;
    return false;
  }

  std::string_view text_;
  bool closed_ = false; // what follows need be no time
};

} // namespace

std::optional<WrittenDate> parse_date(std::string_view text) { return DateReader(text).read(); }

Date in_utc(const WrittenDate& written) {
  const Date& date = written.date;
  const std::chrono::sys_days day =
      std::chrono::year(date.year) / std::chrono::month(date.month) / std::chrono::day(date.day);
  const auto time = day + std::chrono::hours(date.hour) +
                    std::chrono::minutes(date.minute - written.offset_minutes.value_or(0));
  return date_of(std::chrono::time_point_cast<std::chrono::seconds>(time) +
                 std::chrono::seconds(date.second));
}

bool is_after(const WrittenDate& written, const Now& now) {
  return written.offset_minutes ? in_utc(written) > now.utc : written.date > now.local;
}

} // namespace hanji
