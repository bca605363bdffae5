#include "search/vocabulary.h"

#include <algorithm>

#include "text/particles.h"

namespace hanji {

Vocabulary::Entry& Vocabulary::see(std::u32string_view stem, std::uint8_t ending, bool written) {
  auto found = entries_.find(stem);
  if (found == entries_.end()) found = entries_.emplace(std::u32string(stem), Entry{}).first;
  Entry& entry = found->second;
  const auto mark = static_cast<std::uint8_t>(ending + 1);
  if (entry.one == 0)
    entry.one = mark;
  else if (entry.other == 0 && entry.one != mark)
    entry.other = mark;
  entry.written = entry.written || written;
  return entry;
}

void Vocabulary::add(const std::vector<IndexField>& fields) {
  for (const IndexField& field : fields) {
    for (const std::u32string& word : field.words) {
      for (const std::u32string_view run : runs_of(word)) {
        if (run.size() < 2 || !is_paired(run[0])) continue;
        const auto known = entries_.find(run);
        if (known != entries_.end() && known->second.seen) continue; // said all that it has to say
        see(run, 0, true).seen = true;
        if (const Cut cut = cut_particle(run); cut.stem != 0)
          see(run.substr(0, cut.stem), cut.particle, true);
        if (const Cut cut = cut_verb_ending(run); cut.stem != 0)
          see(run.substr(0, cut.stem), static_cast<std::uint8_t>(200), false);
      }
    }
  }
}

namespace {

constexpr std::size_t longest_first = 4; // syllables before the space: longer ones are not parts of a word
constexpr std::size_t beginning_bits = std::size_t{1} << 22;

std::size_t slot_of(std::u32string_view first, char32_t next) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char32_t c : first) hash = (hash ^ c) * 0x100000001B3;
  hash = (hash ^ next) * 0x100000001B3;
  return (hash ^ hash >> 29) % beginning_bits;
}

} // namespace

void Vocabulary::settle() {
  beginnings_.assign(beginning_bits, false);
  for (auto& [word, entry] : entries_) {
    if (entry.seen)
      entry.stem = static_cast<std::uint8_t>(std::min<std::size_t>(find_stem(word).size(), 255));
    if (!entry.written) continue;
    for (std::size_t first = 1; first <= longest_first && first < word.size(); ++first)
      beginnings_[slot_of(std::u32string_view(word).substr(0, first), word[first])] = true;
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
  const auto found = entries_.find(word);
  return found != entries_.end() && found->second.seen && word.size() < 255
             ? word.substr(0, found->second.stem)
             : find_stem(word);
}

std::u32string_view Vocabulary::find_stem(std::u32string_view word) const {
  if (is_noun(word)) return word;
  const Cut cut = cut_particle(word);
  return cut.stem != 0 && is_noun(word.substr(0, cut.stem)) ? word.substr(0, cut.stem) : word;
}

bool Vocabulary::are_one(std::u32string_view first, std::u32string_view second) const {
  if (first.empty() || first.size() > longest_first || second.empty() || !is_paired(first[0]) ||
      !is_paired(second[0]))
    return false;
  if (!beginnings_[slot_of(first, second[0])]) return false;
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
