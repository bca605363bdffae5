// Layout as text, for tests to compare and people to read: line strings, boxes in px, roles.
#pragma once

#include <string>

#include "layout/page.h"
#include "layout/paragraph.h"

namespace hanji {

std::string dump_lines(const Paragraph& paragraph); // "한글이 |한글이": the lines' text, joined by |
std::string dump(const Page& page);                 // one line a piece, its lines below it

} // namespace hanji
