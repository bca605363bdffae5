// The facts of an article and of a list as readers are told them, on the page as on the canvas: in Korean, or
// in English where the site is in another language. UTF-8. Of a date that is none: what the caller says
// instead.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

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

} // namespace hanji
