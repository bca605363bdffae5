#include <doctest.h>

#include <random>

#include "base/rans_coder.h"

using namespace hanji;

namespace {

struct Decision {
  enum Kind { bit, even, part } kind = bit;
  bool value = false;
  Chance chance = even_chance;
  std::uint32_t bits = 0; // even bits, or where the part begins
  int count = 0;          // of even bits; how wide the part is
  int lane = 0;
};

std::vector<Decision> random_decisions(unsigned seed, std::size_t size) {
  std::mt19937 random(seed);
  std::vector<Decision> decisions(size);
  for (Decision& each : decisions) {
    switch (random() % 5) {
    case 0:
      each.kind = Decision::even;
      each.count = static_cast<int>(random() % 33);
      each.bits = static_cast<std::uint32_t>(each.count == 0 ? 0 : random() >> (32 - each.count));
      break;
    case 1: each.chance = 1; break; // what is nearly sure of a 1
    case 2: each.chance = 4095; break;
    case 3:
      each.kind = Decision::part;
      each.bits = static_cast<std::uint32_t>(random() % 4096);
      each.count = static_cast<int>(1 + random() % (4096 - each.bits));
      each.lane = static_cast<int>(random() % 2);
      break;
    default: each.chance = static_cast<Chance>(1 + random() % 4095);
    }
    each.value = random() % 4096 >= each.chance;
    if (seed % 3 == 0) each.value = !each.value; // against all odds
  }
  return decisions;
}

Bytes encoded(const std::vector<Decision>& decisions, RansEncoder& encoder) {
  for (const Decision& each : decisions) {
    switch (each.kind) {
    case Decision::bit: encoder.bit(each.value, each.chance); break;
    case Decision::even: encoder.even_bits(each.bits, each.count); break;
    case Decision::part: encoder.put(each.lane, each.bits, static_cast<std::uint32_t>(each.count), 12); break;
    }
  }
  return encoder.take(2);
}

bool decodes(RansDecoder& decoder, const Decision& each) {
  if (each.kind == Decision::bit) return decoder.bit(each.chance) == each.value;
  if (each.kind == Decision::even) return decoder.even_bits(each.count) == each.bits;
  const std::uint32_t place = decoder.place(each.lane, 12);
  const auto wide = static_cast<std::uint32_t>(each.count);
  decoder.take(each.lane, each.bits, wide, 12);
  return place >= each.bits && place < each.bits + wide;
}

} // namespace

TEST_CASE("rANS: what goes in comes out, likely or not, in both lanes") {
  RansEncoder encoder; // is new again after `take`
  for (unsigned seed = 0; seed < 60; ++seed) {
    const std::vector<Decision> decisions = random_decisions(seed, seed * 20);
    const Bytes bytes = encoded(decisions, encoder);
    RansDecoder decoder(bytes, 2);
    bool same = true;
    for (const Decision& each : decisions) same = same && decodes(decoder, each);
    CAPTURE(seed);
    CHECK(same);
    CHECK_FALSE(decoder.failed());
  }
}

TEST_CASE("rANS: what is likely costs little") {
  RansEncoder encoder;
  for (int i = 0; i < 8000; ++i) encoder.bit(false, 4000);
  const std::size_t guessed = encoder.size(), size = encoder.take(1).size();
  CHECK(size < 8000 * 36 / 1000 / 8 + 6); // 0.034 bits each
  CHECK(guessed + 6 >= size);
  CHECK(guessed <= size + 100);
  for (int i = 0; i < 800; ++i) encoder.even_bits(static_cast<std::uint32_t>(i & 1), 1);
  CHECK(encoder.size() == 100);
  CHECK(encoder.take(1).size() <= 104);
  CHECK(encoder.take(1).size() == 4); // nothing at all
  CHECK(encoder.take(2).size() == 8);
}

TEST_CASE("rANS: damaged bytes end, and what goes far past them fails") {
  RansEncoder encoder;
  const std::vector<Decision> decisions = random_decisions(1, 500);
  const Bytes bytes = encoded(decisions, encoder);
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    Bytes damaged = bytes;
    damaged[random() % damaged.size()] ^= static_cast<std::byte>(1 + random() % 255);
    damaged.resize(random() % (damaged.size() + 1));
    RansDecoder decoder(damaged, 1 + round % 2);
    std::size_t bits = 0;
    while (!decoder.failed() && bits < 1'000'000) bits += decoder.even_bits(8) <= 255 ? 8 : 0;
    CHECK(decoder.failed());
    CHECK(bits <= 8 * (damaged.size() + 20));
  }
}
