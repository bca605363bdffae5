#include "cli/post_entry.h"

#include "text/utf8.h"

namespace hanji {
namespace {

void put_kept(ByteWriter& out, const KeptBytes& kept) {
  out.u8(kept.is_elsewhere() ? 1 : 0);
  if (kept.is_elsewhere()) {
    out.varint(kept.place());
    out.varint(kept.size());
  } else {
    out.text(as_text(*kept.get()));
  }
}

KeptBytes get_kept(ByteReader& in, const KeptBytes::Read* elsewhere) {
  const std::uint8_t where = in.u8();
  if (where == 0) {
    const std::span<const std::byte> bytes = as_bytes(in.text());
    return Bytes(bytes.begin(), bytes.end());
  }
  const std::uint64_t place = in.varint();
  const std::uint32_t size = in.varint32();
  if (where != 1 || elsewhere == nullptr) {
    in.fail();
    return {};
  }
  return {*elsewhere, place, size};
}

void put_date(ByteWriter& out, const Date& date) {
  for (const std::uint32_t part :
       {std::uint32_t{date.year}, std::uint32_t{date.month}, std::uint32_t{date.day},
        std::uint32_t{date.hour}, std::uint32_t{date.minute}, std::uint32_t{date.second}})
    out.varint(part);
}

Date get_date(ByteReader& in) {
  Date date;
  date.year = static_cast<std::uint16_t>(in.varint32());
  for (std::uint8_t* part : {&date.month, &date.day, &date.hour, &date.minute, &date.second})
    *part = static_cast<std::uint8_t>(in.varint32());
  return date;
}

constexpr int most_offset_minutes = 24 * 60; // so that what is written is never negative

void put_bound(ByteWriter& out, const TimeBound& bound, bool within) {
  const bool zoned = bound.date.offset_minutes.has_value();
  out.u8(static_cast<std::uint8_t>((within ? 1 : 0) | (bound.until ? 2 : 0) | (zoned ? 4 : 0)));
  put_date(out, bound.date.date);
  if (zoned) out.varint(static_cast<std::uint32_t>(*bound.date.offset_minutes + most_offset_minutes));
}

bool get_bound(ByteReader& in, TimeBound& bound) { // whether it was kept
  const std::uint8_t flags = in.u8();
  bound.until = (flags & 2) != 0;
  bound.date.date = get_date(in);
  if ((flags & 4) != 0) bound.date.offset_minutes = static_cast<int>(in.varint32()) - most_offset_minutes;
  return (flags & 1) != 0;
}

void put_page(ByteWriter& out, const PostPage& page) {
  out.text(page.path);
  out.varint(page.line);
  out.varint(page.column);
}

PostPage get_page(ByteReader& in) {
  PostPage page;
  page.path = in.text();
  page.line = in.varint32();
  page.column = in.varint32();
  return page;
}

} // namespace

Bytes pack_index_words(const IndexWords& words) {
  ByteWriter out;
  out.varint(words.labels.size());
  for (const std::u32string& label : words.labels) out.text(to_utf8(label));
  out.raw(as_bytes(pack_fields(words.fields)));
  return out.take();
}

Result<IndexWords> index_words_in(const PostEntry& entry) {
  const Result<Bytes> bytes = entry.words.get();
  if (!bytes) return std::unexpected(bytes.error());
  ByteReader in(*bytes);
  IndexWords words;
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left)
    words.labels.push_back(to_utf32(in.text()));
  words.fields = unpack_fields(as_text(*bytes).substr(in.position()));
  return words;
}

Bytes encode_entry(const PostEntry& entry) {
  ByteWriter out;
  out.text(entry.refusal);
  out.text(entry.refusal_place);
  out.u8(static_cast<std::uint8_t>((entry.published ? 1 : 0) | (entry.unlisted ? 2 : 0)));
  out.varint(entry.bounds.size());
  for (std::size_t i = 0; i < entry.bounds.size(); ++i) put_bound(out, entry.bounds[i], entry.within[i]);
  out.text(entry.article.slug);
  for (const Date& date : {entry.article.date, entry.article.modified}) put_date(out, date);
  out.varint(entry.article.categories.size());
  for (const std::string& category : entry.article.categories) out.text(category);
  for (const KeptBytes* kept : {&entry.article.headline, &entry.article.article, &entry.words})
    put_kept(out, *kept);
  out.varint(entry.diagnostics.size());
  for (const Diagnostic& diagnostic : entry.diagnostics) {
    out.varint(diagnostic.line);
    out.varint(diagnostic.column);
    for (const std::string* text : {&diagnostic.code, &diagnostic.message, &diagnostic.recovery})
      out.text(*text);
  }
  out.varint(entry.pictures.size());
  for (const LocalPicture& picture : entry.pictures) {
    out.text(picture.source);
    out.text(picture.place);
    out.varint(picture.width);
    out.varint(picture.height);
    out.u8(picture.attached ? 1 : 0);
  }
  out.text(entry.title_id);
  out.varint(entry.links.size());
  for (const PostLink& link : entry.links) {
    out.text(link.url);
    out.varint(link.line);
    out.varint(link.column);
  }
  out.varint(entry.wanted.size());
  for (const WantedName& name : entry.wanted) {
    out.text(name.name);
    out.u8(name.titled ? 1 : 0);
    out.text(name.answer.name);
    out.text(name.answer.title);
  }
  put_page(out, entry.page);
  out.varint(entry.redirects.size());
  for (const PostPage& page : entry.redirects) put_page(out, page);
  return out.take();
}

std::optional<PostEntry> decode_entry(std::span<const std::byte> bytes, const std::string& file,
                                      const KeptBytes::Read* elsewhere) {
  ByteReader in(bytes);
  PostEntry entry;
  entry.refusal = in.text();
  entry.refusal_place = in.text();
  const std::uint8_t flags = in.u8();
  entry.published = (flags & 1) != 0;
  entry.unlisted = (flags & 2) != 0;
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left)
    entry.within.push_back(get_bound(in, entry.bounds.emplace_back()));
  entry.article.slug = in.text();
  for (Date* date : {&entry.article.date, &entry.article.modified}) *date = get_date(in);
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left)
    entry.article.categories.emplace_back(in.text());
  for (KeptBytes* kept : {&entry.article.headline, &entry.article.article, &entry.words})
    *kept = get_kept(in, elsewhere);
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left) {
    Diagnostic& diagnostic = entry.diagnostics.emplace_back();
    diagnostic.file = file;
    diagnostic.line = in.varint32();
    diagnostic.column = in.varint32();
    for (std::string* text : {&diagnostic.code, &diagnostic.message, &diagnostic.recovery}) *text = in.text();
  }
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left) {
    LocalPicture& picture = entry.pictures.emplace_back();
    picture.source = in.text();
    picture.place = in.text();
    picture.width = in.varint32();
    picture.height = in.varint32();
    picture.attached = in.u8() != 0;
  }
  entry.title_id = in.text();
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left) {
    PostLink& link = entry.links.emplace_back();
    link.url = in.text();
    link.line = in.varint32();
    link.column = in.varint32();
  }
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left) {
    WantedName& name = entry.wanted.emplace_back();
    name.name = in.text();
    name.titled = in.u8() != 0;
    name.answer.name = in.text();
    name.answer.title = in.text();
  }
  entry.page = get_page(in);
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left)
    entry.redirects.push_back(get_page(in));
  if (in.failed() || !in.at_end()) return {};
  return entry;
}

} // namespace hanji
