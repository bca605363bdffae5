// Any permalink over any fields: refused, or a page that does not leave the site and that file systems take,
// and that is its own permalink. Lines are the permalink, the file's name, its path, a slug and a category.
#include "post/permalink.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "article/page_address.h"
#include "post/source_text.h"
#include "tests/fuzz/with_icu.h"
#include "text/utf8.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_page(const hanji::Result<std::string>& page, hanji::Endless endless) {
  if (!page) return require(!page.error().message.empty());
  const std::string file = hanji::file_of_page(*page);
  require(!page->empty() && hanji::is_sound_page(*page) && hanji::is_valid_utf8(*page));
  require(file.size() <= hanji::most_page_bytes && !file.ends_with('/'));
  for (std::size_t begin = 0; begin <= file.size();) {
    const std::size_t end = std::min(file.find('/', begin), file.size());
    const std::string_view part = std::string_view(file).substr(begin, end - begin);
    require(!part.empty() && part.size() <= 205 && !part.starts_with('.') && !part.ends_with('.') &&
            !part.ends_with(' '));
    require(part.find_first_of("\\:*?\"<>|") == part.npos);
    begin = end + 1;
  }
  const std::vector<std::string> meant = hanji::pages_at(*page);
  require(std::ranges::find(meant, *page) != meant.end());
  if (page->find('%') == page->npos) { // else it would be decoded once more
    const hanji::Result<std::string> again = hanji::page_at(*page, endless);
    require(again && *again == *page);
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 6) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 6, size - 6);
  std::array<std::string, 5> lines;
  const hanji::SourceText source = hanji::source_text(bytes);
  std::string_view rest = source.text;
  for (std::string& line : lines) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  hanji::PermalinkFields fields{lines[1], lines[2], lines[3], std::span(lines).subspan(4, 1), {}};
  if (data[0] != 0)
    fields.date = {static_cast<std::uint16_t>(1 + data[0] * 39), static_cast<std::uint8_t>(1 + data[1] % 12),
                   static_cast<std::uint8_t>(1 + data[2] % 28),  static_cast<std::uint8_t>(data[3] % 24),
                   static_cast<std::uint8_t>(data[4] % 60),      static_cast<std::uint8_t>(data[5] % 61)};
  for (const hanji::Endless endless : {hanji::Endless::file, hanji::Endless::folder}) {
    const std::string permalink = hanji::permalink_template(lines[0]);
    check_page(hanji::page_at(hanji::expand_permalink(permalink, fields), endless), endless);
    check_page(hanji::page_at(hanji::path_beside(lines[2], lines[3]), endless), endless);
    check_page(hanji::page_at(bytes, endless), endless);
  }
  (void)hanji::names_date(lines[0]);
  (void)hanji::unknown_placeholder(lines[0]);
  return 0;
}
