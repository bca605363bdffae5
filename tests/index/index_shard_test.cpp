#include <doctest.h>

#include <algorithm>

#include "index/index_reader.h"
#include "tests/index/small_index.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

std::vector<Article> three() {
  return {article_of("가나", {"가나다 KBS 가나다를", "# 나다"}),
          article_of("둘", {"나다 나다 나다 나다 가나다는"}), article_of("셋", {"라 KBS2"})};
}

// 0:t2^ = article 0, in the title at best, twice, somewhere at the start of a word; (…): in Hanja.
std::string dump(const Postings& postings) {
  std::string text;
  for (std::size_t i = 0; i < postings.size(); ++i) {
    const Mark& mark = postings.marks[i];
    text += (i == 0 ? "" : " ") + std::to_string(postings.articles[i]) + ":";
    const std::string plain = std::string(1, "bht"[static_cast<std::size_t>(mark.place)]) +
                              std::to_string(mark.count) + (mark.word_start ? "^" : "");
    text += mark.form == Form::across_space ? "~" : mark.form == Form::hanja ? "(" + plain + ")" : plain;
  }
  return text;
}

struct Asked : SmallIndex {
  IndexReader reader{index};
  using SmallIndex::SmallIndex;
};

} // namespace

TEST_CASE("열쇠는 낱말 안에서 이웃한 두 글자이고, 한 글자 낱말은 혼자서 열쇠이다") {
  Asked asked(three());
  CHECK(dump(asked.reader.pair(U'가', U'나')) == "0:t3^ 1:b1^");
  CHECK(dump(asked.reader.pair(U'나', U'다')) == "0:h3^ 1:b5^");
  CHECK(dump(asked.reader.pair(U'둘', 0)) == "1:t1^");
  CHECK(dump(asked.reader.pair(U'라', 0)) == "2:b1^");
  CHECK(dump(asked.reader.pair(U'다', 0)) == "");
  CHECK(dump(asked.reader.pair(U'다', U'나')) == ""); // 빈칸 너머의 글자는 이웃이 아니다
  CHECK(dump(asked.reader.pair(U'힣', U'힣')) == "");
  CHECK(dump(asked.reader.pairs(U'나', 0, U'힣').take()) == "0:h3^ 1:b5^");
  const Postings second{{1}, {{}}}, none;
  CHECK(dump(asked.reader.pairs(U'나', 0, U'힣', &second).take()) == "1:b5^");
  CHECK(dump(asked.reader.pairs(U'나', 0, U'힣', &none).take()).empty());
}

TEST_CASE("한자로만 있는 짝은 그렇다고 적힌다") {
  Asked asked({article_of("北韓", {"대북한", "北韓"}), article_of("둘", {"親北韓, 北韓", "北의 북한"}),
               article_of("셋", {"# 美, 美國과 美"})});
  CHECK(dump(asked.reader.pair(U'북', U'한')) == "0:b1 1:b1^");
  CHECK(dump(asked.reader.pair(U'친', U'북')) == "1:(b1^)");
  CHECK(dump(asked.reader.pair(U'대', U'북')) == "0:b1^");
  CHECK(dump(asked.reader.pair(U'북', U'의')) == "1:(b1^)");
  CHECK(dump(asked.reader.pair(U'미', 0)) == "2:(h1^)"); // 몇 번인지는 적히지 않는다
  CHECK(dump(asked.reader.pairs(U'미', 0, U'힣').take()) == "2:(h1^)");
}

TEST_CASE("세 글자가 이어지는 글은 두 짝이 다 있는 글 가운데 어느 것인지 적힌다") {
  Asked asked({article_of("조각", {"가나 나다"}), article_of("온전", {"가나다"})});
  CHECK(dump(asked.reader.pair(U'가', U'나')) == "0:b1^ 1:b1^");
  CHECK(asked.reader.triple(U'가', U'나', U'다', std::vector{0U, 1U}) == std::vector{false, true});
  CHECK(asked.reader.triple(U'가', U'나', U'라', std::vector{0U, 1U}) == std::vector{false, false});
}

TEST_CASE("다른 데서 붙여 쓰인 두 낱말은 빈칸 너머로도 짝이 된다") {
  Asked asked(
      {article_of("따로", {"국회 의원"}), article_of("붙여", {"국회의원"}), article_of("남", {"국회 마당"})});
  CHECK(dump(asked.reader.pair(U'회', U'의')) == "0:~ 1:b1");
  CHECK(dump(asked.reader.pair(U'회', U'마')) == "");
}

TEST_CASE("낱말 목록에는 명사와 제목의 낱말과 로마자가 있다") {
  Asked asked({article_of("밀물과 썰물", {"정부는 KBS는"}), article_of("둘", {"정부가 KBS에 갔다"})});
  std::string words;
  asked.reader
      .words(U"", U"",
             [&](const WordEntry& entry) {
               words += to_utf8(entry.word) + " " + std::to_string(entry.articles) +
                        (entry.noun ? "명사" : "") + (entry.titles.empty() ? "" : "제목") + "\n";
               return true;
             })
      .finish();
  CHECK(words == "kbs 2\n밀물과 1제목\n썰물 1제목\n정부 2명사\n");
  const WordEntry* entry = asked.reader.word(U"kbs");
  REQUIRE(entry != nullptr);
  CHECK(dump(entry->postings) == "0:b1^ 1:b1^");
  CHECK(asked.reader.word(U"정") == nullptr);
}

TEST_CASE("a large index is cut into files whose keys follow one another") {
  std::vector<Article> articles;
  char32_t c = 0;
  for (int i = 0; i < 200; ++i) {
    std::string text;
    for (int j = 0; j < 400; ++j, ++c)
      append_utf8(text, 0xAC00 + (c * 7919 + static_cast<char32_t>(j)) % 11172);
    articles.push_back(article_of("글 " + std::to_string(i), {text}));
  }
  const SmallIndex index(articles);
  CHECK(index.files.size() >= 4);
  CHECK(index.files.front().first_key.empty());
  for (const IndexFile& file : index.files) CHECK(file.bytes.size() < index_shard_bytes + 4096);
  CHECK(std::ranges::is_sorted(index.files, {}, &IndexFile::first_key));
  const SmallIndex again(articles), small(articles, 512);
  REQUIRE(again.files.size() == index.files.size());
  for (std::size_t i = 0; i < index.files.size(); ++i) CHECK(again.files[i].bytes == index.files[i].bytes);
  CHECK(small.files.size() > 2 * index.files.size());
}

TEST_CASE("비슷한말은 따로 한 파일에, 많으면 여럿에 적힌다") {
  Synonyms synonyms;
  for (int i = 0; i < 50; ++i) synonyms.push_back({"말" + std::to_string(i), "딴말 " + std::to_string(i)});
  const SmallIndex one(three(), index_shard_bytes, synonyms), many(three(), 128, synonyms);
  CHECK(one.files[1].first_key == "s딴말0");
  CHECK(one.files.size() == SmallIndex(three()).files.size() + 1);
  CHECK(many.files.size() > one.files.size() + 5);
  for (const SmallIndex* index : {&one, &many}) {
    IndexReader reader(index->index);
    const SynonymEntry* entry = reader.synonyms(U"말17");
    REQUIRE(entry != nullptr);
    CHECK(entry->others == std::vector<std::vector<std::u32string>>{{U"딴말", U"17"}});
    CHECK(reader.synonyms(U"말") == nullptr);
    CHECK(reader.synonyms(U"") == nullptr);
    CHECK(reader.synonyms(U"힣") == nullptr);
  }
}
