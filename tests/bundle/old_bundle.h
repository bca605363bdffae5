// The bundle that an earlier `hanji build` made (tests/data/bundle_v1/README.md), as a reader fetches it.
#pragma once

#include <doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace hanji {

inline const std::filesystem::path old_bundle = "tests/data/bundle_v1";

inline std::string old_bundle_file(const std::string& name) {
  std::ifstream in(HANJI_SOURCE_DIR / old_bundle / "bundle" / name, std::ios::binary);
  REQUIRE_MESSAGE(in, name << " is missing");
  return {std::istreambuf_iterator<char>(in), {}};
}

// Its list of contents with other words in place of some that stand in it once or more.
inline std::string old_manifest_with(std::string_view words, std::string_view others) {
  std::string text = old_bundle_file("bundle.json");
  std::size_t at = text.find(words);
  REQUIRE(at != std::string::npos);
  for (; at != std::string::npos; at = text.find(words, at + others.size()))
    text.replace(at, words.size(), others);
  return text;
}

inline constexpr std::string_view newer_site =
    "this site was written by a newer Hanji; reload the page or update";

} // namespace hanji
