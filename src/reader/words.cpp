#include "reader/words.h"

namespace hanji {
namespace {

constexpr Words korean{
    .search = "글 찾기",
    .contents = "차례",
    .theme = "화면 색",
    .all = "전체",
    .loading = "불러오는 중…",
    .retry = "다시 시도",
    .home = "처음으로",
    .no_site = "글 묶음을 불러오지 못했습니다",
    .no_site_detail = "연결이 끊겼거나, 사이트의 bundle 폴더가 없거나 손상되었습니다.",
    .newer = "새 판의 글 묶음입니다",
    .newer_detail = "이 화면보다 새로운 형식으로 쓰였습니다. 새로 고치면 읽을 수 있습니다.",
    .broken_article = "이 글을 불러오지 못했습니다",
    .broken_detail = "연결이 끊겼거나 파일이 손상되었습니다.",
    .broken_picture = "그림을 불러오지 못했습니다",
    .enlarge = "크게 보기",
    .close = "닫기",
    .no_article = "이런 주소의 글이 없습니다",
    .no_article_detail = "주소가 바뀌었거나 글이 지워졌을 수 있습니다.",
    .no_hits = "찾는 글이 없습니다",
    .no_hits_detail = "낱말을 줄이거나 다르게 써 보세요. 띄어쓰기와 조사는 달라도 괜찮습니다.",
    .partial_index = "색인의 일부를 읽지 못해, 빠진 결과가 있을 수 있습니다.",
    .empty_site = "아직 글이 없습니다",
    .more = "더 보기",
    .back_to_top = "맨 위로",
    .larger = "글자 크게",
    .smaller = "글자 작게",
    .theme_light = "밝게",
    .theme_sepia = "종이",
    .theme_dark = "어둡게",
    .theme_automatic = "자동",
    .untitled_date = "날짜 없음",
    .korean = true};

constexpr Words english{
    .search = "Search",
    .contents = "Contents",
    .theme = "Theme",
    .all = "All",
    .loading = "Loading…",
    .retry = "Try again",
    .home = "Home",
    .no_site = "The articles could not be loaded",
    .no_site_detail = "The connection is down, or the site's bundle folder is missing or damaged.",
    .newer = "These articles are in a newer format",
    .newer_detail = "They were written for a later version of this page. Reload to read them.",
    .broken_article = "This article could not be loaded",
    .broken_detail = "The connection is down, or the file is damaged.",
    .broken_picture = "The picture could not be loaded",
    .enlarge = "Enlarge",
    .close = "Close",
    .no_article = "No article at this address",
    .no_article_detail = "It may have moved or been removed.",
    .no_hits = "Nothing found",
    .no_hits_detail = "Try fewer or other words. Spacing and particles need not match.",
    .partial_index = "Part of the index could not be read; results may be missing.",
    .empty_site = "No articles yet",
    .more = "More",
    .back_to_top = "Back to top",
    .larger = "Larger text",
    .smaller = "Smaller text",
    .theme_light = "Light",
    .theme_sepia = "Paper",
    .theme_dark = "Dark",
    .theme_automatic = "Auto",
    .untitled_date = "No date",
    .korean = false};

std::string with_separators(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

} // namespace

const Words& words_for(std::string_view language) {
  return language.empty() || language.starts_with("ko") ? korean : english;
}

std::string count_of_articles(const Words& words, std::uint64_t count) {
  return words.korean ? "글 " + with_separators(count) + "편"
                      : with_separators(count) + (count == 1 ? " article" : " articles");
}

std::string count_of_hits(const Words& words, std::uint64_t count, bool at_least) {
  if (words.korean)
    return "글 " + with_separators(count) + "편" + (at_least ? " 이상" : "") + "에서 찾았습니다";
  return (at_least ? "More than " : "") + with_separators(count) + (count == 1 ? " article" : " articles") +
         " found";
}

std::string month_heading(const Words& words, const Date& date) {
  if (!date) return std::string(words.untitled_date);
  if (words.korean) return std::to_string(date.year) + "년 " + std::to_string(date.month) + "월";
  return iso_date(date).substr(0, 7);
}

std::string time_to_read(const Words& words, const ReadingTime& time) {
  std::string minutes = std::to_string(time.least);
  if (time.most != time.least) minutes += "–" + std::to_string(time.most);
  return words.korean ? "읽는 데 " + minutes + "분" : minutes + " min";
}

std::string search_heading(const Words& words, std::string_view query) {
  return words.korean ? "‘" + std::string(query) + "’ 찾기" : "Search: " + std::string(query);
}

} // namespace hanji
