#include "base/hash.h"

#include <tomcrypt.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <limits>

#if defined(__x86_64__) && !defined(__EMSCRIPTEN__)
#define HANJI_SHA_OF_PROCESSOR
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace hanji {
namespace {

#ifdef HANJI_SHA_OF_PROCESSOR

constexpr std::size_t block_bytes = 64;

// FIPS 180-4, 4.2.2: the first 32 bits of the cube roots of the first 64 primes.
alignas(16) constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

bool processor_has_sha() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  constexpr unsigned ssse3_and_sse41 = 1U << 9 | 1U << 19, sha = 1U << 29;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & ssse3_and_sse41) != ssse3_and_sse41) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & sha) != 0;
}

__m128i load(const void* at) { return _mm_loadu_si128(static_cast<const __m128i*>(at)); }

// Four rounds by two instructions. The state lies as the instructions want it: ABEF and CDGH.
__attribute__((target("sha,ssse3,sse4.1"))) void add_blocks(std::array<std::uint32_t, 8>& state,
                                                            const std::byte* bytes, std::size_t blocks) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  const __m128i badc = _mm_shuffle_epi32(load(state.data()), 0xB1);
  const __m128i hgfe = _mm_shuffle_epi32(load(state.data() + 4), 0x1B);
  __m128i abef = _mm_alignr_epi8(badc, hgfe, 8), cdgh = _mm_blend_epi16(hgfe, badc, 0xF0);
  for (; blocks > 0; --blocks, bytes += block_bytes) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i words[4];
    for (int i = 0; i < 4; ++i) words[i] = _mm_shuffle_epi8(load(bytes + 16 * i), big_endian);
    for (std::size_t round = 0; round < 16; ++round) {
      __m128i& now = words[round % 4];
      if (round >= 4) {
        const __m128i last = words[(round + 3) % 4], before = words[(round + 2) % 4];
        now = _mm_sha256msg1_epu32(now, words[(round + 1) % 4]);
        now = _mm_sha256msg2_epu32(_mm_add_epi32(now, _mm_alignr_epi8(last, before, 4)), last);
      }
      const __m128i sum = _mm_add_epi32(now, load(round_constants.data() + 4 * round));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1B), dchg = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data()), _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data() + 4), _mm_alignr_epi8(dchg, feba, 8));
}

Hash hash_by_processor(std::span<const std::byte> bytes) {
  std::array<std::uint32_t, 8> state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  const std::size_t whole = bytes.size() / block_bytes, rest = bytes.size() % block_bytes;
  add_blocks(state, bytes.data(), whole);
  std::array<std::byte, 2 * block_bytes> end{};
  std::ranges::copy(bytes.last(rest), end.begin());
  end[rest] = std::byte{0x80};
  const std::size_t end_bytes = rest + 9 <= block_bytes ? block_bytes : 2 * block_bytes;
  const std::uint64_t bits = std::byteswap(std::uint64_t{bytes.size()} * 8);
  std::memcpy(end.data() + end_bytes - sizeof bits, &bits, sizeof bits);
  add_blocks(state, end.data(), end_bytes / block_bytes);
  for (std::uint32_t& part : state) part = std::byteswap(part);
  return std::bit_cast<Hash>(state);
}

#endif

Hash hash_by_library(std::span<const std::byte> bytes) {
  assert(bytes.size() <= std::numeric_limits<unsigned long>::max());
  Hash hash{};
  hash_state state;
  sha256_init(&state);
  sha256_process(&state, reinterpret_cast<const unsigned char*>(bytes.data()),
                 static_cast<unsigned long>(bytes.size()));
  sha256_done(&state, hash.data());
  return hash;
}

} // namespace

#ifdef HANJI_NODE
// By the processor there too (node/system_library.js); the question costs as much as a few thousand bytes.
extern "C" void node_sha256(const std::byte* bytes, std::size_t size, std::uint8_t* into);
constexpr std::size_t fewest_asked_bytes = 2048;
#endif

Hash hash_of(std::span<const std::byte> bytes) {
#ifdef HANJI_NODE
  if (bytes.size() >= fewest_asked_bytes) {
    Hash hash{};
    node_sha256(bytes.data(), bytes.size(), hash.data());
    return hash;
  }
#endif
#ifdef HANJI_SHA_OF_PROCESSOR
  static const bool has_sha = processor_has_sha();
  if (has_sha) return hash_by_processor(bytes);
#endif
  return hash_by_library(bytes);
}

bool begin_alike(const Hash& a, const Hash& b, std::size_t bytes) {
  assert(bytes <= a.size());
  return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(bytes), b.begin());
}

std::string hex_of(const Hash& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * hash.size());
  for (const std::uint8_t byte : hash) {
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

std::optional<Hash> parse_hex_hash(std::string_view text) {
  const auto value_of = [](char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return -1;
  };
  Hash hash{};
  if (text.size() != 2 * hash.size()) return std::nullopt;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const int high = value_of(text[2 * i]), low = value_of(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    hash[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return hash;
}

} // namespace hanji
