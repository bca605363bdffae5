#include "post/synonyms.h"

#include <algorithm>

#include "post/scan.h"
#include "post/source_text.h"

namespace hanji {
namespace {

constexpr std::size_t longest_word = 200; // bytes

// Empty when the line is no group.
SynonymGroup group_of(std::string_view line) {
  const std::size_t equals = line.find('=');
  if (equals == line.npos) return {};
  SynonymGroup group{std::string(trimmed(line.substr(0, equals)))};
  for (std::string_view rest = line.substr(equals + 1);;) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    group.emplace_back(trimmed(rest.substr(0, comma)));
    if (comma == rest.size()) break;
    rest.remove_prefix(comma + 1);
  }
  const bool sound = std::ranges::all_of(group, [](const std::string& word) {
    return !word.empty() && word.size() <= longest_word && word.find('=') == word.npos;
  });
  return sound ? group : SynonymGroup();
}

} // namespace

std::vector<SynonymGroup> read_synonyms(std::string_view bytes, std::string_view file,
                                        std::vector<Diagnostic>& diagnostics) {
  std::vector<SynonymGroup> groups;
  const SourceText source = source_text(bytes);
  std::uint32_t number = 0;
  for (std::string_view rest = source.text; !rest.empty();) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    ++number;
    line = trimmed(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    SynonymGroup group = group_of(line);
    if (group.empty())
      diagnostics.push_back(
          {std::string(file), number, 1, "synonym_line", "this is not «word = word, word»", "left out"});
    else
      groups.push_back(std::move(group));
  }
  return groups;
}

} // namespace hanji
