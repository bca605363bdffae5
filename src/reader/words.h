// What the interface says. Korean first; English for a reader whose browser asks for it. The page's own texts
// (titles, excerpts, categories) are the publisher's and stay as they are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "article/article.h"
#include "article/facts.h"

namespace hanji {

struct Words {
  std::string_view search, contents, all, loading, retry, home, list, close;
  std::string_view no_site, no_site_detail, newer, newer_detail, broken_article, broken_detail,
      broken_picture, enlarge, copy_code, copied, no_article, no_article_detail;
  std::string_view no_hits, no_hits_detail, unquoted, older_entries, shortened, partial_index, empty_site,
      untitled_date, categories, all_categories;
  std::string_view settings, reset, style, style_screen, style_book, theme, theme_light, theme_sepia,
      theme_dark, theme_contrast, theme_automatic, font, serif, sans, size, leading, measure, margins,
      margins_narrow, margins_normal, margins_wide, spacing, word_spacing, paragraph_gap, more, less;
  std::string_view read_aloud, shortcuts, shortcuts_letters, shortcuts_alt, shortcuts_none;
  std::string_view print, print_addresses, print_text;
  std::string_view align, align_start, align_justify, breaks, breaks_word, breaks_syllable;
  std::string_view paragraphs, paragraphs_gap, paragraphs_indent, paragraphs_but_first;
  std::string_view neighbours, bar, by_month, keep_offline, next_article, previous_article, from_start,
      left_here, time_left;
  std::string_view recent, forget_all, offers;
  std::string_view find_here, none_here, next_match, previous_match;
  std::string_view keys, key_search, key_matches, key_sections, key_articles, key_contents, key_settings,
      key_close, key_help;
  Tongue tongue;
};
const Words& words_for(std::string_view language); // a BCP 47 tag; Korean unless it is another language's

// 글 12편에서 찾았습니다. `complete` of them hold all of the words.
std::string count_of_hits(const Words& words, std::uint64_t count, std::uint64_t complete, bool at_least);
std::string month_heading(const Words& words, const Date& date);        // 2024년 7월, or that there is none
std::string minutes_text(const Words& words, std::uint32_t minutes);    // 약 3분
std::string search_heading(const Words& words, std::string_view query); // ‘라브로프’ 찾기
// ‘라브로브’ 대신 ‘라브로프’로 찾았습니다
std::string correction_text(const Words& words, std::string_view typed, std::string_view found);
std::string as_typed_text(const Words& words, std::string_view typed);               // ‘라브로브’ 그대로 찾기
std::string search_too_text(const Words& words, std::string_view typed);             // ‘국방’도 찾기
std::string forget_text(const Words& words, std::string_view query);                 // ‘라브로프’ 지우기
std::string month_text(const Words& words, std::uint32_t year, std::uint32_t month); // 2024년 7월

} // namespace hanji
