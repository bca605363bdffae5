#include "search/index_reader.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "search/index_bytes.h"
#include "search/index_text.h"
#include "text/utf8.h"

namespace hanji {
namespace {

std::string key_of(std::string_view prefix, std::u32string_view text) {
  return std::string(prefix) + to_utf8(text);
}

} // namespace

// The pair after one of a block.
IndexReader::Ranks IndexReader::next_pair(Decoder& coder, Ranks last) {
  const std::uint32_t rise = get_number(coder, context::next_key);
  if (rise > 0) return {last.first, last.second + rise};
  const std::uint32_t first = last.first + get_number(coder, context::next_key);
  return {first, get_number(coder, context::next_key)};
}

std::u32string after_prefix(std::u32string prefix) {
  if (!prefix.empty()) ++prefix.back();
  return prefix;
}

IndexReader::IndexReader(const SearchIndex& index) : index_(index) {
  if (index.ranges.empty() || !index.ranges.front().first_key.empty()) {
    damaged = !index.ranges.empty();
    return;
  }
  const IndexShard* shard = load(index.ranges.front());
  if (shard != nullptr && shard->root) root_ = &*shard->root;
}

const IndexShard* IndexReader::load(const IndexRange& range) {
  const auto loaded = index_.loaded.find(range.file);
  if (loaded == index_.loaded.end()) {
    if (std::ranges::find(missing, range.file) == missing.end()) missing.push_back(range.file);
    return nullptr;
  }
  if (loaded->second.is_empty()) damaged = true;
  return &loaded->second;
}

void IndexReader::decode_pairs(char32_t first, char32_t from, char32_t to,
                               const std::function<void(std::uint32_t, Postings&)>& take) {
  if (root_ == nullptr) return;
  const std::uint32_t first_rank = root_->rank_of(first);
  if (first_rank == 0) return;
  // Ranks rather than characters: those of `from` and `to`, or what stands next to them.
  const auto& alphabet = root_->alphabet;
  const auto low_rank =
      from == 0 ? 0U
                : static_cast<std::uint32_t>(std::ranges::lower_bound(alphabet, from) - alphabet.begin()) + 1;
  const auto high_rank =
      to == 0 ? 0U : static_cast<std::uint32_t>(std::ranges::upper_bound(alphabet, to) - alphabet.begin());
  const Ranks low{first_rank, low_rank}, high{first_rank, high_rank};
  if (low > high) return;
  const auto key = [&](char32_t second) {
    std::u32string text{first};
    if (second != 0) text += second;
    return key_of(pairs_prefix, text);
  };
  const std::string first_key = key(from), last_key = key(to);
  auto range = std::ranges::upper_bound(index_.ranges, first_key, {}, &IndexRange::first_key);
  if (range != index_.ranges.begin()) --range;
  for (; range != index_.ranges.end() && range->first_key <= last_key; ++range) {
    if (!range->first_key.starts_with(pairs_prefix)) continue;
    const IndexShard* shard = load(*range);
    if (shard == nullptr) continue;
    auto block = std::ranges::upper_bound(shard->pairs, low, {},
                                          [](const PairBlock& b) { return Ranks{b.first, b.second}; });
    if (block != shard->pairs.begin()) --block;
    for (; block != shard->pairs.end() && Ranks{block->first, block->second} <= high; ++block) {
      Decoder coder(root_->model, std::span(shard->bytes).subspan(block->begin, block->postings));
      Ranks pair{block->first, block->second};
      for (std::uint32_t i = 0; i < block->pairs; ++i) {
        if (i > 0) pair = next_pair(coder, pair);
        if (pair > high) break;
        const std::uint32_t count = get_number(coder, context::articles_of_key);
        bool sound = count < root_->articles && !coder.failed();
        if (sound && pair < low) {
          sound = skip_postings(coder, count + 1, root_->articles);
        } else if (sound) {
          Postings postings;
          sound = get_postings(coder, count + 1, root_->articles, postings);
          if (sound) {
            places_.push_back({pair, shard, &*block, i});
            take(pair.second, postings);
          }
        }
        if (!sound) {
          damaged = true;
          break;
        }
      }
    }
  }
}

const Postings& IndexReader::pair(char32_t first, char32_t second) {
  const auto [known, is_new] = known_.try_emplace(std::uint64_t{first} << 32 | second);
  if (is_new && root_ != nullptr && (second == 0 || root_->rank_of(second) != 0))
    decode_pairs(first, second, second,
                 [&](std::uint32_t, Postings& postings) { known->second = std::move(postings); });
  return known->second;
}

Postings IndexReader::pairs(char32_t first, char32_t from, char32_t to) {
  std::vector<std::pair<std::uint32_t, Mark>> all;
  decode_pairs(first, from, to, [&](std::uint32_t, Postings& postings) {
    for (std::size_t i = 0; i < postings.size(); ++i)
      all.emplace_back(postings.articles[i], postings.marks[i]);
  });
  std::ranges::sort(all, {}, &std::pair<std::uint32_t, Mark>::first);
  Postings merged;
  for (const auto& [article, mark] : all) {
    if (!merged.articles.empty() && merged.articles.back() == article) {
      Mark& kept = merged.marks.back();
      if (mark.apart) continue;
      if (kept.apart) {
        kept = mark;
        continue;
      }
      kept.place = std::max(kept.place, mark.place);
      kept.word_start = kept.word_start || mark.word_start;
      kept.count = static_cast<std::uint8_t>(std::min(kept.count + mark.count, 100));
    } else {
      merged.articles.push_back(article);
      merged.marks.push_back(mark);
    }
  }
  return merged;
}

std::vector<bool> IndexReader::triple(char32_t a, char32_t b, char32_t c, std::size_t articles) {
  std::vector<bool> holds(articles, false);
  if (root_ == nullptr || articles == 0) return holds;
  const Ranks wanted{root_->rank_of(a), root_->rank_of(b)};
  const std::uint32_t third = root_->rank_of(c);
  if (wanted.first == 0 || wanted.second == 0 || third == 0) return holds;
  const auto known = std::ranges::find(places_, wanted, &Place::pair);
  if (known == places_.end()) return holds;
  const auto& [pair, shard, block, place] = *known;
  Decoder coder(root_->model,
                std::span(shard->bytes).subspan(block->begin + block->postings, block->followers));
  for (std::uint32_t i = 0; i <= place; ++i) {
    const std::uint32_t followers = get_number(coder, context::followers);
    std::uint32_t next = 0;
    for (std::uint32_t f = 0; f < followers && !coder.failed(); ++f) {
      const std::uint32_t rank = next + get_number(coder, context::next_follower);
      next = rank + 1;
      const bool ours = i == place && rank == third;
      if (i == place && rank > third) return holds;
      if (coder.bit(context::always)) {
        if (ours) return std::vector<bool>(articles, true);
        continue;
      }
      const std::uint32_t candidates = get_number(coder, context::candidates) + 1;
      Learning learning;
      for (std::uint32_t n = 0; n < candidates && !coder.failed(); ++n) {
        const bool value = coder.adaptive(learning.chance);
        learning.learn(value);
        if (ours && n < articles) holds[n] = value;
      }
      if (ours) {
        if (candidates != articles) damaged = true;
        return holds;
      }
    }
  }
  return holds;
}

void IndexReader::words(std::u32string_view from, std::u32string_view before, const TakeWord& take) {
  if (root_ == nullptr) return;
  const auto width = static_cast<int>(std::bit_width(root_->alphabet.size()));
  const std::string first_key = key_of(words_prefix, from),
                    end_key = before.empty() ? std::string(pairs_prefix) : key_of(words_prefix, before);
  auto range = std::ranges::upper_bound(index_.ranges, first_key, {}, &IndexRange::first_key);
  if (range != index_.ranges.begin()) --range;
  for (; range != index_.ranges.end() && range->first_key < end_key; ++range) {
    if (!range->first_key.starts_with(words_prefix)) continue;
    const IndexShard* shard = load(*range);
    if (shard == nullptr) continue;
    auto block = std::ranges::upper_bound(shard->words, from, {}, &WordBlock::first);
    if (block != shard->words.begin()) --block;
    for (; block != shard->words.end() && (before.empty() || block->first < before); ++block) {
      Decoder coder(root_->model, std::span(shard->bytes).subspan(block->begin, block->size));
      WordEntry entry;
      for (std::uint32_t i = 0; i < block->words; ++i) {
        const std::uint32_t shared = get_number(coder, context::shared),
                            rest = get_number(coder, context::rest);
        if (shared > entry.word.size() || rest > 4096 || coder.failed()) {
          damaged = true;
          break;
        }
        entry.word.resize(shared);
        for (std::uint32_t c = 0; c < rest; ++c) {
          const std::uint32_t rank = get_character(coder, width);
          entry.word += rank < root_->alphabet.size() ? root_->alphabet[rank] : U'\uFFFD';
        }
        entry.articles = get_number(coder, context::articles_of_word) + 1;
        entry.noun = coder.bit(context::noun);
        const std::uint32_t titles = get_number(coder, context::articles_of_title);
        entry.titles.clear();
        entry.postings.clear();
        bool sound = !entry.word.empty() && entry.articles <= root_->articles && !coder.failed();
        if (sound && titles > 0) sound = get_articles(coder, titles, root_->articles, entry.titles);
        if (sound && !is_paired(entry.word[0]))
          sound = get_postings(coder, entry.articles, root_->articles, entry.postings);
        if (!sound) {
          damaged = true;
          break;
        }
        if (!before.empty() && entry.word >= before) return;
        if (entry.word >= from && !take(entry)) return;
      }
    }
  }
}

bool IndexReader::word(std::u32string_view word, WordEntry& entry) {
  bool found = false;
  std::u32string before(word);
  before += U'\0';
  words(word, before, [&](WordEntry& one) {
    found = one.word == word;
    if (found) entry = one;
    return false;
  });
  return found;
}

const SynonymEntry* IndexReader::synonyms(std::u32string_view word) {
  const std::string key = key_of(synonyms_prefix, word);
  auto range = std::ranges::upper_bound(index_.ranges, key, {}, &IndexRange::first_key);
  if (range == index_.ranges.begin() || !(--range)->first_key.starts_with(synonyms_prefix)) return nullptr;
  const IndexShard* shard = load(*range);
  if (shard == nullptr) return nullptr;
  const auto found = std::ranges::lower_bound(shard->synonyms, word, {}, &SynonymEntry::word);
  return found != shard->synonyms.end() && found->word == word ? &*found : nullptr;
}

} // namespace hanji
