// kramdown's attribute lists, `{: #id .class style="…"}`: what of them a reader can see. Input: ASCII
// matters, the rest passes through. Never fails.
#pragma once

#include <string>
#include <string_view>

namespace hanji {

struct AttributeList {
  std::string id, style;
  bool toc = false; // the list it belongs to is a table of contents for a program to fill
};

bool is_attribute_line(std::string_view line);             // a line that is nothing but `{:…}`
AttributeList parse_attribute_list(std::string_view list); // from '{' to '}'
std::string start_tag(std::string_view element, const AttributeList& attributes);

// Where the span begins that ends at `end` (emphasis, code, a link or a picture), within the line that begins
// at `line_begin`; `end` when there is none.
std::size_t begin_of_span(std::string_view text, std::size_t line_begin, std::size_t end);

} // namespace hanji
