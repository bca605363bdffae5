#include <doctest.h>

#include <random>

#include "base/range_coder.h"

using namespace hanji;

namespace {

struct Decision {
  bool value = false;
  Chance chance = even_chance; // 0: even bits instead
  std::uint32_t bits = 0;
  int count = 0;
};

std::vector<Decision> random_decisions(unsigned seed, std::size_t size) {
  std::mt19937 random(seed);
  std::vector<Decision> decisions(size);
  for (Decision& each : decisions) {
    switch (random() % 4) {
    case 0:
      each.count = static_cast<int>(random() % 33);
      each.bits = static_cast<std::uint32_t>(each.count == 0 ? 0 : random() >> (32 - each.count));
      each.chance = 0;
      break;
    case 1: each.chance = 1; break; // what is nearly sure of a 1
    case 2: each.chance = 4095; break;
    default: each.chance = static_cast<Chance>(1 + random() % 4095);
    }
    each.value = random() % 4096 >= each.chance;
    if (seed % 3 == 0) each.value = !each.value; // against all odds
  }
  return decisions;
}

Bytes encoded(const std::vector<Decision>& decisions, RangeEncoder& encoder) {
  for (const Decision& each : decisions) {
    if (each.chance == 0)
      encoder.even_bits(each.bits, each.count);
    else
      encoder.bit(each.value, each.chance);
  }
  return encoder.take();
}

} // namespace

TEST_CASE("range coding: what goes in comes out, likely or not") {
  RangeEncoder encoder; // is new again after `take`
  for (unsigned seed = 0; seed < 60; ++seed) {
    const std::vector<Decision> decisions = random_decisions(seed, seed * 20);
    const Bytes bytes = encoded(decisions, encoder);
    RangeDecoder decoder(bytes);
    bool same = true;
    for (const Decision& each : decisions)
      same = same && (each.chance == 0 ? decoder.even_bits(each.count) == each.bits
                                       : decoder.bit(each.chance) == each.value);
    CAPTURE(seed);
    CHECK(same);
    CHECK_FALSE(decoder.failed());
  }
}

TEST_CASE("range coding: a carry runs through bytes that wait for it") {
  for (std::size_t ones = 0; ones < 200; ++ones) {
    RangeEncoder encoder;
    for (std::size_t i = 0; i < ones; ++i) encoder.bit(true, 4095);
    for (std::size_t i = 0; i < 64; ++i) encoder.bit(true, 1);
    encoder.bit(false, 4095);
    const Bytes bytes = encoder.take();
    RangeDecoder decoder(bytes);
    bool same = true;
    for (std::size_t i = 0; i < ones; ++i) same = same && decoder.bit(4095);
    for (std::size_t i = 0; i < 64; ++i) same = same && decoder.bit(1);
    CHECK(same);
    CHECK_FALSE(decoder.bit(4095));
  }
}

TEST_CASE("range coding: what is likely costs little") {
  RangeEncoder encoder;
  for (int i = 0; i < 8000; ++i) encoder.bit(false, 4000);
  CHECK(encoder.take().size() < 8000 * 36 / 1000 / 8 + 6); // 0.034 bits each
  for (int i = 0; i < 800; ++i) encoder.even_bits(static_cast<std::uint32_t>(i & 1), 1);
  CHECK(encoder.take().size() <= 106);
  CHECK(encoder.take().size() <= 5); // nothing at all
}

TEST_CASE("range coding: damaged bytes end, and what goes far past them fails") {
  RangeEncoder encoder;
  const std::vector<Decision> decisions = random_decisions(1, 500);
  const Bytes bytes = encoded(decisions, encoder);
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    Bytes damaged = bytes;
    damaged[random() % damaged.size()] ^= static_cast<std::byte>(1 + random() % 255);
    damaged.resize(random() % (damaged.size() + 1));
    RangeDecoder decoder(damaged);
    std::size_t bits = 0;
    while (!decoder.failed() && bits < 1'000'000) bits += decoder.even_bits(8) <= 255 ? 8 : 0;
    CHECK(decoder.failed());
    CHECK(bits <= 8 * (damaged.size() + 16));
  }
}
