#include <doctest.h>

#include <limits>

#include "base/bytes.h"

using namespace hanji;

TEST_CASE("what the writer wrote the reader reads") {
  ByteWriter writer;
  writer.u8(7);
  writer.u32(0x01020304);
  for (const std::uint64_t value :
       {0ULL, 127ULL, 128ULL, 300ULL, std::numeric_limits<unsigned long long>::max()}) {
    writer.varint(value);
  }
  writer.text("한지");
  writer.raw(as_bytes("끝"));
  const Bytes bytes = writer.take();
  CHECK(std::to_integer<int>(bytes[1]) == 4); // little endian

  ByteReader reader(bytes);
  CHECK(reader.u8() == 7);
  CHECK(reader.u32() == 0x01020304);
  for (const std::uint64_t value :
       {0ULL, 127ULL, 128ULL, 300ULL, std::numeric_limits<unsigned long long>::max()}) {
    CHECK(reader.varint() == value);
  }
  CHECK(reader.text() == "한지");
  CHECK(as_text(reader.raw(3)) == "끝");
  CHECK(reader.at_end());
  CHECK_FALSE(reader.failed());
}

TEST_CASE("past the end the reader fails and answers nothing from then on") {
  ByteReader reader(as_bytes("ab"));
  CHECK(reader.u32() == 0);
  CHECK(reader.failed());
  CHECK(reader.u8() == 0);
  CHECK(reader.text().empty());
  CHECK_FALSE(reader.plausible(0));
}

TEST_CASE("a length longer than what follows is refused before anything is reserved") {
  ByteReader reader(as_bytes("\xFF\xFF\xFF\xFF\x0F"
                             "abc"));
  CHECK(reader.text().empty());
  CHECK(reader.failed());
}

TEST_CASE("a varint that does not fit fails") {
  ByteReader too_long(as_bytes("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"));
  CHECK(too_long.varint() == 0);
  CHECK(too_long.failed());
  ByteReader too_big(as_bytes("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02"));
  CHECK(too_big.varint() == 0);
  CHECK(too_big.failed());
  ByteReader not_32_bits(as_bytes("\xFF\xFF\xFF\xFF\x1F"));
  CHECK(not_32_bits.varint32() == 0);
  CHECK(not_32_bits.failed());
}
