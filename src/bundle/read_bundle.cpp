#include "bundle/read_bundle.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "article/page_address.h"
#include "base/bytes.h"
#include "bundle/shard.h"
#include "text/utf8.h"

namespace hanji {
namespace {

std::unexpected<Error> bad(const Shard& shard, const char* why) {
  return std::unexpected(
      Error{ErrorKind::bad_shard, std::string("this file of the bundle is damaged: ") + why, shard.file});
}

// The hash, then the header; leaves the reader at the first entry. `format`: the newest that entries of the
// kind may have comes in, their own goes out.
Result<ByteReader> open_shard(const Shard& shard, std::uint8_t code, std::span<const std::byte> bytes,
                              std::uint8_t* format = nullptr) {
  if (Result<void> checked = check_shard(shard, bytes); !checked) return std::unexpected(checked.error());
  ByteReader in(bytes);
  if (as_text(in.raw(shard_magic.size())) != shard_magic) return bad(shard, "it does not begin as one");
  const std::uint8_t written = in.u8();
  if (!in.failed() && written > (format ? *format : shard_format)) {
    return std::unexpected(Error{ErrorKind::newer_format,
                                 "this file was written by a newer Hanji; reload the page or update",
                                 shard.file});
  }
  if (written < shard_format || in.u8() != code) return bad(shard, "it is of another kind");
  if (format) *format = written;
  const std::uint64_t first = in.varint();
  if ((first != 0 && first != shard.first) || in.varint() != shard.count)
    return bad(shard, "it holds other entries than recorded");
  if (code != directory_code && !in.plausible(shard.count)) return bad(shard, "it is short");
  return in;
}

Result<ByteReader> open_shard(const Shard& shard, ShardKind kind, std::span<const std::byte> bytes,
                              std::uint8_t* format = nullptr) {
  return open_shard(shard, static_cast<std::uint8_t>(kind), bytes, format);
}

std::string get_text(ByteReader& in) {
  const std::string_view text = in.text();
  if (!is_valid_utf8(text)) in.fail();
  return std::string(text);
}

// Each item takes a byte or more, so a count that the rest cannot hold is refused before anything is
// reserved.
template <class Item, class Get>
std::vector<Item> get_list(ByteReader& in, Get get) {
  std::vector<Item> items;
  const std::uint64_t count = in.varint();
  if (!in.plausible(count)) return items;
  for (std::uint64_t i = 0; i < count && !in.failed(); ++i) items.push_back(get(in));
  return items;
}

Date get_date(ByteReader& in) {
  Date date;
  const std::uint32_t year = in.varint32();
  if (year == 0) return date;
  if (year > 0xFFFF) in.fail();
  date.year = static_cast<std::uint16_t>(year);
  date.month = in.u8();
  date.day = in.u8();
  date.hour = in.u8();
  date.minute = in.u8();
  date.second = in.u8();
  return date;
}

Rgba get_colour(ByteReader& in) {
  Rgba colour;
  colour.red = in.u8();
  colour.green = in.u8();
  colour.blue = in.u8();
  colour.alpha = in.u8();
  return colour;
}

Style get_style(ByteReader& in) {
  const std::uint32_t flags = in.varint32();
  if (flags > 0xFFFF) in.fail();
  const Rgba color = get_colour(in);
  return {static_cast<std::uint16_t>(flags), color, get_colour(in)};
}

std::uint32_t get_optional_index(ByteReader& in) {
  const std::uint32_t value = in.varint32();
  return value == 0 ? no_index : value - 1;
}

Cell get_cell(ByteReader& in) {
  Cell cell;
  for (std::uint32_t* part : {&cell.table, &cell.row, &cell.column, &cell.rows, &cell.columns})
    *part = in.varint32();
  const std::uint8_t flags = in.u8();
  if (flags > 7) in.fail();
  cell.header = (flags & 1) != 0;
  cell.align = static_cast<Align>(flags >> 1 & 3);
  return cell;
}

Figure get_figure(ByteReader& in) {
  Figure figure;
  for (std::string* text : {&figure.source, &figure.alternative, &figure.link}) *text = get_text(in);
  figure.width = in.varint32();
  figure.height = in.varint32();
  figure.missing = in.u8() != 0;
  return figure;
}

Block get_block(ByteReader& in, std::span<const Style> styles, std::uint8_t format) {
  Block block;
  block.kind = static_cast<BlockKind>(in.u8());
  block.level = in.u8();
  block.quote = in.u8();
  if (format >= shard_format_with_beginnings) {
    block.list_from = std::exchange(block.level, block.level & 15) >> 4;
    block.quote_from = std::exchange(block.quote, block.quote & 15) >> 4;
  }
  block.details = in.u8();
  block.marker = static_cast<Marker>(in.u8());
  block.number = in.varint32();
  block.extra = get_optional_index(in);
  block.text = get_text(in);
  block.id = get_text(in);
  std::uint32_t position = 0;
  block.inlines = get_list<Inline>(in, [&](ByteReader&) {
    Inline run;
    const std::uint64_t begin = std::uint64_t{position} + in.varint32();
    const std::uint64_t end = begin + in.varint32();
    const std::uint32_t style = in.varint32();
    run.link = get_optional_index(in);
    if (end > block.text.size() || style >= styles.size()) {
      in.fail();
      return run;
    }
    run.begin = static_cast<std::uint32_t>(begin);
    run.end = position = static_cast<std::uint32_t>(end);
    run.style = styles[style];
    return run;
  });
  return block;
}

std::string get_page(ByteReader& in) {
  std::string page = get_text(in);
  if (!is_sound_page(page)) in.fail();
  return page;
}

Article get_article(ByteReader& in, std::uint8_t format) {
  Article article;
  article.slug = get_text(in);
  if (format >= shard_format_with_pages) article.page = get_page(in);
  for (std::string* text :
       {&article.title, &article.excerpt, &article.lead, &article.author, &article.language})
    *text = get_text(in);
  article.categories = get_list<std::string>(in, get_text);
  article.tags = get_list<std::string>(in, get_text);
  article.date = get_date(in);
  article.modified = get_date(in);
  article.links = get_list<Link>(in, [](ByteReader& reader) { return Link{get_text(reader)}; });
  article.cells = get_list<Cell>(in, get_cell);
  article.figures = get_list<Figure>(in, get_figure);
  const std::vector<Style> styles = get_list<Style>(in, get_style);
  article.blocks = get_list<Block>(in, [&](ByteReader& reader) { return get_block(reader, styles, format); });
  if (format >= shard_format_with_formulas) {
    article.formulas = get_list<Formula>(in, [](ByteReader& reader) {
      Formula formula;
      formula.source = get_text(reader);
      formula.mathml = get_text(reader);
      return formula;
    });
  }
  if (format >= shard_format_with_titles) {
    article.abbreviations = get_list<Abbreviation>(in, [](ByteReader& reader) {
      Abbreviation abbreviation;
      abbreviation.text = get_text(reader);
      abbreviation.meaning = get_text(reader);
      return abbreviation;
    });
  }
  return article;
}

Headline get_headline(ByteReader& in, bool pages) {
  Headline headline;
  headline.slug = get_text(in);
  if (pages) headline.page = get_page(in);
  for (std::string* text : {&headline.title, &headline.excerpt, &headline.image}) *text = get_text(in);
  headline.categories = get_list<std::string>(in, get_text);
  headline.date = get_date(in);
  return headline;
}

CategoryEntry get_category(ByteReader& in, std::uint32_t articles) {
  CategoryEntry category;
  category.name = get_text(in);
  std::uint64_t next = 0;
  category.articles = get_list<std::uint32_t>(in, [&](ByteReader& reader) {
    const std::uint64_t article = next + reader.varint32();
    if (article >= articles) reader.fail();
    next = article + 1;
    return static_cast<std::uint32_t>(article);
  });
  return category;
}

// A shard of a directory. `first` is where those before it end.
Shard get_shard(ByteReader& in, ShardKind kind, std::uint32_t first) {
  Shard shard;
  shard.kind = kind;
  shard.bytes = in.varint32();
  shard.hash_bytes = name_hash_bytes;
  const std::span<const std::byte> hash = in.raw(shard.hash_bytes);
  if (!in.failed()) std::ranges::transform(hash, shard.sha256.begin(), std::to_integer<std::uint8_t>);
  shard.first = first;
  shard.count = in.varint32();
  if (has_key(kind)) {
    shard.first = in.varint32();
    shard.first_key = get_text(in);
  }
  shard.file = shard_file_name(kind, shard.sha256);
  return shard;
}

} // namespace

Result<void> check_shard(const Shard& shard, std::span<const std::byte> bytes) {
  if (bytes.size() != shard.bytes) return bad(shard, "its length is not the recorded one");
  if (!begin_alike(hash_of(bytes), shard.sha256, shard.hash_bytes))
    return bad(shard, "its hash is not the recorded one");
  return {};
}

Result<std::vector<Headline>> read_headlines(const Shard& shard, std::span<const std::byte> bytes) {
  std::uint8_t format = shard_format_with_pages;
  Result<ByteReader> in = open_shard(shard, ShardKind::headlines, bytes, &format);
  if (!in) return std::unexpected(in.error());
  std::vector<Headline> headlines;
  for (std::uint32_t i = 0; i < shard.count && !in->failed(); ++i) {
    headlines.push_back(get_headline(*in, format >= shard_format_with_pages));
    headlines.back().id = ArticleId{shard.first + i};
    if (!is_sound(headlines.back().date)) in->fail();
  }
  if (in->failed() || !in->at_end()) return bad(shard, "its entries make no sense");
  return headlines;
}

Result<Headline> read_headline(std::span<const std::byte> bytes, const std::string& page) {
  ByteReader in(bytes);
  Headline headline = get_headline(in, false);
  headline.page = page;
  if (in.failed() || !in.at_end() || !is_sound(headline.date)) return bad({}, "a headline makes no sense");
  return headline;
}

Result<std::vector<SlugEntry>> read_slugs(const Shard& shard, std::span<const std::byte> bytes) {
  Result<ByteReader> in = open_shard(shard, ShardKind::slugs, bytes);
  if (!in) return std::unexpected(in.error());
  std::vector<SlugEntry> slugs;
  for (std::uint32_t i = 0; i < shard.count && !in->failed(); ++i) {
    SlugEntry entry;
    entry.slug = get_text(*in);
    entry.id = ArticleId{in->varint32()};
    if (!slugs.empty() && slugs.back().slug >= entry.slug) in->fail();
    slugs.push_back(std::move(entry));
  }
  if (in->failed() || !in->at_end()) return bad(shard, "its entries make no sense");
  return slugs;
}

Result<std::vector<CategoryEntry>> read_categories(const Shard& shard, std::span<const std::byte> bytes,
                                                   std::uint32_t articles) {
  Result<ByteReader> in = open_shard(shard, ShardKind::categories, bytes);
  if (!in) return std::unexpected(in.error());
  std::vector<CategoryEntry> categories;
  for (std::uint32_t i = 0; i < shard.count && !in->failed(); ++i) {
    CategoryEntry entry = get_category(*in, articles);
    if (!categories.empty() && categories.back().name >= entry.name) in->fail();
    categories.push_back(std::move(entry));
  }
  if (in->failed() || !in->at_end()) return bad(shard, "its entries make no sense");
  return categories;
}

Result<void> open_directory(Manifest& manifest, const Shard& directory, std::span<const std::byte> bytes) {
  assert(directory.directory);
  Result<ByteReader> in = open_shard(directory, directory_code, bytes);
  if (!in) return std::unexpected(in.error());
  const ShardKind kind = directory.kind;
  if (in->u8() != static_cast<std::uint8_t>(kind)) return bad(directory, "it is of another kind");
  std::uint64_t sum = 0;
  const std::vector<Shard> listed = get_list<Shard>(*in, [&](ByteReader& reader) {
    const Shard shard = get_shard(reader, kind, directory.first + static_cast<std::uint32_t>(sum));
    sum += shard.count;
    if (sum > directory.count) reader.fail();
    return shard;
  });
  if (in->failed() || !in->at_end() || listed.empty() || sum != directory.count)
    return bad(directory, "its entries make no sense");

  std::vector<Shard>& list = list_of(manifest, kind);
  const auto at = list.cbegin() + (&directory - list.data());
  const bool fits = has_key(kind)
                        ? listed.front().first_key == directory.first_key && keys_ascend(listed) &&
                              (at + 1 == list.cend() || listed.back().first_key < (at + 1)->first_key)
                        : covers(listed, directory.first, directory.count);
  if (!fits) return bad(directory, "it does not list what it should");
  std::vector<Shard> opened(list.cbegin(), at); // all or nothing, also where memory is refused
  opened.insert(opened.end(), listed.begin(), listed.end());
  opened.insert(opened.end(), at + 1, list.cend());
  list = std::move(opened);
  return {};
}

Result<std::vector<Article>> read_articles(const Shard& shard, std::span<const std::byte> bytes) {
  std::uint8_t format = shard_format_with_beginnings;
  Result<ByteReader> in = open_shard(shard, ShardKind::articles, bytes, &format);
  if (!in) return std::unexpected(in.error());
  std::vector<Article> articles;
  for (std::uint32_t i = 0; i < shard.count && !in->failed(); ++i) {
    articles.push_back(get_article(*in, format));
    articles.back().id = ArticleId{shard.first + i};
    if (in->failed() || !check_article(articles.back())) return bad(shard, "an article makes no sense");
  }
  if (in->failed() || !in->at_end()) return bad(shard, "its entries make no sense");
  return articles;
}

} // namespace hanji
