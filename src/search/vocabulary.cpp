#include "search/vocabulary.h"

#include <algorithm>

#include "text/particles.h"

namespace hanji {
namespace {

constexpr std::size_t longest_first = 4; // syllables before the space: longer ones are not parts of a word
constexpr std::size_t beginning_bits = std::size_t{1} << 22;
constexpr std::size_t fewest_entries = 1024;

// Of a text by its beginnings: each character adds to what those before it made.
constexpr std::uint64_t hash_of_nothing = 0xCBF29CE484222325;
std::uint64_t add_to_hash(std::uint64_t hash, char32_t character) {
  hash = (hash ^ character) * 0x9E3779B97F4A7C15;
  return hash ^ hash >> 29;
}

std::uint64_t hash_of(std::u32string_view text) {
  std::uint64_t hash = hash_of_nothing;
  for (const char32_t character : text) hash = add_to_hash(hash, character);
  return hash == 0 ? 1 : hash;
}

std::size_t slot_of(std::u32string_view first, char32_t next) {
  std::uint64_t hash = hash_of_nothing;
  for (const char32_t character : first) hash = add_to_hash(hash, character);
  return add_to_hash(hash, next) % beginning_bits;
}

} // namespace

Vocabulary::Vocabulary() : entries_(fewest_entries), beginnings_(beginning_bits) {}

const Vocabulary::Entry* Vocabulary::find(std::uint64_t hash) const {
  for (std::size_t i = hash & (entries_.size() - 1); entries_[i].hash != 0;
       i = (i + 1) & (entries_.size() - 1)) {
    if (entries_[i].hash == hash) return &entries_[i];
  }
  return nullptr;
}

Vocabulary::Entry& Vocabulary::place_of(std::uint64_t hash) {
  std::size_t i = hash & (entries_.size() - 1);
  while (entries_[i].hash != 0 && entries_[i].hash != hash) i = (i + 1) & (entries_.size() - 1);
  return entries_[i];
}

void Vocabulary::grow() {
  std::vector<Entry> old(entries_.size() * 2);
  old.swap(entries_);
  for (const Entry& entry : old) {
    if (entry.hash != 0) place_of(entry.hash) = entry;
  }
}

void Vocabulary::see(std::u32string_view stem, std::uint8_t ending, bool written) {
  if (used_ * 2 > entries_.size()) grow();
  const std::uint64_t hash = hash_of(stem);
  Entry& entry = place_of(hash);
  if (entry.hash == 0) {
    entry.hash = hash;
    ++used_;
  }
  const auto mark = static_cast<std::uint8_t>(ending + 1);
  if (entry.one == 0)
    entry.one = mark;
  else if (entry.other == 0 && entry.one != mark)
    entry.other = mark;
  if (!written || entry.written) return;
  entry.written = true;
  for (std::size_t first = 1; first <= longest_first && first < stem.size(); ++first)
    beginnings_[slot_of(stem.substr(0, first), stem[first])] = true;
}

void Vocabulary::add(const std::vector<IndexField>& fields) {
  for (const IndexField& field : fields) {
    for (const std::u32string& word : field.words) {
      for (const std::u32string_view run : runs_of(word)) {
        if (run.size() < 2 || !is_paired(run[0])) continue;
        const std::uint64_t hash = hash_of(run);
        const Entry* known = find(hash);
        if (known != nullptr && known->seen) continue; // said all that it has to say
        see(run, 0, true);
        place_of(hash).seen = true;
        if (const Cut cut = cut_particle(run); cut.stem != 0)
          see(run.substr(0, cut.stem), cut.particle, true);
        if (const Cut cut = cut_verb_ending(run); cut.stem != 0)
          see(run.substr(0, cut.stem), static_cast<std::uint8_t>(200), false);
      }
    }
  }
}

bool Vocabulary::is_noun(std::u32string_view word) const {
  const Entry* found = find(hash_of(word));
  return found != nullptr && found->other != 0;
}

bool Vocabulary::is_written(std::u32string_view word) const {
  const Entry* found = find(hash_of(word));
  return found != nullptr && found->written;
}

std::u32string_view Vocabulary::stem_of(std::u32string_view word) const {
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
