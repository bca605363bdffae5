#include "article/facts.h"

#include <algorithm>

namespace hanji {

Tongue tongue_of(std::string_view language) {
  return language.empty() || language.starts_with("ko") ? Tongue::korean : Tongue::english;
}

std::string with_separators(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string count_of_articles(Tongue tongue, std::uint64_t count) {
  return tongue == Tongue::korean ? "글 " + with_separators(count) + "편"
                                  : with_separators(count) + (count == 1 ? " article" : " articles");
}

std::string month_heading(Tongue tongue, const Date& date) {
  if (!date) return {};
  if (tongue == Tongue::korean) return std::to_string(date.year) + "년 " + std::to_string(date.month) + "월";
  return iso_date(date).substr(0, 7);
}

std::string day_of_month(Tongue tongue, const Date& date) {
  if (!date) return {};
  if (tongue != Tongue::korean) return iso_date(date).substr(0, 10);
  // Days since a Sunday; March begins the year, so that the leap day ends it (Sakamoto's method).
  constexpr std::string_view shift = "032503514624";
  const int year = date.year - (date.month < 3 ? 1 : 0);
  const int day = (year + year / 4 - year / 100 + year / 400 + (shift[date.month - 1U] - '0') + date.day) % 7;
  return std::to_string(date.month) + "월 " + std::to_string(date.day) + "일 " +
         std::string(std::string_view("일월화수목금토").substr(static_cast<std::size_t>(day) * 3, 3)) +
         "요일";
}

std::string long_date(Tongue tongue, const Date& date) {
  if (!date) return {};
  if (tongue != Tongue::korean) return iso_date(date).substr(0, 10);
  return month_heading(tongue, date) + " " + std::to_string(date.day) + "일";
}

std::string time_to_read(Tongue tongue, const ReadingTime& time) {
  std::string minutes = std::to_string(time.least);
  if (time.most != time.least) minutes += "–" + std::to_string(time.most);
  return tongue == Tongue::korean ? "읽는 데 " + minutes + "분" : minutes + " min";
}

std::vector<std::string> tags_beside_categories(const Article& article) {
  std::vector<std::string> tags;
  for (const std::string& tag : article.tags) {
    if (std::ranges::find(article.categories, tag) == article.categories.end() &&
        std::ranges::find(tags, tag) == tags.end())
      tags.push_back(tag);
  }
  return tags;
}

std::string tag_as_told(std::string_view tag) { return (tag.starts_with('#') ? "" : "#") + std::string(tag); }

std::string query_of_tag(Tongue tongue, std::string_view tag) {
  std::string words(tag);
  std::erase(words, '"');
  if (words.contains(' ')) words = '"' + words + '"';
  return (tongue == Tongue::korean ? "태그:" : "tag:") + words;
}

} // namespace hanji
