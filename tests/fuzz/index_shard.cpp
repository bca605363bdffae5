// Any bytes, or a file that is damaged anyhow, as one file of the index among sound ones: refused, or
// something that can be asked, by every door of IndexReader, with articles and words that can be. The first
// byte says what to ask for, the second which file and how it comes about.
#include <cstdint>
#include <cstdlib>

#include "index/index_reader.h"
#include "tests/fuzz/with_icu.h"
#include "tests/search/small_corpus.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

const SmallCorpus& sound_index() {
  static const SmallCorpus index({article_of("밀물과 썰물", {"정부는 KBS는 가나다라 1989년에"}),
                                  article_of("달 KBS", {"정부가 가나 나다 나다라 KBS2에 갔다"}),
                                  article_of("해", {"가나다 국회 의원", "국회의원 北韓"})},
                                 index_shard_bytes, {{"KBS", "정부 밀물"}, {"달", "썰물"}});
  return index;
}

// A sound file with some of its bytes changed: two bytes say which, one how.
Bytes damaged(std::size_t file, std::span<const std::uint8_t> changes) {
  Bytes bytes = sound_index().files[file].bytes;
  for (; changes.size() >= 3; changes = changes.subspan(3)) {
    const std::size_t place = changes[0] * 256U + changes[1];
    bytes[place % bytes.size()] ^= static_cast<std::byte>(changes[2]);
  }
  return bytes;
}

void check(const Postings& postings, std::uint32_t articles) {
  if (postings.articles.size() != postings.marks.size()) std::abort();
  for (std::size_t i = 0; i < postings.size(); ++i) {
    if (postings.articles[i] >= articles) std::abort();
    if (i > 0 && postings.articles[i] <= postings.articles[i - 1]) std::abort();
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  SearchIndex index = sound_index().index;
  const std::size_t file = data[1] % 128 % index.ranges().size();
  const auto articles = static_cast<std::uint32_t>(sound_index().articles.size());
  const std::span rest(data + 2, size - 2);
  const auto* begin = reinterpret_cast<const std::byte*>(rest.data());
  const Bytes bytes = data[1] < 128 ? Bytes(begin, begin + rest.size()) : damaged(file, rest);
  auto shard = read_index_shard(bytes, articles, "fuzz");
  if (!shard) return 0;
  index.put(index.ranges()[file].file, *std::move(shard));

  IndexReader reader(index);
  constexpr std::u32string_view characters = U"가나다라정부국회의원밀물달해北年";
  const char32_t a = characters[data[0] % characters.size()];
  for (const char32_t b : characters) {
    const Postings first = reader.pair(a, b);
    check(first, articles);
    for (const char32_t c : {U'다', U'라', b}) reader.triple(a, b, c, first.articles);
  }
  check(reader.pairs(a, 0, 0x10FFFF).take(), articles);
  for (const char32_t c : characters) {
    if (const SynonymEntry* entry = reader.synonyms(std::u32string(1, c))) {
      if (entry->others.empty()) std::abort();
    }
  }
  std::uint32_t words = 0;
  reader
      .words(U"", U"",
             [&](const WordEntry& entry) {
               if (entry.word.empty() || entry.articles == 0 || entry.articles > articles) std::abort();
               for (const std::uint32_t title : entry.titles) {
                 if (title >= articles) std::abort();
               }
               check(entry.postings, articles);
               return ++words < 10'000;
             })
      .finish();
  for (const char* query : {"정부는", "가나다", "ㅈㅂ", "kbs 1989년", "정붕"}) {
    for (const Candidate& candidate : answer_of(index, parse_query(query)).candidates) {
      if (index_of(candidate.article) >= articles) std::abort();
    }
  }
  return 0;
}
