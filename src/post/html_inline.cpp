#include "post/html_inline.h"

#include <algorithm>
#include <utility>

#include "post/scan.h"
#include "text/normalize.h"
#include "text/utf8.h"

namespace hanji {

namespace {

bool is_invisible(char32_t c) {
  return c <= 0x20 || c == 0xA0 || c == 0xAD || c == 0x3000 || c == 0x3164 || c == 0xFEFF ||
         (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x2064);
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

std::size_t space_size(std::string_view text, std::size_t position) {
  if (is_space(text[position])) return 1;
  return text[position] == '\xC2' && position + 1 < text.size() && text[position + 1] == '\xA0' ? 2 : 0;
}

// Character references can spell what NFC composes, and where marks of emphasis stood its parts meet.
void normalize(Block& block) {
  std::string normal = to_nfc(block.text);
  if (normal == block.text) return;
  const auto moved = [&](std::uint32_t position) {
    std::size_t size = std::min(to_nfc(block.text.substr(0, position)).size(), normal.size());
    while (size < normal.size() && (static_cast<unsigned char>(normal[size]) & 0xC0) == 0x80) ++size;
    return static_cast<std::uint32_t>(size);
  };
  std::uint32_t end = 0;
  for (Inline& run : block.inlines) {
    run.begin = std::max(moved(run.begin), end);
    run.end = end = std::max(moved(run.end), run.begin);
  }
  std::erase_if(block.inlines, [](const Inline& run) { return run.begin == run.end; });
  block.text = std::move(normal);
}

} // namespace

SpacedRun take_run(std::string_view& text) {
  SpacedRun taken;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t space = space_size(text, begin);
    if (space == 0 && !is_control(text[begin])) break;
    taken.after_space = taken.after_space || space > 0;
    begin += std::max<std::size_t>(space, 1);
  }
  std::size_t end = begin;
  while (end < text.size() && !is_control(text[end]) && space_size(text, end) == 0) ++end;
  taken.run = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return taken;
}

bool is_invisible(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    if (!is_invisible(next_code_point(text, position))) return false;
  }
  return true;
}

void cut_text(Block& block, std::size_t size) {
  block.text.resize(size);
  std::erase_if(block.inlines, [size](const Inline& run) { return run.begin >= size; });
  if (!block.inlines.empty())
    block.inlines.back().end = std::min(block.inlines.back().end, static_cast<std::uint32_t>(size));
}

std::uint32_t InlineWriter::add_anchor(std::string url) {
  anchors_.push_back({std::move(url), no_index});
  return static_cast<std::uint32_t>(anchors_.size() - 1);
}

void InlineWriter::open(Block block) {
  block_ = std::move(block);
  open_ = true;
  breaks_ = 0;
  space_.reset();
}

std::optional<Block> InlineWriter::finish() {
  if (!open_) return std::nullopt;
  open_ = false;
  breaks_ = 0;
  space_.reset();
  Block block = std::exchange(block_, Block{});
  if (block.kind == BlockKind::code || block.kind == BlockKind::formula) {
    const std::size_t last = block.text.find_last_not_of('\n');
    cut_text(block, last == std::string::npos ? 0 : last + 1);
  }
  if (is_invisible(block.text)) cut_text(block, 0);
  normalize(block);
  return block;
}

void InlineWriter::put_run(std::string_view run, const Formatting& formatting) {
  const std::string& text = block_.text;
  if (!text.empty() && breaks_ > 0) {
    append("\n", break_);
  } else if (!text.empty() && space_ && text.back() != '\n') {
    append(" ", *space_);
  }
  breaks_ = 0;
  space_.reset();
  append(run, formatting);
}

void InlineWriter::put_space(const Formatting& formatting) {
  if (!space_) space_ = formatting;
}

void InlineWriter::put_break(const Formatting& formatting) {
  if (breaks_++ == 0) break_ = formatting;
}

void InlineWriter::put_boundary(const Formatting& formatting) {
  if (breaks_ == 0) put_break(formatting);
}

void InlineWriter::put_preformatted(std::string_view text, const Formatting& formatting) {
  std::string kept;
  for (const char c : text) {
    if (!is_control(c) || c == '\n' || c == '\t') kept += c;
  }
  append(kept, formatting);
}

void InlineWriter::append(std::string_view run, const Formatting& formatting) {
  const auto begin = static_cast<std::uint32_t>(block_.text.size());
  block_.text += run;
  const auto end = static_cast<std::uint32_t>(block_.text.size());
  if (formatting.style == Style{} && formatting.anchor == no_index) return;
  const std::uint32_t link = link_of(formatting.anchor);
  auto& inlines = block_.inlines;
  const bool same_formula = std::exchange(last_formula_, formatting.formula) == formatting.formula;
  if (!inlines.empty() && inlines.back().end == begin && inlines.back().style == formatting.style &&
      inlines.back().link == link && same_formula) {
    inlines.back().end = end;
  } else {
    inlines.push_back({begin, end, formatting.style, link});
  }
}

std::uint32_t InlineWriter::link_of(std::uint32_t anchor) {
  if (anchor == no_index) return no_index;
  Anchor& known = anchors_[anchor];
  if (known.link == no_index) {
    known.link = static_cast<std::uint32_t>(links_.size());
    links_.push_back({known.url});
  }
  return known.link;
}

} // namespace hanji
