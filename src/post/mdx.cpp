#include "post/mdx.h"

#include "post/front_matter.h"
#include "post/scan.h"

namespace hanji {

std::size_t end_of_module_statement(std::string_view body, std::size_t position) {
  const std::string_view line = body.substr(position, end_of_line(body, position) - position);
  const bool import = line.starts_with("import "), is_export = line.starts_with("export ");
  if (!import && !is_export) return 0;
  const std::string_view rest = line.substr(7);
  bool known = import && (rest.starts_with('\'') || rest.starts_with('"') || rest.starts_with('{'));
  for (const std::string_view word :
       {"default ", "const ", "let ", "var ", "function ", "async ", "class ", "{", "*"})
    known = known || (is_export && rest.starts_with(word));
  if (!known && import) known = line.find(" from '") != line.npos || line.find(" from \"") != line.npos;
  if (!known) return 0;
  constexpr std::size_t longest = 20'000;
  std::ptrdiff_t depth = 0;
  bool parted = false; // by a blank line
  for (std::size_t at = position; at < body.size() && at - position < longest; ++at) {
    const char c = body[at];
    if (c == '{' || c == '(' || c == '[') ++depth;
    if (c == '}' || c == ')' || c == ']') --depth;
    if (c != '\n') continue;
    parted = parted || (depth > 0 && body.substr(at + 1, 1) == "\n");
    if (depth > 0) continue;
    if (parted && at - position > most_told_characters) return 0; // it may be text: too much to be told
    const std::string_view whole = body.substr(position, at - position);
    const bool quoted = whole.find('\'') != whole.npos || whole.find('"') != whole.npos;
    return import && !quoted ? 0 : at;
  }
  return depth <= 0 && body.size() - position < (parted ? most_told_characters : longest) ? body.size() : 0;
}

} // namespace hanji
