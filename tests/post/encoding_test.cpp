// Files that are no UTF-8, and characters that nobody sees.
#include <doctest.h>

#include <algorithm>
#include <string>

#include "article/plain_text.h"
#include "post/read_post.h"

using namespace hanji;
using namespace std::string_literals;

namespace {

// Stands in for the tables, which the tool has: 가 and 나.
std::optional<std::string> from_cp949(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (static_cast<unsigned char>(bytes[i]) < 0x80)
      text += bytes[i];
    else if (bytes.substr(i, 2) == "\xB0\xA1")
      text += "가", ++i;
    else if (bytes.substr(i, 2) == "\xB3\xAA")
      text += "나", ++i;
    else
      return std::nullopt;
  }
  return text;
}

ReadPost read(std::string_view bytes, std::string_view path = "x.md") {
  auto post = read_post(bytes, path, {.from_cp949 = from_cp949});
  REQUIRE(post);
  return *std::move(post);
}

const Diagnostic* told(const ReadPost& post, std::string_view code) {
  const auto found = std::ranges::find(post.diagnostics, code, &Diagnostic::code);
  return found == post.diagnostics.end() ? nullptr : &*found;
}

std::string code_of_first(const ReadPost& post) {
  return post.diagnostics.empty() ? "" : post.diagnostics.front().code;
}

} // namespace

TEST_CASE("글자의 부호: CP949인 파일은 그렇게 읽히고 알려진다") {
  const ReadPost post = read("---\ntitle: \xB0\xA1\xB3\xAA\n---\n\xB3\xAA\xB0\xA1 C++\n");
  CHECK(post.article.title == "가나");
  CHECK(plain_text(post.article) == "나가 C++");
  CHECK(code_of_first(post) == "other_encoding");
  CHECK(post.diagnostics.front().message == "the file is CP949 (EUC-KR)");
}

TEST_CASE("글자의 부호: UTF-8에 다른 글자 몇이 섞였으면 UTF-8이다") {
  const ReadPost post = read("---\ntitle: 글\n---\n첫 줄은 UTF-8이다.\n\n\xB0\xA1 이 줄은 아니다.\n");
  CHECK(code_of_first(post) == "invalid_utf8");
  CHECK(post.diagnostics.front().recovery.find("EUC-KR") != std::string::npos);
  CHECK(plain_text(post.article).starts_with("첫 줄은 UTF-8이다."));
  CHECK(code_of_first(read("---\ntitle: cafe\n---\nCaf\xE9 cr\xE8me\n")) == "invalid_utf8");
}

TEST_CASE("글자의 부호: 차례표가 있는 UTF-16은 어느 쪽이든 읽힌다") {
  const std::u16string text = u"---\ntitle: 가\n---\n나 😀\n";
  for (const bool big : {false, true}) {
    std::string bytes = big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char16_t unit : text) {
      const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
      bytes += big ? high : low;
      bytes += big ? low : high;
    }
    const ReadPost post = read(bytes);
    CHECK(post.article.title == "가");
    CHECK(plain_text(post.article) == "나 😀");
    CHECK(code_of_first(post) == "other_encoding");
  }
  CHECK(read("\xFF\xFE\x3D\xD8"s).article.blocks.size() == 1); // half a pair
}

TEST_CASE("보이지 않는 글자는 남지 않고, 그림글자를 잇는 것은 남는다") {
  const ReadPost post = read("---\ntitle: 가\u200B나\u00AD다\n---\n\u200B벤\uFEFF치 "
                             "&#8203;&shy;👩\u200D🌾\n\n\u200B\n\n<p>&ZeroWidthSpace;</p>\n");
  CHECK(post.article.title == "가나다");
  CHECK(plain_text(post.article) == "벤치 👩\u200D🌾");
}

TEST_CASE("온전한 HTML의 <title>은 제목이고, 머리말의 제목이 앞선다") {
  const std::string html =
      "<html><head><title>주민\n 설명회 &amp; 글</title></head><body><h1>다른 말</h1><p>글</body></html>";
  CHECK(read(html, "x.html").article.title == "주민 설명회 & 글");
  const ReadPost post = read("---\ntitle: 머리말\n---\n" + html, "x.html");
  CHECK(post.article.title == "머리말");
  CHECK(code_of_first(post) == "title_unused");
}

TEST_CASE("글자의 부호: 파일이 밝힌 부호는 UTF-8이 아닐 때에 쓰인다") {
  const auto document = [](std::string_view declared) {
    return "<html><head>" + std::string(declared) +
           "</head><body>\xB0\xA1\n<p>\xB3\xAA\xFF\xB0\xA1</p></body></html>";
  };
  for (const std::string_view declared :
       {"<meta charset=\"euc-kr\">", "<META charset='KS_C_5601-1987'>",
        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-949\">",
        "<?xml version=\"1.0\" encoding=\"CP949\"?>", "<meta charset = ks_c_5601-1987 />"}) {
    CAPTURE(declared);
    const ReadPost post = read(document(declared), "x.html");
    CHECK(plain_text(post.article) == "가\n나\uFFFD가"); // 한 글자가 깨져도 나머지는 남는다
    REQUIRE(told(post, "other_encoding"));
    CHECK(told(post, "other_encoding")->message == "the file is CP949 (EUC-KR), but for some bytes");
  }
  CHECK(told(read(document(""), "x.html"), "invalid_utf8"));
  CHECK(plain_text(read("---\ntitle: a\ncharset: euc-kr\n---\n\xB0\xA1\xFF\n").article) == "가\uFFFD");
  CHECK(plain_text(read("<meta charset=\"iso-8859-1\">\n<p>Caf\xE9 \x96 cr\xE8me</p>", "x.html").article) ==
        "Café – crème");
}

TEST_CASE("글자의 부호: 무엇이라 밝혔든 UTF-8이면 UTF-8이다") {
  for (const std::string_view declared : {"iso-8859-1", "euc-kr", "utf-16", "모르는-것"}) {
    CAPTURE(declared);
    const ReadPost post =
        read("<meta charset=\"" + std::string(declared) + "\"><title>글</title><p>한글과 é</p>", "x.html");
    CHECK(plain_text(post.article) == "한글과 é");
    CHECK_FALSE(told(post, "other_encoding"));
  }
}
