#include <doctest.h>

#include "base/bytes.h"
#include "base/hash.h"

using namespace hanji;

TEST_CASE("the hash is SHA-256 (FIPS 180-4, examples)") {
  CHECK(hex_of(hash_of(as_bytes("abc"))) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex_of(hash_of({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
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
