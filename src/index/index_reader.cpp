#include "index/index_reader.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "index/index_bytes.h"
#include "index/index_text.h"
#include "text/utf8.h"

namespace hanji {
namespace {

bool may_hold(const IndexRange& range, std::string_view prefix) {
  return range.directory || range.first_key.starts_with(prefix);
}

std::string pair_key(char32_t first, char32_t second, std::uint32_t segment) {
  std::u32string text{first};
  if (second != 0) text += second;
  return segment_key(pairs_prefix_of(tier_of(segment)), text, segment);
}

void append(Postings& all, const Postings& more, std::uint32_t first) {
  for (const std::uint32_t article : more.articles) all.articles.push_back(first + article);
  all.marks.insert(all.marks.end(), more.marks.begin(), more.marks.end());
}

} // namespace

IndexReader::Entry IndexReader::next_entry(Decoder& coder, Entry last) {
  if (coder.bit(context::same_key)) {
    const std::uint32_t rise = get_small(coder, context::next_segment);
    return {last.first, last.second, last.segment + 1 + rise};
  }
  Entry next = last;
  if (const std::uint32_t rise = get_number(coder, context::next_key); rise > 0) {
    next.second += rise;
  } else {
    next.first += get_number(coder, context::next_key);
    next.second = get_number(coder, context::next_key);
  }
  next.segment = first_of_tier(tier_of(last.segment)) + get_small(coder, context::next_segment);
  return next;
}

std::u32string after_prefix(std::u32string prefix) {
  if (!prefix.empty()) ++prefix.back();
  return prefix;
}

std::u32string after_word(std::u32string word) {
  return std::move(word) + U'\2'; // a key of an older segment goes on with U+0001
}

IndexReader::IndexReader(SearchIndex index, std::uint32_t most_segments_read) : index_(std::move(index)) {
  const std::vector<IndexRange>& ranges = index_.ranges();
  if (ranges.empty() || !ranges.front().first_key.empty()) {
    damaged = !ranges.empty();
    return;
  }
  const IndexShard* shard = load(ranges.front());
  awaited_ = shard == nullptr;
  if (shard == nullptr || !shard->root) return;
  root_ = &*shard->root;
  segments_ = std::min(root_->segments(), most_segments_read);
}

void IndexReader::read_more_segments(std::uint32_t most_segments_read) {
  if (root_ != nullptr) segments_ = std::min(root_->segments(), most_segments_read);
  known_words_.clear();
}

std::uint32_t IndexReader::articles() const {
  if (root_ == nullptr) return 0;
  return segments_ == root_->segments() ? root_->articles : segments_ * root_->segment_articles;
}

const IndexShard* IndexReader::load(const IndexRange& range) {
  const IndexShard* shard = index_.shard(range.file);
  if (shard == nullptr) {
    if (std::ranges::find(missing, range.file) == missing.end()) missing.push_back(range.file);
    return nullptr;
  }
  if (shard->is_empty()) damaged = true;
  return shard;
}

std::vector<IndexRange>::const_iterator IndexReader::range_of(const std::string& key) const {
  auto range = std::ranges::upper_bound(index_.ranges(), key, {}, &IndexRange::first_key);
  if (range != index_.ranges().begin()) --range;
  return range;
}

void IndexReader::name_files(const std::string& from, const std::string& end, std::string_view prefix) {
  for (auto range = range_of(from); range != index_.ranges().end() && range->first_key < end; ++range) {
    if (may_hold(*range, prefix)) load(*range);
  }
}

const SegmentFacts* IndexReader::facts(std::uint32_t segment) {
  const std::string key = segment_key(lengths_prefix, {}, segment);
  if (root_ == nullptr) {
    if (awaited_) name_files(key, key + '\0', lengths_prefix);
    return nullptr;
  }
  if (segment == 0) return &root_->newest;
  const auto range = range_of(key);
  if (range == index_.ranges().end() || !may_hold(*range, lengths_prefix)) {
    damaged = true;
    return nullptr;
  }
  const IndexShard* shard = load(*range);
  if (shard == nullptr) return nullptr;
  const auto found = shard->segments.find(segment);
  if (found == shard->segments.end() || found->second.articles != root_->articles_of(segment)) {
    damaged = true;
    return nullptr;
  }
  return &found->second;
}

Steps IndexReader::decode_pairs(char32_t first, char32_t from, char32_t to, std::uint32_t first_segment,
                                const TakePostings& take) {
  if (root_ == nullptr) {
    const std::string prefix = pairs_prefix_of(0);
    if (awaited_) name_files(pair_key(first, from, 0), pair_key(first, to, 0) + '\0', prefix);
    co_return;
  }
  const std::uint32_t first_rank = root_->rank_of(first);
  if (first_rank == 0) co_return;
  // Ranks rather than characters: those of `from` and `to`, or what stands next to them.
  const auto& alphabet = root_->alphabet;
  const auto low_rank =
      from == 0 ? 0U
                : static_cast<std::uint32_t>(std::ranges::lower_bound(alphabet, from) - alphabet.begin()) + 1;
  const auto high_rank =
      to == 0 ? 0U : static_cast<std::uint32_t>(std::ranges::upper_bound(alphabet, to) - alphabet.begin());
  if (low_rank > high_rank) co_return;
  while (first_segment < segments_) {
    const std::uint32_t tier = tier_of(first_segment), end = std::min(segments_, first_of_tier(tier + 1));
    const std::string first_key = pair_key(first, from, first_segment),
                      last_key = pair_key(first, to, end - 1);
    for (auto range = range_of(first_key); range != index_.ranges().end() && range->first_key <= last_key;
         ++range) {
      if (!may_hold(*range, pairs_prefix_of(tier))) continue;
      const IndexShard* shard = load(*range);
      if (shard == nullptr) continue;
      decode_pairs(*shard, {first_rank, low_rank, first_segment}, {first_rank, high_rank, end - 1}, take);
      co_await next_step;
    }
    first_segment = end;
  }
}

void IndexReader::decode_pairs(const IndexShard& shard, Entry low, Entry high, const TakePostings& take) {
  const auto begin_of = [](const PairBlock& b) { return Entry{b.first, b.second, b.segment}; };
  auto block = std::ranges::upper_bound(shard.pairs, low, {}, begin_of);
  if (block != shard.pairs.begin()) --block;
  for (; block != shard.pairs.end() && begin_of(*block) <= high; ++block) {
    const auto next = block + 1;
    const bool only_one_pair =
        next != shard.pairs.end() && next->first == block->first && next->second == block->second;
    if (only_one_pair && block->segment > high.segment) continue; // older ones, in a block of their own
    Decoder coder(root_->model, std::span(shard.bytes).subspan(block->begin, block->postings), 2);
    Entry entry = begin_of(*block);
    for (std::uint32_t i = 0; i < block->entries; ++i) {
      if (i > 0) entry = next_entry(coder, entry);
      if (entry > high) break;
      bool sound = entry.segment < root_->segments() && !coder.failed();
      const std::uint32_t articles = sound ? root_->articles_of(entry.segment) : 0;
      const std::uint32_t count = get_number(coder, context::articles_of_key);
      sound = sound && count < articles;
      if (sound && (entry < low || entry.segment < low.segment || entry.segment > high.segment)) {
        sound = skip_postings(coder, count + 1, articles);
      } else if (sound) {
        Postings postings;
        sound = get_postings(coder, count + 1, articles, postings);
        if (sound) take({entry.segment, &shard, &*block, i}, postings);
      }
      if (!sound) {
        damaged = true;
        break;
      }
    }
  }
}

const Postings& IndexReader::pair(char32_t first, char32_t second) {
  const auto [found, is_new] = known_.try_emplace(std::uint64_t{first} << 32 | second);
  KnownPair& known = found->second;
  const std::uint32_t first_segment = std::exchange(known.segments, segments_);
  const bool may_stand = root_ == nullptr || second == 0 || root_->rank_of(second) != 0;
  if ((!is_new && first_segment == segments_) || !may_stand) return known.postings;
  const TakePostings take = [&](const Location& place, Postings& postings) {
    if (!known.places.empty() && known.places.back().segment >= place.segment) {
      damaged = true;
      return;
    }
    known.places.push_back(place);
    if (place.segment == 0)
      known.postings = std::move(postings);
    else
      append(known.postings, postings, place.segment * root_->segment_articles);
  };
  decode_pairs(first, second, second, first_segment, take).finish();
  return known.postings;
}

Task<Postings> IndexReader::pairs(char32_t first, char32_t from, char32_t to, const Postings* among) {
  constexpr Mark none{.count = 0, .form = Form::across_space};
  std::vector<Mark> marks(articles(), none);
  const TakePostings gather = [&](const Location& place, Postings& postings) {
    const std::span of_segment = std::span(marks).subspan(place.segment * root_->segment_articles);
    for (std::size_t i = 0; i < postings.size(); ++i) {
      Mark& kept = of_segment[postings.articles[i]];
      const Mark& mark = postings.marks[i];
      if (mark.form < kept.form || kept.count == 0) {
        kept = mark;
      } else if (mark.form == kept.form && mark.form != Form::across_space) {
        kept.place = std::max(kept.place, mark.place);
        kept.word_start = kept.word_start || mark.word_start;
        if (mark.form == Form::plain)
          kept.count = static_cast<std::uint8_t>(std::min(kept.count + mark.count, 100));
      }
    }
  };
  co_await decode_pairs(first, from, to, 0, gather);
  Postings found;
  const auto take = [&](std::uint32_t article) {
    if (marks[article].count == 0) return;
    found.articles.push_back(article);
    found.marks.push_back(marks[article]);
  };
  if (among != nullptr) {
    for (const std::uint32_t article : among->articles) take(article);
  } else {
    for (std::uint32_t article = 0; article < marks.size(); ++article) take(article);
  }
  co_return found;
}

std::vector<bool> IndexReader::triple(char32_t a, char32_t b, char32_t c,
                                      std::span<const std::uint32_t> articles) {
  std::vector<bool> holds(articles.size(), false);
  const auto known = known_.find(std::uint64_t{a} << 32 | b);
  const std::uint32_t third = root_ == nullptr ? 0 : root_->rank_of(c);
  if (known == known_.end() || third == 0) return holds;
  // The followers of one entry after the other; those of one block by one decoder.
  const PairBlock* block = nullptr;
  std::optional<Decoder> coder;
  std::uint32_t next_entry_of_block = 0;
  for (const Location& place : known->second.places) {
    const bool is_last = &place == &known->second.places.back();
    const std::uint32_t begin = place.segment * root_->segment_articles;
    const auto in_segment = std::ranges::lower_bound(articles, begin);
    const auto first = static_cast<std::size_t>(in_segment - articles.begin());
    const auto count = static_cast<std::size_t>(
        std::ranges::lower_bound(in_segment, articles.end(), begin + root_->segment_articles) - in_segment);
    if (count == 0) continue;
    if (place.block != block) {
      block = place.block;
      coder.emplace(root_->model,
                    std::span(place.shard->bytes).subspan(block->begin + block->postings, block->followers),
                    1);
      next_entry_of_block = 0;
    }
    for (; next_entry_of_block <= place.at; ++next_entry_of_block) {
      const bool ours = next_entry_of_block == place.at;
      const std::uint32_t followers = get_number(*coder, context::followers);
      std::uint32_t next = 0;
      for (std::uint32_t f = 0; f < followers && !coder->failed(); ++f) {
        const std::uint32_t rank = next + get_number(*coder, context::next_follower);
        next = rank + 1;
        const bool wanted = ours && rank == third;
        if (ours && rank > third && is_last) return holds;
        if (coder->bit(context::always)) {
          if (wanted) std::fill_n(holds.begin() + static_cast<std::ptrdiff_t>(first), count, true);
          continue;
        }
        const std::uint32_t candidates = get_number(*coder, context::candidates) + 1;
        if (wanted && candidates != count) damaged = true;
        Learning learning;
        for (std::uint32_t n = 0; n < candidates && !coder->failed(); ++n) {
          const bool value = coder->adaptive(learning.chance);
          learning.learn(value);
          if (wanted && n < count) holds[first + n] = value;
        }
        if (wanted && is_last) return holds;
      }
    }
  }
  return holds;
}

bool IndexReader::get_word(Decoder& coder, bool is_first, WordEntry& entry, std::uint32_t& segment) {
  const bool same = !is_first && coder.bit(context::same_key);
  if (same) {
    segment += 1 + get_small(coder, context::next_segment);
  } else {
    const std::uint32_t shared = get_number(coder, context::shared), rest = get_number(coder, context::rest);
    if (shared > entry.word.size() || rest > 4096 || coder.failed()) return false;
    entry.word.resize(shared);
    const auto width = static_cast<int>(std::bit_width(root_->alphabet.size()));
    for (std::uint32_t c = 0; c < rest; ++c) {
      const std::uint32_t rank = get_character(coder, width);
      entry.word += rank < root_->alphabet.size() ? root_->alphabet[rank] : U'\uFFFD';
    }
    segment = get_small(coder, context::next_segment);
  }
  if (segment >= root_->segments() || entry.word.empty()) return false;
  const std::uint32_t articles = root_->articles_of(segment);
  entry.articles = get_number(coder, context::articles_of_word) + 1;
  entry.noun = coder.bit(context::noun);
  const std::uint32_t titles = get_number(coder, context::articles_of_title);
  entry.titles.clear();
  entry.postings.clear();
  if (entry.articles == 0 || entry.articles > articles || coder.failed()) return false;
  if (titles > 0 && !get_articles(coder, titles, articles, entry.titles)) return false;
  return is_paired(entry.word[0]) || get_postings(coder, entry.articles, articles, entry.postings);
}

Steps IndexReader::words_before(std::u32string_view from, std::u32string_view before,
                                const std::string& end_key, const TakeWord& take) {
  if (root_ == nullptr) {
    if (awaited_) name_files(segment_key(words_prefix, from, 0), end_key, words_prefix);
    co_return;
  }
  WordEntry whole; // of all its segments
  std::uint32_t last_segment = 0;
  const auto give = [&] { return whole.word.empty() || whole.word < from || take(whole); };
  for (auto range = range_of(segment_key(words_prefix, from, 0));
       range != index_.ranges().end() && range->first_key < end_key; ++range) {
    if (!may_hold(*range, words_prefix)) continue;
    const IndexShard* shard = load(*range);
    if (shard == nullptr) continue;
    const auto begin_of = [](const WordBlock& b) {
      return std::pair<std::u32string_view, std::uint32_t>(b.first, b.segment);
    };
    auto block = std::ranges::upper_bound(shard->words, std::pair(from, 0U), {}, begin_of);
    if (block != shard->words.begin()) --block;
    for (; block != shard->words.end() && (before.empty() || block->first < before); ++block) {
      Decoder coder(root_->model, std::span(shard->bytes).subspan(block->begin, block->size), 1);
      WordEntry entry;
      std::uint32_t segment = 0;
      for (std::uint32_t i = 0; i < block->entries; ++i) {
        if (!get_word(coder, i == 0, entry, segment)) {
          damaged = true;
          break;
        }
        if (!before.empty() && entry.word >= before) {
          give();
          co_return;
        }
        if (segment >= segments_) continue;
        const std::uint32_t begin = segment * root_->segment_articles;
        if (entry.word != whole.word) {
          if (!give()) co_return;
          whole.word = entry.word;
          whole.articles = 0;
          whole.noun = false;
          whole.titles.clear();
          whole.postings.clear();
        } else if (segment <= last_segment) {
          damaged = true;
          continue;
        }
        last_segment = segment;
        whole.articles += entry.articles;
        whole.noun = whole.noun || entry.noun;
        for (const std::uint32_t title : entry.titles) whole.titles.push_back(begin + title);
        append(whole.postings, entry.postings, begin);
      }
    }
    co_await next_step;
  }
  give();
}

Steps IndexReader::words(std::u32string from, std::u32string before, TakeWord take) {
  const std::string end = before.empty() ? std::string(pairs_prefix) : segment_key(words_prefix, before, 0);
  co_await words_before(from, before, end, take);
}

const WordEntry* IndexReader::word(std::u32string_view word) {
  const auto known = known_words_.find(word);
  if (known != known_words_.end()) return known->second ? &*known->second : nullptr;
  std::optional<WordEntry>& found = known_words_[std::u32string(word)];
  const std::u32string before = after_word(std::u32string(word));
  const TakeWord take = [&](WordEntry& one) {
    if (one.word == word) found = std::move(one);
    return false;
  };
  words_before(word, before, segment_key(words_prefix, word, segments_), take).finish();
  return found ? &*found : nullptr;
}

const SynonymEntry* IndexReader::synonyms(std::u32string_view word) {
  const std::string key = segment_key(synonyms_prefix, word, 0);
  const auto range = range_of(key);
  if (range == index_.ranges().end() || !may_hold(*range, synonyms_prefix)) return nullptr;
  const IndexShard* shard = load(*range);
  if (shard == nullptr) return nullptr;
  const auto found = std::ranges::lower_bound(shard->synonyms, word, {}, &SynonymEntry::word);
  return found != shard->synonyms.end() && found->word == word ? &*found : nullptr;
}

} // namespace hanji
