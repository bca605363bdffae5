#include "text/function_words.h"

#include <algorithm>
#include <array>

#include "text/hangul.h"
#include "text/particles.h"

namespace hanji {
namespace {

// By how a word begins. Questions (의문사) say nothing about their answer.
constexpr std::array<std::u32string_view, 18> questions{U"무엇", U"무슨", U"누구", U"누가", U"언제", U"어디",
                                                        U"어느", U"어떤", U"어떻", U"어떠", U"얼마", U"몇",
                                                        U"왜",   U"뭐",   U"뭘",   U"누굴", U"어째", U"무얼"};
// Dependent nouns and verbs of little meaning, conjugated (의존 명사, 보조 용언).
constexpr std::array<std::u32string_view, 36> light{
    U"것",   U"있는", U"있다", U"있었", U"있을", U"있던", U"있으", U"없는", U"없다",
    U"하는", U"하였", U"했던", U"했다", U"했는", U"하게", U"되는", U"되었", U"됐던",
    U"됐다", U"된다", U"위해", U"위한", U"대해", U"대한", U"통해", U"따라", U"따른",
    U"의해", U"의한", U"관한", U"관해", U"라고", U"라는", U"그리", U"그러", U"이다"};
constexpr std::array<std::u32string_view, 14> short_ones{U"한", U"할", U"된", U"될", U"수", U"등", U"및",
                                                         U"그", U"이", U"저", U"때", U"중", U"줄", U"바"};

bool begins_with_any(std::u32string_view word, const auto& list, std::size_t longest) {
  return word.size() <= longest &&
         std::ranges::any_of(list, [&](std::u32string_view one) { return word.starts_with(one); });
}

} // namespace

float weight_of_word(std::u32string_view word) {
  if (begins_with_any(word, questions, 7)) return 0.15F;
  if (begins_with_any(word, light, 6) || std::ranges::find(short_ones, word) != short_ones.end()) return 0.3F;
  // 해는, 곳은: one syllable and its particle
  if (word.size() == 2 && is_hangul_syllable(word[0]) && cut_particle(word, 1).stem == 1) return 0.5F;
  return 1;
}

bool ends_a_number(std::u32string_view word) {
  constexpr std::u32string_view ends = U"여백천만억조";
  return !word.empty() && ends.find(word.back()) != ends.npos;
}

bool follows_a_count(std::u32string_view word) {
  constexpr std::array<std::u32string_view, 26> words{
      U"중",   U"간",   U"말",   U"초",   U"전",   U"후",   U"내",   U"외",    U"째",
      U"쯤",   U"여",   U"만",   U"당",   U"이상", U"이하", U"미만", U"초과",  U"이내",
      U"이후", U"이전", U"동안", U"가량", U"정도", U"안팎", U"남짓", U"가까이"};
  return std::ranges::any_of(words, [&](std::u32string_view each) {
    return word.starts_with(each) && word.size() <= each.size() + 2;
  });
}

} // namespace hanji
