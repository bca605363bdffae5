#include "bundle/shard.h"

#include <algorithm>
#include <cassert>

#include "text/utf8.h"

namespace hanji {
namespace {

void put_header(ByteWriter& out, std::uint8_t code, std::uint32_t first, std::size_t count,
                std::uint8_t format = shard_format) {
  out.raw(as_bytes(shard_magic));
  out.u8(format);
  out.u8(code);
  out.varint(first);
  out.varint(count);
}

void put_texts(ByteWriter& out, std::span<const std::string> texts) {
  out.varint(texts.size());
  for (const std::string& text : texts) out.text(text);
}

void put_date(ByteWriter& out, const Date& date) {
  out.varint(date.year);
  if (!date) return;
  for (const std::uint8_t part : {date.month, date.day, date.hour, date.minute, date.second}) out.u8(part);
}

void put_colour(ByteWriter& out, Rgba colour) {
  for (const std::uint8_t part : {colour.red, colour.green, colour.blue, colour.alpha}) out.u8(part);
}

void put_style(ByteWriter& out, const Style& style) {
  out.varint(style.flags);
  put_colour(out, style.color);
  put_colour(out, style.background);
}

// The few styles of an article are written once and named by number.
std::vector<Style> styles_of(const Article& article) {
  std::vector<Style> styles;
  for (const Block& block : article.blocks) {
    for (const Inline& run : block.inlines) {
      if (std::ranges::find(styles, run.style) == styles.end()) styles.push_back(run.style);
    }
  }
  return styles;
}

std::uint64_t optional_index(std::uint32_t index) { return index == no_index ? 0 : std::uint64_t{index} + 1; }

void put_block(ByteWriter& out, const Block& block, std::span<const Style> styles) {
  out.u8(static_cast<std::uint8_t>(block.kind));
  out.u8(static_cast<std::uint8_t>(block.level | block.list_from << 4));
  out.u8(static_cast<std::uint8_t>(block.quote | block.quote_from << 4));
  out.u8(block.details);
  out.u8(static_cast<std::uint8_t>(block.marker));
  out.varint(block.number);
  out.varint(optional_index(block.extra));
  out.text(block.text);
  out.text(block.id);
  out.varint(block.inlines.size());
  std::uint32_t previous_end = 0;
  for (const Inline& run : block.inlines) {
    out.varint(run.begin - previous_end);
    out.varint(run.end - run.begin);
    out.varint(static_cast<std::uint64_t>(std::ranges::find(styles, run.style) - styles.begin()));
    out.varint(optional_index(run.link));
    previous_end = run.end;
  }
}

// Cut at a space where there is one, so that a list of long summaries stays small to fetch.
std::string shortened(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t length = 0; length < headline_excerpt_length && end < text.size(); ++length)
    next_code_point(text, end);
  if (end == text.size()) return std::string(text);
  const std::size_t space = text.rfind(' ', end);
  return std::string(before_ellipsis(text.substr(0, space == text.npos || space == 0 ? end : space))) + "…";
}

// That an article needs, but for its page.
std::uint8_t format_of(const Article& article) {
  const auto& blocks = article.blocks;
  if (std::ranges::any_of(blocks, [](const Block& each) { return each.quote_from + each.list_from > 0; }))
    return shard_format_with_beginnings;
  for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
    if (blocks[i].kind == BlockKind::caption && blocks[i + 1].kind == BlockKind::code)
      return shard_format_with_titles;
  }
  return !article.abbreviations.empty() ? shard_format_with_titles
         : !article.formulas.empty()    ? shard_format_with_formulas
                                        : shard_format;
}

// An entry begins with its slug; its page stands behind that. An article ends with lists of newer formats,
// each of which is a zero where it is empty, and with the format that it needs, which the header says.
Bytes joined(ShardKind kind, std::span<const Bytes> encoded, std::span<const std::string> pages) {
  assert(pages.empty() || pages.size() == encoded.size());
  const bool article = kind == ShardKind::articles;
  std::uint8_t format = shard_format;
  if (std::ranges::any_of(pages, [](const std::string& page) { return !page.empty(); }))
    format = shard_format_with_pages;
  for (const Bytes& each : article ? encoded : std::span<const Bytes>())
    format = std::max(format, std::to_integer<std::uint8_t>(each.back()));
  ByteWriter out;
  put_header(out, static_cast<std::uint8_t>(kind), 0, encoded.size(), format);
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    std::span<const std::byte> bytes = encoded[i];
    if (article)
      bytes = bytes.first(bytes.size() - 1 - (format < shard_format_with_titles ? 1 : 0) -
                          (format < shard_format_with_formulas ? 1 : 0));
    if (format >= shard_format_with_pages) {
      ByteReader in(bytes);
      out.text(in.text());
      out.text(pages.empty() ? std::string_view() : pages[i]);
      bytes = bytes.subspan(in.position());
    }
    out.raw(bytes);
  }
  return out.take();
}

} // namespace

