#include "index/build_index.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <tuple>

#include "index/index_segment.h"
#include "index/radix_sort.h"
#include "index/write_index.h"
#include "text/function_words.h"
#include "text/hangul.h"
#include "text/particles.h"

namespace hanji {
namespace {

constexpr int character_bits = 21;

constexpr std::size_t most_letters_of_run = 32;

std::uint64_t triple_of(char32_t a, char32_t b, char32_t c) {
  return std::uint64_t{a} << (2 * character_bits) | std::uint64_t{b} << character_bits | c;
}

void merge(Mark& into, const Mark& mark) {
  if (mark.form != into.form) {
    if (mark.form < into.form) into = mark;
    return;
  }
  if (mark.form == Form::across_space) return;
  into.place = std::max(into.place, mark.place);
  into.word_start = into.word_start || mark.word_start;
  if (mark.form == Form::plain)
    into.count = static_cast<std::uint8_t>(std::min(into.count + mark.count, 100));
}

template <class List>
void keep_once(List& list) { // of a sorted one
  const auto rest = std::ranges::unique(list);
  list.erase(rest.begin(), rest.end());
}

// Of a sorted list: equal keys, which `key` tells of one, become one with their marks merged.
template <class List, class Key, class MarkOf>
void merge_equal(List& list, const Key& key, const MarkOf& mark_of) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (kept > 0 && std::invoke(key, list[kept - 1]) == std::invoke(key, list[i]))
      merge(std::invoke(mark_of, list[kept - 1]), std::invoke(mark_of, list[i]));
    else if (kept++ != i)
      list[kept - 1] = std::move(list[i]);
  }
  list.resize(kept);
}

