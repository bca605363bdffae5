#include "reader/words.h"

#include "text/hangul.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr Words korean{
    .search = "글 찾기",
    .contents = "차례",
    .all = "전체",
    .loading = "불러오는 중…",
    .retry = "다시 시도",
    .home = "처음으로",
    .list = "목록",
    .close = "닫기",
    .no_site = "글 묶음을 불러오지 못했습니다",
    .no_site_detail = "연결이 끊겼거나, 사이트의 bundle 폴더가 없거나 손상되었습니다.",
    .newer = "새 판의 글 묶음입니다",
    .newer_detail = "이 화면보다 새로운 형식으로 쓰였습니다. 새로 고치면 읽을 수 있습니다.",
    .broken_article = "이 글을 불러오지 못했습니다",
    .broken_detail = "연결이 끊겼거나 파일이 손상되었습니다.",
    .broken_picture = "그림을 불러오지 못했습니다",
    .enlarge = "크게 보기",
    .copy_code = "코드 복사",
    .copied = "복사했습니다",
    .no_article = "이런 주소의 글이 없습니다",
    .no_article_detail = "주소가 바뀌었거나 글이 지워졌을 수 있습니다.",
    .no_hits = "찾는 글이 없습니다",
    .no_hits_detail = "낱말을 줄이거나 다르게 써 보세요. 띄어쓰기와 조사는 달라도 괜찮습니다.",
    .unquoted = "따옴표 안의 말이 그대로 든 글은 없어, 따옴표 없이 찾았습니다",
    .older_entries = "더 오래된 글은 글 찾기나 갈래로 볼 수 있습니다.",
    .shortened = "긴 물음의 앞부분으로 찾았습니다.",
    .partial_index = "색인의 일부를 읽지 못해, 빠진 결과가 있을 수 있습니다.",
    .empty_site = "아직 글이 없습니다",
    .untitled_date = "날짜 없음",
    .categories = "갈래",
    .all_categories = "갈래 모두 보기",
    .settings = "보기",
    .reset = "처음 값으로",
    .style = "짜임",
    .style_screen = "화면처럼",
    .style_book = "책처럼",
    .theme = "바탕",
    .theme_light = "밝게",
    .theme_sepia = "세피아",
    .theme_dark = "어둡게",
    .theme_contrast = "또렷이",
    .theme_automatic = "자동",
    .font = "글꼴",
    .serif = "명조",
    .sans = "고딕",
    .size = "글자 크기",
    .leading = "줄 간격",
    .measure = "글줄 길이",
    .margins = "여백",
    .margins_narrow = "여백 좁게",
    .margins_normal = "보통",
    .margins_wide = "여백 넓게",
    .spacing = "글자 사이",
    .word_spacing = "낱말 사이",
    .paragraph_gap = "문단 사이",
    .more = "늘리기",
    .less = "줄이기",
    .read_aloud = "소리 내어 읽기",
    .shortcuts = "단축키",
    .shortcuts_letters = "글쇠만",
    .shortcuts_alt = "Alt와 함께",
    .shortcuts_none = "끄기",
    .print = "인쇄",
    .print_addresses = "링크 주소도 인쇄",
    .print_text = "글만 인쇄",
    .align = "줄 맞춤",
    .align_start = "왼쪽 맞춤",
    .align_justify = "양끝 맞춤",
    .breaks = "줄바꿈",
    .breaks_word = "어절에서",
    .breaks_syllable = "글자에서",
    .paragraphs = "문단",
    .paragraphs_gap = "띄움",
    .paragraphs_indent = "들여쓰기",
    .paragraphs_but_first = "첫 문단 빼고",
    .neighbours = "앞뒤 글",
    .bar = "바로 가기",
    .by_month = "달별로 보기",
    .keep_offline = "오프라인에 담기",
    .next_article = "다음 글",
    .previous_article = "이전 글",
    .from_start = "처음부터",
    .left_here = "읽던 곳입니다",
    .time_left = "남은 시간",
    .recent = "찾았던 말",
    .forget_all = "모두 지우기",
    .offers = "찾을 말",
    .find_here = "이 글에서 찾기",
    .none_here = "없음",
    .next_match = "다음 찾은 곳",
    .previous_match = "이전 찾은 곳",
    .keys = "글쇠",
    .key_search = "글 찾기",
    .key_matches = "다음 찾은 곳 · 이전 찾은 곳",
    .key_sections = "다음 마디 · 이전 마디",
    .key_articles = "이전 글 · 다음 글",
    .key_contents = "차례",
    .key_settings = "보기",
    .key_close = "닫기",
    .key_help = "이 도움말",
    .tongue = Tongue::korean};

