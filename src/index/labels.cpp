#include "index/labels.h"

#include <algorithm>

#include "text/normalize.h"

namespace hanji {
namespace {

std::vector<std::string_view> parts_of(std::string_view name, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = name.find_first_of(separators);
    parts.push_back(name.substr(0, end));
    if (end == name.npos) return parts;
    name.remove_prefix(end + 1);
  }
}

void add(std::vector<std::u32string>& keys, LabelKind kind, std::string_view name) {
  std::u32string key = label_key(kind, name);
  if (key.size() > 1) keys.push_back(std::move(key));
}

void add_nested(std::vector<std::u32string>& keys, LabelKind kind, std::string_view name) {
  for (const std::string_view part : parts_of(name, "/>")) {
    add(keys, kind, part);
    add(keys, kind, name.substr(0, static_cast<std::size_t>(part.data() + part.size() - name.data())));
  }
}

} // namespace

std::u32string label_key(LabelKind kind, std::string_view name) {
  name.remove_prefix(std::min(name.find_first_not_of("# "), name.size()));
  return std::u32string(1, mark_of(kind)) + fold_for_search(name).text;
}

std::vector<std::u32string> label_keys(const Article& article) {
  std::vector<std::u32string> keys;
  for (const std::string& category : article.categories) add_nested(keys, LabelKind::category, category);
  for (const std::string& tag : article.tags) add_nested(keys, LabelKind::tag, tag);
  for (const std::string_view author : parts_of(article.author, ",;&/")) {
    add(keys, LabelKind::author, author);
    for (const std::string_view word : parts_of(author, " ")) add(keys, LabelKind::author, word);
  }
  std::ranges::sort(keys);
  keys.erase(std::ranges::unique(keys).begin(), keys.end());
  return keys;
}

} // namespace hanji
