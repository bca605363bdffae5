// Where the words of a query stand in a text: the one matcher, of highlights, excerpts, phrases and words to
// be without, and of the features of the second phase. It looks for what was typed and for the surface forms
// that the expansion carries (FoundWord::forms), in folded text (text/normalize.h).
#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "search/query.h"
#include "search/shape.h"

namespace hanji {

struct Occurrence {
  std::size_t at = 0, size = 0; // characters of the folded text
  std::size_t word = 0;         // of the query
  float share = 1;              // of the word; less than 1: it only begins so
};

class Matcher {
public:
  // Of words to be without there are no forms.
  explicit Matcher(const Query& query, const FoundWords& found = {});
  explicit Matcher(const Word& word); // by itself, to be without or not

  std::size_t words() const { return words_; }
  void add(std::size_t word, const std::u32string& form); // another form of it

  // In reading order; at one place a word stands once. Words may overlap one another, and one word itself.
  std::vector<Occurrence> in(std::u32string_view text) const;
  // The same, and beginnings of words that were typed with three characters or more: of two at least. In a
  // phrase no word only begins.
  std::vector<Occurrence> with_beginnings_in(std::u32string_view text) const;

private:
  struct Form {
    Shape shape;
    std::size_t word = 0;
    bool may_begin = false;
  };
  void add(Form form);
  std::vector<Occurrence> look(std::u32string_view text, bool beginnings) const;

  std::size_t words_ = 0;
  std::vector<Form> forms_; // those of a word side by side
  std::bitset<1024> first_; // the first characters of forms: most of a text is passed over
  bool any_first_ = false;  // a form may begin with any of many
};

} // namespace hanji
