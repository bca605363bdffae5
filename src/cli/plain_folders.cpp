#include "cli/plain_folders.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

namespace hanji {
namespace {

struct Count {
  std::size_t posts = 0, plain = 0;
};

} // namespace

void summarise_plain_folders(const fs::path& folder, const std::vector<std::string>& posts,
                             std::vector<Diagnostic>& diagnostics) {
  constexpr std::array<std::string_view, 2> codes{"front_matter_missing", "title_missing"};
  std::set<std::string, std::less<>> plain;
  for (const Diagnostic& each : diagnostics) {
    if (each.code == codes[0]) plain.insert(each.file);
  }
  const auto folders_around = [&folder](const fs::path& post) { // the topmost first
    std::vector<fs::path> around{folder};
    for (const fs::path& part : post.parent_path().lexically_relative(folder)) {
      if (part != ".") around.push_back(around.back() / part);
    }
    return around;
  };
  std::map<fs::path, Count> counts;
  for (const std::string& post : posts) {
    for (const fs::path& around : folders_around(post)) {
      ++counts[around].posts;
      if (plain.contains(post)) ++counts[around].plain;
    }
  }
  std::map<fs::path, std::size_t> summaries;
  std::erase_if(diagnostics, [&](const Diagnostic& each) {
    if (std::ranges::find(codes, each.code) == codes.end() || !plain.contains(each.file)) return false;
    for (const fs::path& around : folders_around(each.file)) {
      const Count& count = counts[around];
      if (count.posts < 2 || count.plain < count.posts) continue;
      summaries[around] = count.posts;
      return true;
    }
    return false;
  });
  for (const auto& [place, count] : summaries)
    diagnostics.push_back({place.string(), 0, 0, "front_matter_missing",
                           "none of the " + std::to_string(count) + " posts in there has front matter",
                           "each file is all body; titles are of first headings or files’ names"});
}

} // namespace hanji
