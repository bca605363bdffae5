#include "index/vocabulary.h"

#include <algorithm>

#include "text/particles.h"

namespace hanji {
namespace {

constexpr std::size_t longest_first = 4; // syllables before the space: longer ones are not parts of a word
constexpr std::size_t longest_stem = 255;
constexpr std::size_t beginning_bits = std::size_t{1} << 22;
constexpr std::size_t fewest_entries = 1024;

// Of a text by its beginnings: each character adds to what those before it made.
constexpr std::uint64_t hash_of_nothing = 0xCBF29CE484222325;
std::uint64_t add_to_hash(std::uint64_t hash, char32_t character) {
  hash = (hash ^ character) * 0x9E3779B97F4A7C15;
  return hash ^ hash >> 29;
}

std::uint64_t add_to_hash(std::uint64_t hash, std::u32string_view text) {
  for (const char32_t character : text) hash = add_to_hash(hash, character);
  return hash;
}

std::uint64_t whole(std::uint64_t hash) { return hash == 0 ? 1 : hash; }
std::uint64_t hash_of(std::u32string_view text) { return whole(add_to_hash(hash_of_nothing, text)); }

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
  std::uint64_t beginning = add_to_hash(hash_of_nothing, stem[0]);
  for (std::size_t first = 1; first <= longest_first && first < stem.size(); ++first) {
    beginning = add_to_hash(beginning, stem[first]);
    beginnings_[beginning % beginning_bits] = true;
  }
}

void Vocabulary::add(const std::vector<IndexField>& fields) {
  std::vector<std::u32string_view> runs;
  for (const IndexField& field : fields) {
    for (std::size_t i = 0; i < field.words(); ++i) {
      runs_of(field.word(i), runs);
      for (const std::u32string_view run : runs) {
        if (run.size() < 2 || !is_paired(run[0])) continue;
        const std::uint64_t hash = hash_of(run);
        const Entry* known = find(hash);
        if (known != nullptr && known->seen) continue; // said all that it has to say
        const Cut cut = cut_particle(run);
        see(run, 0, true);
        Entry& entry = place_of(hash);
        entry.seen = true;
        if (cut.stem <= longest_stem) entry.stem = static_cast<std::uint8_t>(cut.stem);
        if (cut.stem != 0) see(run.substr(0, cut.stem), cut.particle, true);
        if (const Cut verb = cut_verb_ending(run); verb.stem != 0)
          see(run.substr(0, verb.stem), static_cast<std::uint8_t>(200), false);
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

Vocabulary::Stem Vocabulary::stem_of(std::u32string_view word) const {
  const Entry* found = find(hash_of(word));
  if (found != nullptr && found->other != 0) return {word, true};
  const std::size_t cut = found != nullptr && found->seen ? found->stem : cut_particle(word).stem;
  if (cut != 0 && is_noun(word.substr(0, cut))) return {word.substr(0, cut), true};
  return {word, false};
}

bool Vocabulary::are_one(std::u32string_view first, std::u32string_view second) const {
  if (first.empty() || first.size() > longest_first || second.empty() || !is_paired(first[0]) ||
      !is_paired(second[0]))
    return false;
  std::uint64_t hash = add_to_hash(add_to_hash(hash_of_nothing, first), second[0]);
  if (!beginnings_[hash % beginning_bits]) return false;
  const auto written = [&] {
    const Entry* found = find(whole(hash));
    return found != nullptr && found->written;
  };
  const bool by_one = written();
  if (second.size() == 1) return by_one;
  for (const char32_t character : second.substr(1)) { // conjugated here and there otherwise
    hash = add_to_hash(hash, character);
    if (written()) return true;
  }
  return by_one && cut_particle(second, 1).stem == 1;
}

} // namespace hanji
