#include <doctest.h>

#include "base/bytes.h"
#include "base/hash.h"

using namespace hanji;

TEST_CASE("the hash is SHA-256 (FIPS 180-4, examples)") {
  CHECK(hex_of(hash_of(as_bytes("abc"))) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex_of(hash_of({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("of any length it is what other programs find") {
  Hash hash{};
  std::size_t bytes = 0; // of `hash` that count: none of the first
  for (std::size_t length = 0; length < 300; ++length) {
    std::string text(reinterpret_cast<const char*>(hash.data()), bytes);
    for (std::size_t i = 0; i < length; ++i) text += static_cast<char>((7 * i + length) & 255);
    hash = hash_of(as_bytes(text));
    bytes = hash.size();
  }
  // d = b''; for n in range(300): d = hashlib.sha256(d + bytes((i * 7 + n) & 255 for i in range(n))).digest()
  CHECK(hex_of(hash) == "d862fa7709f1a0ab662c69027d3957d7f0032a3b741198b773390159507aaab5");
}

TEST_CASE("a hash survives being written as hex, and nothing else is taken for one") {
  const Hash hash = hash_of(as_bytes("한지"));
  const std::string hex = hex_of(hash);
  CHECK(parse_hex_hash(hex) == hash);
  CHECK_FALSE(parse_hex_hash(hex.substr(1)));
  CHECK_FALSE(parse_hex_hash(hex + "0"));
  CHECK_FALSE(parse_hex_hash("G" + hex.substr(1)));
  CHECK_FALSE(parse_hex_hash(""));
}

TEST_CASE("hashes are compared as far as they are known") {
  Hash hash = hash_of(as_bytes("한지")), other = hash;
  other[8] ^= 1;
  CHECK(begin_alike(hash, other, 8));
  CHECK_FALSE(begin_alike(hash, other, 9));
  CHECK(begin_alike(hash, hash, hash.size()));
}
