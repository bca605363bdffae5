#include "search/vocabulary.h"

#include "text/particles.h"

namespace hanji {

void Vocabulary::see(std::u32string_view stem, std::uint8_t ending, bool written) {
  auto found = entries_.find(stem);
  if (found == entries_.end()) found = entries_.emplace(std::u32string(stem), Entry{}).first;
  Entry& entry = found->second;
  const auto mark = static_cast<std::uint8_t>(ending + 1);
  if (entry.one == 0)
    entry.one = mark;
  else if (entry.other == 0 && entry.one != mark)
    entry.other = mark;
  entry.written = entry.written || written;
}

void Vocabulary::add(const std::vector<IndexField>& fields) {
  for (const IndexField& field : fields) {
    for (const std::u32string& word : field.words) {
      for (const std::u32string_view run : runs_of(word)) {
        if (run.size() < 2 || !is_paired(run[0])) continue;
        see(run, 0, true);
        if (const Cut cut = cut_particle(run); cut.stem != 0)
          see(run.substr(0, cut.stem), cut.particle, true);
        if (const Cut cut = cut_verb_ending(run); cut.stem != 0)
          see(run.substr(0, cut.stem), static_cast<std::uint8_t>(200), false);
      }
    }
  }
}

bool Vocabulary::is_noun(std::u32string_view word) const {
  const auto found = entries_.find(word);
  return found != entries_.end() && found->second.other != 0;
}

bool Vocabulary::is_written(std::u32string_view word) const {
  const auto found = entries_.find(word);
  return found != entries_.end() && found->second.written;
}

std::u32string_view Vocabulary::stem_of(std::u32string_view word) const {
  if (is_noun(word)) return word;
  const Cut cut = cut_particle(word);
  return cut.stem != 0 && is_noun(word.substr(0, cut.stem)) ? word.substr(0, cut.stem) : word;
}

bool Vocabulary::are_one(std::u32string_view first, std::u32string_view second) const {
  constexpr std::size_t longest = 4; // syllables before the space: longer ones are not parts of a word
  if (first.empty() || first.size() > longest || second.empty() || !is_paired(first[0]) ||
      !is_paired(second[0]))
    return false;
  std::u32string joined(first);
  joined += second;
  if (is_written(joined)) return true;
  const std::size_t cut = cut_particle(second, 1).stem;
  for (std::size_t length = second.size() - 1; length >= 1; --length) { // conjugated here and there otherwise
    if (length < 2 && length != cut) continue;
    joined.resize(first.size() + length);
    if (is_written(joined)) return true;
  }
  return false;
}

} // namespace hanji
