// The facts of an article and of a list as readers are told them, on the page as on the canvas: in Korean, or
// in English where the site is in another language. UTF-8. Of a date that is none: what the caller says
// instead.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "article/reading_time.h"

namespace hanji {

enum class Tongue : std::uint8_t { korean, english };
Tongue tongue_of(std::string_view language); // a BCP 47 tag; Korean where there is none

std::string with_separators(std::uint64_t number);                 // 1,501
std::string count_of_articles(Tongue tongue, std::uint64_t count); // 글 1,501편
std::string month_heading(Tongue tongue, const Date& date);        // 2024년 7월; "" for none
std::string day_of_month(Tongue tongue, const Date& date);         // 7월 27일 토요일
std::string long_date(Tongue tongue, const Date& date);            // 2024년 7월 27일
std::string time_to_read(Tongue tongue, const ReadingTime& time);  // 읽는 데 2–4분

// The article's tags but for those that its categories say already, each once.
std::vector<std::string> tags_beside_categories(const Article& article);
std::string tag_as_told(std::string_view tag);                 // #자전거 여행
std::string query_of_tag(Tongue tongue, std::string_view tag); // 태그:"자전거 여행", for a search

} // namespace hanji