std::string_view name_of(ShardKind kind) {
  switch (kind) {
  case ShardKind::headlines: return "headlines";
  case ShardKind::slugs: return "slugs";
  case ShardKind::articles: return "articles";
  case ShardKind::search: return "search";
  case ShardKind::categories: return "categories";
  }
  return {};
}

std::string shard_file_name(ShardKind kind, const Hash& hash, bool directory) {
  const bool index = kind == ShardKind::search;
  const std::string_view name = directory ? "directory" : index ? "index" : name_of(kind);
  return (index ? "search/" : "") + std::string(name) + "-" + hex_of(hash).substr(0, 2 * name_hash_bytes) +
         ".bin";
}

Headline headline_of(const Article& article) {
  Headline headline{article.id,   article.slug, article.title, shortened(article.excerpt), article.categories,
                    article.date, {},           article.page};
  if (!article.figures.empty()) headline.image = article.figures.front().source;
  return headline;
}

std::uint32_t least_number(std::span<const SlugEntry> slugs) {
  return slugs.empty() ? 0 : index_of(std::ranges::min(slugs, {}, &SlugEntry::id).id);
}

Bytes encode_headline(const Headline& headline) {
  ByteWriter out;
  for (const std::string* text : {&headline.slug, &headline.title, &headline.excerpt, &headline.image})
    out.text(*text);
  put_texts(out, headline.categories);
  put_date(out, headline.date);
  return out.take();
}

Bytes encode_headlines(std::span<const Bytes> encoded, std::span<const std::string> pages) {
  return joined(ShardKind::headlines, encoded, pages);
}

Bytes encode_slugs(std::span<const SlugEntry> slugs) {
  ByteWriter out;
  put_header(out, static_cast<std::uint8_t>(ShardKind::slugs), least_number(slugs), slugs.size());
  for (const SlugEntry& entry : slugs) {
    out.text(entry.slug);
    out.varint(index_of(entry.id));
  }
  return out.take();
}

Bytes encode_category(const CategoryEntry& category) {
  ByteWriter out;
  out.text(category.name);
  out.varint(category.articles.size());
  std::uint32_t next = 0;
  for (const std::uint32_t article : category.articles) {
    assert(article >= next);
    out.varint(article - next);
    next = article + 1;
  }
  return out.take();
}

Bytes encode_categories(std::span<const Bytes> encoded) { return joined(ShardKind::categories, encoded, {}); }

Bytes encode_directory(std::span<const Shard> shards) {
  assert(!shards.empty());
  std::size_t count = 0;
  for (const Shard& shard : shards) count += shard.count;
  ByteWriter out;
  put_header(out, directory_code, has_key(shards.front().kind) ? shards.front().first : 0, count);
  out.u8(static_cast<std::uint8_t>(shards.front().kind));
  out.varint(shards.size());
  for (const Shard& shard : shards) {
    assert(shard.kind == shards.front().kind && !shard.directory);
    out.varint(shard.bytes);
    out.raw(std::as_bytes(std::span(shard.sha256).first<name_hash_bytes>()));
    out.varint(shard.count);
    if (!has_key(shard.kind)) continue;
    out.varint(shard.first);
    out.text(shard.first_key);
  }
  return out.take();
}

Bytes encode_article(const Article& article) {
  ByteWriter out;
  for (const std::string* text :
       {&article.slug, &article.title, &article.excerpt, &article.lead, &article.author, &article.language})
    out.text(*text);
  put_texts(out, article.categories);
  put_texts(out, article.tags);
  put_date(out, article.date);
  put_date(out, article.modified);

  out.varint(article.links.size());
  for (const Link& link : article.links) out.text(link.url);

  out.varint(article.cells.size());
  for (const Cell& cell : article.cells) {
    for (const std::uint32_t part : {cell.table, cell.row, cell.column, cell.rows, cell.columns})
      out.varint(part);
    out.u8(static_cast<std::uint8_t>((cell.header ? 1 : 0) | static_cast<int>(cell.align) << 1));
  }

  out.varint(article.figures.size());
  for (const Figure& figure : article.figures) {
    for (const std::string* text : {&figure.source, &figure.alternative, &figure.link}) out.text(*text);
    out.varint(figure.width);
    out.varint(figure.height);
    out.u8(figure.missing ? 1 : 0);
  }

  const std::vector<Style> styles = styles_of(article);
  out.varint(styles.size());
  for (const Style& style : styles) put_style(out, style);

  out.varint(article.blocks.size());
  for (const Block& block : article.blocks) put_block(out, block, styles);

  out.varint(article.formulas.size());
  for (const Formula& formula : article.formulas) {
    out.text(formula.source);
    out.text(formula.mathml);
  }
  out.varint(article.abbreviations.size());
  for (const Abbreviation& each : article.abbreviations) {
    out.text(each.text);
    out.text(each.meaning);
  }
  out.u8(format_of(article));
  return out.take();
}

Bytes encode_articles(std::span<const Bytes> encoded, std::span<const std::string> pages) {
  return joined(ShardKind::articles, encoded, pages);
}

} // namespace hanji
