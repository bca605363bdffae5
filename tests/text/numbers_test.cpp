#include <doctest.h>

#include "text/numbers.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

// 100000원 → "100000|원"; empty where there is no number.
std::string read(std::string_view text) {
  const std::u32string all = to_utf32(text);
  const Number number = number_at(all);
  if (number.size == 0) return "";
  return std::to_string(number.value) + "|" + to_utf8(all.substr(number.size));
}

std::string written(std::uint64_t value) {
  std::string all;
  for (const std::u32string& writing : writings_of(value)) all += (all.empty() ? "" : " ") + to_utf8(writing);
  return all;
}

std::string grouped(std::string_view writing) {
  std::string all;
  for (const std::u32string& group : groups_of(to_utf32(writing)))
    all += (all.empty() ? "" : " ") + to_utf8(group);
  return all;
}

} // namespace

TEST_CASE("만, 억, 조가 든 수를 읽는다") {
  CHECK(read("10만") == "100000|");
  CHECK(read("100000") == "100000|");
  CHECK(read("3조") == "3000000000000|");
  CHECK(read("1억2천만") == "120000000|");
  CHECK(read("1억2000만") == "120000000|");
  CHECK(read("2만5천") == "25000|");
  CHECK(read("2만5000") == "25000|");
  CHECK(read("5천") == "5000|");
  CHECK(read("5천3백20") == "5320|");
  CHECK(read("3백50만") == "3500000|");
  CHECK(read("1조2345억6789만1234") == "1234567891234|");
  CHECK(read("0") == "0|");
}

TEST_CASE("뒤에 붙은 단위 명사는 남는다") {
  CHECK(read("10만원") == "100000|원");
  CHECK(read("5천명") == "5000|명");
  CHECK(read("3천여명") == "3000|여명");
  CHECK(read("2024년") == "2024|년");
  CHECK(read("100000원을") == "100000|원을");
}

TEST_CASE("수가 아니거나 말이 되지 않으면 읽지 않는다") {
  CHECK(read("") == "");
  CHECK(read("만원") == "");
  CHECK(read("천안함") == "");
  CHECK(read("1만2만") == "");
  CHECK(read("1만2억") == "");
  CHECK(read("12345만678") == "");
  CHECK(read("1234567890123456") == ""); // 너무 길다
}

TEST_CASE("수를 쓰는 법은 여럿이다") {
  CHECK(written(100'000) == "100000 10만");
  CHECK(written(120'000'000) == "120000000 1억2000만 1억2천만");
  CHECK(written(25'000) == "25000 2만5000 2만5천");
  CHECK(written(5'000) == "5000 5천");
  CHECK(written(5'000'000) == "5000000 500만 5백만");
  CHECK(written(3'000'000'000'000) == "3000000000000 3조");
  CHECK(written(2024) == "2024");
  CHECK(written(500) == "500");
  CHECK(written(7) == "7");
  CHECK(written(0) == "0");
}

TEST_CASE("쓴 수는 다시 같은 수로 읽힌다") {
  for (std::uint64_t value = 1; value < 1'000'000'000'000'000; value = value * 7 + 13) {
    for (const std::uint64_t each : {value, value / 1000 * 1000, value / 10000 * 10000}) {
      for (const std::u32string& writing : writings_of(each)) {
        const Number number = number_at(writing);
        CAPTURE(to_utf8(writing));
        CHECK(number.value == each);
        CHECK(number.size == writing.size());
      }
    }
  }
}

TEST_CASE("만 단위마다 띄어 쓰기도 한다") {
  CHECK(grouped("1억2000만") == "1억 2000만");
  CHECK(grouped("1조2345억6789만1234") == "1조 2345억 6789만 1234");
  CHECK(grouped("10만") == "10만");
  CHECK(grouped("2만5천명") == "2만 5천명");
}

TEST_CASE("소수점은 큰 단위 앞에서만 안다: 3.5조는 3조 5000억") {
  const auto decimal = [](std::u32string_view text) {
    const Number number = decimal_at(text);
    return number.size == 0 ? "" : std::to_string(number.value) + "|" + to_utf8(text.substr(number.size));
  };
  CHECK(decimal(U"3.5조") == "3500000000000|");
  CHECK(decimal(U"1.25억원") == "125000000|원");
  CHECK(decimal(U"0.3만명") == "3000|명");
  for (const std::u32string_view text :
       {U"3.5", U"3.5%", U"3.5천", U"12345.6억", U"0.00001만", U".5억", U"3.조", U"3.5.1조", U""})
    CHECK(decimal(text) == "");
}
