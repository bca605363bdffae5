// Where what many write as one word is parted: 가볼만한곳 is 가볼 만한 곳, 할수있다 is 할 수 있다. By rule
// alone, before dependent nouns behind the adnominal forms of a verb (…ㄴ, …ㄹ, …는), behind these before
// 있다, 없다, 같다, 알다 and 모르다, and before auxiliary verbs behind 고, 지, 야 and 게. Source: 한글 맞춤법
// §42 (의존 명사), §47 (보조 용언). It cannot tell 할 일 from a noun that looks like it (한일), so it is for
// words that a corpus does not know.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace hanji {

// The characters before which a space belongs, ascending; none unless all of the word is Hangul syllables.
std::vector<std::size_t> spaces_in(std::u32string_view word);

} // namespace hanji
