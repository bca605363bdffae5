#include "cli/post_slugs.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_set>

#include "base/bytes.h"
#include "base/hash.h"
#include "cli/read_posts.h"
#include "text/normalize.h"

namespace hanji {
namespace {

// What tells it apart, the shortest first.
std::vector<std::string> names_beside(const std::string& slug, const fs::path& below) {
  std::vector<std::string> names;
  fs::path folder = below.parent_path();
  const std::string stem = below.stem().string();
  if (stem == "index" || stem == "README") folder = folder.parent_path(); // it is called as its folder
  std::string suffix;
  for (; !folder.filename().empty(); folder = folder.parent_path()) {
    suffix = to_nfc(folder.filename().string()) + (suffix.empty() ? "" : "-" + suffix);
    names.push_back(slug + "-" + suffix);
  }
  if (const std::string ending = below.extension().string(); ending.size() > 1)
    names.push_back(slug + "-" + to_nfc(ending.substr(1)));
  names.push_back(slug + "-" + hex_of(hash_of(as_bytes(below.generic_string()))).substr(0, 12));
  return names;
}

} // namespace

Result<void> make_slugs_unique(std::span<PostEntry> entries, std::span<const std::string> files,
                               const fs::path& folder, ByteFile& keeper,
                               std::vector<Diagnostic>& diagnostics) {
  std::vector<std::size_t> oldest_first(entries.size());
  std::iota(oldest_first.begin(), oldest_first.end(), std::size_t{0});
  std::ranges::sort(oldest_first, [&](std::size_t a, std::size_t b) {
    const auto order = [&](std::size_t i) {
      return std::tuple(!entries[i].article.date, entries[i].article.date, i);
    };
    return order(a) < order(b);
  });
  std::unordered_set<std::string_view> slugs; // of the entries, and of `renamed`
  slugs.reserve(entries.size());
  std::vector<std::size_t> others;
  for (const std::size_t i : oldest_first) {
    if (!slugs.insert(entries[i].article.slug).second) others.push_back(i);
  }
  std::map<std::size_t, std::string> renamed; // by the entry's number
  for (const std::size_t i : others) {
    const fs::path below = fs::path(files[i]).lexically_relative(folder);
    for (std::string& name : names_beside(entries[i].article.slug, below)) {
      if (slugs.contains(name)) continue;
      slugs.insert(renamed.emplace(i, std::move(name)).first->second);
      break;
    }
  }
  slugs.clear(); // they are views of what changes now
  for (auto& [i, name] : renamed) {
    diagnostics.push_back(
        {files[i], 0, 0, "same_name", "another post has the same name", "its address is #/" + name});
    if (Result<void> done = rename_entry(entries[i].article, std::move(name)); !done) return done;
    if (Result<void> kept = keep_elsewhere(entries[i], keeper); !kept) return kept;
  }
  return {};
}

} // namespace hanji