constexpr Words english{
    .search = "Search",
    .contents = "Contents",
    .all = "All",
    .loading = "Loading…",
    .retry = "Try again",
    .home = "Home",
    .list = "Articles",
    .close = "Close",
    .no_site = "The articles could not be loaded",
    .no_site_detail = "The connection is down, or the site's bundle folder is missing or damaged.",
    .newer = "These articles are in a newer format",
    .newer_detail = "They were written for a later version of this page. Reload to read them.",
    .broken_article = "This article could not be loaded",
    .broken_detail = "The connection is down, or the file is damaged.",
    .broken_picture = "The picture could not be loaded",
    .enlarge = "Enlarge",
    .copy_code = "Copy the code",
    .copied = "Copied",
    .no_article = "No article at this address",
    .no_article_detail = "It may have moved or been removed.",
    .no_hits = "Nothing found",
    .no_hits_detail = "Try fewer or other words. Spacing and particles need not match.",
    .unquoted = "Nothing holds what stands in quotes as it is; this is without the quotes",
    .older_entries = "Older articles are found by searching or by category.",
    .shortened = "Searched for the beginning of a long query.",
    .partial_index = "Part of the index could not be read; results may be missing.",
    .empty_site = "No articles yet",
    .untitled_date = "No date",
    .categories = "Categories",
    .all_categories = "All categories",
    .settings = "View",
    .reset = "Reset",
    .style = "Setting",
    .style_screen = "Screen",
    .style_book = "Book",
    .theme = "Theme",
    .theme_light = "Light",
    .theme_sepia = "Sepia",
    .theme_dark = "Dark",
    .theme_contrast = "Contrast",
    .theme_automatic = "Auto",
    .font = "Font",
    .serif = "Serif",
    .sans = "Sans",
    .size = "Size",
    .leading = "Line height",
    .measure = "Line length",
    .margins = "Margins",
    .margins_narrow = "Thin margins",
    .margins_normal = "Usual",
    .margins_wide = "Wide margins",
    .spacing = "Letter spacing",
    .word_spacing = "Word spacing",
    .paragraph_gap = "Paragraph gap",
    .more = "more",
    .less = "less",
    .read_aloud = "Read aloud",
    .shortcuts = "Shortcuts",
    .shortcuts_letters = "Letters",
    .shortcuts_alt = "With Alt",
    .shortcuts_none = "Off",
    .print = "Print",
    .print_addresses = "Print addresses",
    .print_text = "Print text only",
    .align = "Alignment",
    .align_start = "Left",
    .align_justify = "Justified",
    .breaks = "Line breaks",
    .breaks_word = "At words",
    .breaks_syllable = "Anywhere",
    .paragraphs = "Paragraphs",
    .paragraphs_gap = "Spaced",
    .paragraphs_indent = "Indented",
    .paragraphs_but_first = "Not the first",
    .neighbours = "Before and after",
    .bar = "Shortcuts",
    .by_month = "By month",
    .keep_offline = "Keep offline",
    .next_article = "Newer",
    .previous_article = "Older",
    .from_start = "From the start",
    .left_here = "Where you left off",
    .time_left = "Time left",
    .recent = "Recent searches",
    .forget_all = "Clear all",
    .offers = "Suggestions",
    .find_here = "Find in this article",
    .none_here = "none",
    .next_match = "Next match",
    .previous_match = "Previous match",
    .keys = "Keys",
    .key_search = "Search",
    .key_matches = "Next, previous match",
    .key_sections = "Next, previous section",
    .key_articles = "Older, newer article",
    .key_contents = "Contents",
    .key_settings = "View",
    .key_close = "Close",
    .key_help = "These keys",
    .tongue = Tongue::english};

} // namespace

const Words& words_for(std::string_view language) {
  return tongue_of(language) == Tongue::korean ? korean : english;
}

std::string count_of_hits(const Words& words, std::uint64_t count, std::uint64_t complete, bool at_least) {
  const std::string number = with_separators(count), of_them = with_separators(complete);
  if (words.tongue == Tongue::korean) {
    const std::string all = number + "편" + (at_least ? " 이상" : "");
    if (complete == 0) return "모두 든 글은 없고, 일부가 든 글 " + all;
    if (complete < count) return "모두 든 글 " + of_them + "편, 일부가 든 글까지 " + all;
    return "글 " + all + "에서 찾았습니다";
  }
  const std::string articles = count == 1 ? " article" : " articles", more = at_least ? "more than " : "";
  if (complete == 0) return "None holds every word, " + more + number + articles + " some";
  if (complete < count) return of_them + " of " + more + number + articles + " with every word";
  return (at_least ? "More than " : "") + number + articles + " found";
}

std::string month_heading(const Words& words, const Date& date) {
  return date ? month_heading(words.tongue, date) : std::string(words.untitled_date);
}

std::string minutes_text(const Words& words, std::uint32_t minutes) {
  return words.tongue == Tongue::korean ? "약 " + std::to_string(minutes) + "분"
                                        : std::to_string(minutes) + " min";
}

std::string search_heading(const Words& words, std::string_view query) {
  return words.tongue == Tongue::korean ? "‘" + std::string(query) + "’ 찾기"
                                        : "Search: " + std::string(query);
}

std::string correction_text(const Words& words, std::string_view typed, std::string_view found) {
  if (words.tongue != Tongue::korean)
    return "Showing results for ‘" + std::string(found) + "’ instead of ‘" + std::string(typed) + "’";
  const std::u32string last = to_utf32(found);
  constexpr int rieul = 8;
  const int final = !last.empty() && is_hangul_syllable(last.back()) ? jamo_of(last.back()).final : 0;
  return "‘" + std::string(typed) + "’ 대신 ‘" + std::string(found) +
         (final == 0 || final == rieul ? "’로" : "’으로") + " 찾았습니다";
}

std::string as_typed_text(const Words& words, std::string_view typed) {
  return words.tongue == Tongue::korean ? "‘" + std::string(typed) + "’ 그대로 찾기"
                                        : "Search for ‘" + std::string(typed) + "’ as typed";
}

std::string search_too_text(const Words& words, std::string_view typed) {
  return words.tongue == Tongue::korean ? "‘" + std::string(typed) + "’도 찾기"
                                        : "Search for ‘" + std::string(typed) + "’ too";
}

std::string forget_text(const Words& words, std::string_view query) {
  return words.tongue == Tongue::korean ? "‘" + std::string(query) + "’ 지우기"
                                        : "Remove ‘" + std::string(query) + "’";
}

std::string month_text(const Words& words, std::uint32_t year, std::uint32_t month) {
  return month_heading(words,
                       {.year = static_cast<std::uint16_t>(year), .month = static_cast<std::uint8_t>(month)});
}

} // namespace hanji