class Gathering {
public:
  explicit Gathering(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void add(const IndexField& field) {
    field_ = &field;
    runs_.clear();
    auto dot = field.dots.begin();
    for (std::size_t i = 0; i < field.words(); ++i) {
      ++found_.length;
      last_runs_.swap(runs_);
      runs_of(field.word(i), runs_);
      if (dot != field.dots.end() && *dot == i) {
        ++dot;
        add_letters(dotted(last_runs_.back(), runs_[0]), field.place, last_runs_.size() == 1);
      }
      if (!last_runs_.empty()) add_meeting();
      if (last_runs_.size() == 1 && vocabulary_.are_one(last_runs_[0], runs_[0]))
        add_across(last_runs_[0], runs_[0]);
      else if (last_runs_.size() > 1 && is_paired(last_runs_.back()[0]) && is_paired(runs_[0][0]) &&
               (ends_a_number(last_runs_.back()) || follows_a_count(runs_[0])))
        add_across(last_runs_.back(), runs_[0]);
      for (std::size_t run = 0; run < runs_.size(); ++run) {
        add_run(runs_[run], field.place, run == 0);
        if (run > 0)
          add_pair(runs_[run - 1].back(), runs_[run][0],
                   mark_of(field.place, run == 1 && runs_[0].size() == 1, &runs_[run - 1].back(), 2));
      }
    }
  }

  Occurrences take() {
    sort_pairs();
    merge_equal(found_.pairs, &PairOccurrence::pair, &PairOccurrence::mark);
    std::ranges::sort(found_.runs, {}, &std::pair<std::u32string, Mark>::first);
    merge_equal(found_.runs, &std::pair<std::u32string, Mark>::first,
                &std::pair<std::u32string, Mark>::second);
    radix_sort(found_.triples, room_, 0, 3 * character_bits);
    keep_once(found_.triples);
    std::ranges::sort(found_.nouns);
    keep_once(found_.nouns);
    std::ranges::sort(found_.title_words);
    keep_once(found_.title_words);
    return std::move(found_);
  }

private:
  // Where a pair is first and where it stands in the list, as one number.
  void sort_pairs() {
    constexpr int place_bits = 64 - 2 * character_bits;
    constexpr std::uint64_t character = (1U << character_bits) - 1, places = 1U << place_bits;
    std::vector<PairOccurrence>& pairs = found_.pairs;
    if (pairs.size() > places) {
      std::ranges::sort(pairs, {}, &PairOccurrence::pair);
      return;
    }
    std::vector<std::uint64_t> keys(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const std::uint64_t first = pairs[i].pair >> 32, second = pairs[i].pair & character;
      keys[i] = (first << character_bits | second) << place_bits | i;
    }
    radix_sort(keys, room_, place_bits, 2 * character_bits);
    std::vector<PairOccurrence> sorted(pairs.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
      sorted[i] = pairs[static_cast<std::size_t>(keys[i] & (places - 1))];
    pairs = std::move(sorted);
  }

  void add_letters(std::u32string_view run, Place place, bool starts) { // or digits
    run = run.substr(0, most_letters_of_run);
    found_.runs.push_back({std::u32string(run), {place, 1, starts, Form::plain}});
    if (place == Place::title) found_.title_words.emplace_back(run);
  }

  void add_run(std::u32string_view run, Place place, bool starts) { // of the field's text
    if (!is_paired(run[0])) {
      add_letters(run, place, starts);
      add_words_of_name(run, place);
      return;
    }
    if (run.size() == 1) add_pair(run[0], 0, mark_of(place, starts, run.data(), 1));
    for (std::size_t i = 0; i + 1 < run.size(); ++i) {
      add_pair(run[i], run[i + 1], mark_of(place, starts && i == 0, run.data() + i, 2));
      if (i + 2 < run.size()) found_.triples.push_back(triple_of(run[i], run[i + 1], run[i + 2]));
    }
    if (run.size() < 2) return;
    const Vocabulary::Stem stem = vocabulary_.stem_of(run);
    if (stem.noun) found_.nouns.emplace_back(stem.text);
    if (place == Place::title) found_.title_words.emplace_back(stem.text);
  }

  // getUserName: get, user, name, and username. What is long, or has digits within or humps all over, is no
  // name but bytes as letters (base64).
  void add_words_of_name(std::u32string_view run, Place place) {
    constexpr std::size_t most_letters_of_name = 48, letters_of_word = 3;
    const auto begin = static_cast<std::uint32_t>(run.data() - field_->text.data());
    const auto first = std::ranges::upper_bound(field_->humps, begin),
               last = std::ranges::lower_bound(field_->humps, begin + run.size());
    const auto words = static_cast<std::size_t>(last - first) + 1;
    if (first == last || run.size() > most_letters_of_name || run.size() < words * letters_of_word) return;
    const std::u32string_view before_last = run.substr(0, *std::prev(last) - begin);
    if (std::ranges::any_of(before_last, [](char32_t c) { return c >= '0' && c <= '9'; })) return;
    const auto add = [&](std::u32string_view word) {
      word = word.substr(0, most_letters_of_run);
      if (word.size() > 1) found_.runs.push_back({std::u32string(word), {place, 1, false, Form::plain}});
    };
    std::size_t from = 0;
    for (auto hump = first; hump != last; ++hump) {
      const std::size_t to = *hump - begin;
      add(run.substr(from, to - from));
      add(run.substr(to));
      from = to;
    }
  }

  // KBS 뉴스, 12월 18일, 아이폰 15, 약 4주: Hangul and letters or digits. A word with a particle ends there.
  void add_meeting() {
    const std::u32string_view last = last_runs_.back(), next = runs_[0];
    if (is_paired(last[0]) == is_paired(next[0])) return;
    const bool ends = last_runs_.size() == 1 && last.size() > 1 && !vocabulary_.is_noun(last);
    if (is_paired(last[0]) && ends) return;
    add_pair(last.back(), next[0], {Place::body, 1, false, Form::across_space});
  }

  // Two words that others write as one count as one, at a distance.
  void add_across(std::u32string_view word, std::u32string_view begin) {
    const char32_t last = word.back();
    add_pair(last, begin[0], {Place::body, 1, false, Form::across_space});
    if (word.size() > 1) found_.triples.push_back(triple_of(word[word.size() - 2], last, begin[0]));
    if (begin.size() > 1) found_.triples.push_back(triple_of(last, begin[0], begin[1]));
  }

  // Of so many characters of the field.
  Mark mark_of(Place place, bool starts, const char32_t* characters, std::uint32_t count) const {
    const auto begin = static_cast<std::uint32_t>(characters - field_->text.data());
    const auto hanja = std::ranges::lower_bound(field_->hanja, begin);
    const bool is_read = hanja != field_->hanja.end() && *hanja < begin + count;
    return {place, 1, starts, is_read ? Form::hanja : Form::plain};
  }

  void add_pair(char32_t first, char32_t second, Mark mark) {
    found_.pairs.push_back({std::uint64_t{first} << 32 | second, mark});
  }

  const Vocabulary& vocabulary_;
  const IndexField* field_ = nullptr;
  Occurrences found_;
  std::vector<std::u32string_view> runs_, last_runs_; // of a word, of the one before it
  std::vector<std::uint64_t> room_;                   // for sorting
};

} // namespace

Occurrences occurrences_of(const std::vector<IndexField>& fields, const Vocabulary& vocabulary) {
  Gathering gathering(vocabulary);
  for (const IndexField& field : fields) gathering.add(field);
  return gathering.take();
}

IndexBuilder::IndexBuilder(std::uint32_t segment_articles, Keep keep)
    : segment_articles_(segment_articles), keep_(std::move(keep)),
      growing_(std::make_unique<SegmentBuilder>()) {
  assert(segment_articles > 0 && segment_articles <= most_segment_articles);
}
IndexBuilder::IndexBuilder(IndexBuilder&&) noexcept = default;
IndexBuilder::~IndexBuilder() = default;

void IndexBuilder::add([[maybe_unused]] ArticleId article, Occurrences found, const Date& date,
                       const std::vector<std::u32string>& labels) {
  assert(index_of(article) == articles_);
  ++articles_;
  growing_->add(std::move(found), date, labels);
  if (growing_->articles() == segment_articles_) seal();
}

void IndexBuilder::seal() {
  Bytes segment = growing_->finish();
  segments_.push_back(keep_ ? keep_(std::move(segment)) : kept_.emplace_back(std::move(segment)));
}

void IndexBuilder::add_synonyms(const std::vector<std::string>& group) {
  std::vector<std::pair<std::u32string, std::u32string>> words; // joined, and with spaces
  for (const std::string& text : group) {
    std::u32string joined, spaced;
    for (const std::u32string& word : words_of(text)) {
      joined += word;
      spaced += (spaced.empty() ? U"" : U" ") + word;
    }
    if (!joined.empty()) words.emplace_back(std::move(joined), std::move(spaced));
  }
  for (const auto& [word, spaced] : words) {
    for (const auto& [other, other_spaced] : words) {
      if (other != word) synonyms_[word].insert(other_spaced);
    }
  }
}

void IndexBuilder::write(const std::function<bool(IndexFile)>& take, std::size_t file_bytes) {
  if (growing_->articles() > 0 || segments_.empty()) seal();
  write_index(segments_, synonyms_, segment_articles_, file_bytes, take);
}

std::vector<IndexFile> IndexBuilder::finish(std::size_t file_bytes) {
  std::vector<IndexFile> files;
  write(
      [&](IndexFile file) {
        files.push_back(std::move(file));
        return true;
      },
      file_bytes);
  return files;
}

} // namespace hanji
