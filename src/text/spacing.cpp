#include "text/spacing.h"

#include <algorithm>
#include <array>
#include <span>

#include "text/hangul.h"

namespace hanji {
namespace {

enum class Behind : unsigned char { l, n_or_l, present }; // …ㄹ; …ㄴ (…는 too) or …ㄹ; …는 alone

struct Dependent {
  std::u32string_view noun;
  Behind behind;
  std::size_t least;          // syllables before it, as fewer make other words: 한일, 안건
  std::u32string_view before; // what it is followed by begins with one of these; empty: anything
  bool ends = true;           // or nothing follows
};

// 수록 is an ending, 데 behind …는 most often one too.
constexpr std::array dependents{
    Dependent{U"만한", Behind::l, 1, U""},
    Dependent{U"만하", Behind::l, 1, U"다고지면"},
    Dependent{U"수", Behind::l, 1, U"있없밖도가는", false},
    Dependent{U"것", Behind::n_or_l, 1, U""},
    Dependent{U"곳", Behind::n_or_l, 1, U"이은을도에으의과들만마"},
    Dependent{U"때", Behind::n_or_l, 1, U"는마에의부까도가를"},
    Dependent{U"줄", Behind::n_or_l, 1, U"알모은도이", false},
    Dependent{U"뿐", Behind::l, 1, U"만이더아"},
    Dependent{U"리", Behind::l, 1, U"가없는도", false},
    Dependent{U"만큼", Behind::n_or_l, 1, U""},
    Dependent{U"동안", Behind::n_or_l, 1, U"에의은도"},
    Dependent{U"듯", Behind::n_or_l, 2, U"하이한싶"},
    Dependent{U"거", Behind::n_or_l, 2, U"예야같다라니에냐죠든"},
    Dependent{U"게", Behind::n_or_l, 2, U"있없", false},
    Dependent{U"적", Behind::n_or_l, 2, U"이은도있없"},
    Dependent{U"척", Behind::n_or_l, 2, U"하한했"},
    Dependent{U"채", Behind::n_or_l, 2, U"로"},
    Dependent{U"일", Behind::l, 1, U"이은을도들"},
    Dependent{U"일", Behind::present, 2, U"이은을도들"},
    Dependent{U"법", Behind::present, 2, U"은을이도"},
    Dependent{U"길", Behind::present, 2, U"은을이에로도"},
    Dependent{U"바", Behind::present, 2, U"와에를가"},
    Dependent{U"중", Behind::present, 2, U"에이인"},
    Dependent{U"대로", Behind::present, 2, U""},
};

struct Auxiliary {
  char32_t behind;           // the ending of the verb
  std::u32string_view first; // what the auxiliary may begin with
};
constexpr std::array auxiliaries{
    Auxiliary{U'고', U"있싶"},
    Auxiliary{U'지', U"않못"},
    Auxiliary{U'야', U"하할한합했해되된될됩돼됐"},
    Auxiliary{U'게', U"되된될됩돼됐"},
};

bool stands_behind(char32_t before, Behind behind) {
  constexpr int n = 4, l = 8;
  const int final = jamo_of(before).final;
  switch (behind) {
  case Behind::l: return final == l;
  case Behind::n_or_l: return final == n || final == l;
  case Behind::present: return before == U'는';
  }
  return false;
}

const Dependent* dependent_at(std::u32string_view word, std::size_t i) {
  const auto stands = [&](const Dependent& one) {
    if (i < one.least || !word.substr(i).starts_with(one.noun) || !stands_behind(word[i - 1], one.behind))
      return false;
    const std::size_t end = i + one.noun.size();
    if (end == word.size()) return one.ends;
    return one.before.empty() || one.before.contains(word[end]);
  };
  const auto found = std::ranges::find_if(dependents, stands);
  return found != dependents.end() ? &*found : nullptr;
}

// 있다, 없다, 같다, 알다, 모르다 behind the noun that ends at `end`, or behind its particle. 0: none.
std::size_t predicate_behind(std::u32string_view word, std::size_t end) {
  constexpr std::u32string_view predicates = U"있없같알모몰", particles = U"가도는은이을";
  if (end < word.size() && predicates.contains(word[end])) return end;
  if (end + 1 < word.size() && particles.contains(word[end]) && predicates.contains(word[end + 1]))
    return end + 1;
  if (word.substr(std::min(end, word.size())).starts_with(U"밖에") && end + 2 < word.size() &&
      predicates.contains(word[end + 2]))
    return end + 2;
  return 0;
}

bool auxiliary_at(std::u32string_view word, std::size_t i) {
  return i >= 2 && std::ranges::any_of(auxiliaries, [&](const Auxiliary& one) {
           return word[i - 1] == one.behind && one.first.contains(word[i]);
         });
}

} // namespace

std::vector<std::size_t> spaces_in(std::u32string_view word) {
  std::vector<std::size_t> spaces;
  if (!std::ranges::all_of(word, is_hangul_syllable)) return spaces;
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (const Dependent* noun = dependent_at(word, i)) {
      spaces.push_back(i);
      const std::size_t predicate = predicate_behind(word, i + noun->noun.size());
      if (predicate != 0) spaces.push_back(predicate);
      i = std::max(predicate, i + noun->noun.size() - 1);
    } else if (auxiliary_at(word, i)) {
      spaces.push_back(i);
    }
  }
  return spaces;
}

} // namespace hanji
