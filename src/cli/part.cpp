#include "cli/part.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "base/bytes.h"
#include "cli/time_zone.h"

namespace hanji {
namespace {

constexpr std::string_view part_magic = "hanji part 1\n";
constexpr const char* part_file = "part.bin";
constexpr const char* posts_file = "posts.bin";

std::string shown(const Share& share) {
  return std::to_string(share.number) + "/" + std::to_string(share.of);
}

void put_hash(ByteWriter& out, const Hash& hash) { out.raw(std::as_bytes(std::span(hash))); }

Hash get_hash(ByteReader& in) {
  Hash hash{};
  const std::span<const std::byte> bytes = in.raw(hash.size());
  if (!in.failed())
    std::ranges::transform(bytes, hash.begin(), [](std::byte b) { return std::to_integer<std::uint8_t>(b); });
  return hash;
}

std::unexpected<Error> damaged(const std::string& file) {
  return std::unexpected(Error{
      ErrorKind::bad_shard, "this part is damaged or not whole; make it again (hanji build --part)", file});
}

// Without the hash, after the magic.
Result<ByteReader> opened(std::span<const std::byte> bytes, const std::string& file) {
  if (!as_text(bytes).starts_with(part_magic) || bytes.size() < part_magic.size() + sizeof(Hash))
    return damaged(file);
  const std::span<const std::byte> body = bytes.first(bytes.size() - sizeof(Hash));
  const Hash hash = hash_of(body);
  if (!std::ranges::equal(std::as_bytes(std::span(hash)), bytes.last(sizeof(Hash)))) return damaged(file);
  return ByteReader(body.subspan(part_magic.size()));
}

PartHead get_head(ByteReader& in) {
  PartHead head;
  head.version = in.text();
  head.share = {in.varint32(), in.varint32()};
  head.names = get_hash(in);
  const std::span<const std::byte> facts = as_bytes(in.text());
  head.facts.assign(facts.begin(), facts.end());
  head.posts = in.varint();
  head.bytes_of_posts = in.varint();
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left) {
    FileRecord& record = head.files[std::string(in.text())];
    record.bytes = in.varint();
    record.sha256 = get_hash(in);
  }
  if (head.share.number < 1 || head.share.number > head.share.of) in.fail();
  return head;
}

std::unexpected<Error> refused(const fs::path& part, std::string why) {
  return std::unexpected(Error{ErrorKind::bad_input, std::move(why), part.string()});
}

Result<Bytes> read_part_file(const fs::path& part) {
  const Result<std::string> read = read_file(part / part_file, std::numeric_limits<std::uint64_t>::max() / 2);
  if (!read && read.error().kind == ErrorKind::not_found)
    return refused(part, "is no part of a site; hanji build --part 1/4 makes one");
  if (!read) return std::unexpected(read.error());
  const std::span<const std::byte> bytes = as_bytes(*read);
  return Bytes(bytes.begin(), bytes.end());
}

Result<PartHead> read_head(const fs::path& part) {
  const Result<Bytes> bytes = read_part_file(part);
  if (!bytes) return std::unexpected(bytes.error());
  return decode_head_of_part(*bytes, (part / part_file).string());
}

std::string listed(const std::vector<std::uint32_t>& numbers, std::uint32_t of) {
  constexpr std::size_t most = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, numbers.size()); ++i)
    text += (i == 0 ? "" : ", ") + shown({numbers[i], of});
  return numbers.size() > most ? text + " …" : text;
}

struct PlacedPart {
  fs::path folder;
  PartHead head;
};

// By their numbers, all of them, of one build.
Result<std::vector<PlacedPart>> sorted_parts(std::span<const fs::path> folders) {
  std::map<std::uint32_t, PlacedPart> parts;
  const PlacedPart* first = nullptr;
  for (const fs::path& folder : folders) {
    Result<PartHead> head = read_head(folder);
    if (!head) return std::unexpected(head.error());
    const std::uint32_t number = head->share.number;
    const auto [place, is_new] = parts.try_emplace(number, folder, *std::move(head));
    const auto [of_folder, told] = std::pair(&place->second.folder, &place->second.head);
    if (!is_new)
      return refused(folder, "is part " + shown(told->share) + ", and so is " + of_folder->string() +
                                 "; give each once");
    if (first == nullptr) {
      first = &place->second;
      continue;
    }
    const std::string other = first->folder.string();
    if (told->share.of != first->head.share.of)
      return refused(folder, "is part " + shown(told->share) + ", but " + other + " is part " +
                                 shown(first->head.share) + "; give the parts of one build");
    if (told->names != first->head.names)
      return refused(folder, "was made of other posts than " + other +
                                 ": a file has come, gone or been renamed between; make the parts again");
    if (told->facts != first->head.facts)
      return refused(folder, "was made with other options, or by another configuration, than " + other +
                                 "; make the parts again");
  }
  if (first == nullptr) return refused({}, "no parts are given");
  std::vector<std::uint32_t> missing;
  for (std::uint32_t number = 1; number <= first->head.share.of && missing.size() <= 10; ++number) {
    if (!parts.contains(number)) missing.push_back(number);
  }
  if (!missing.empty())
    return refused(first->folder, "is one of " + std::to_string(first->head.share.of) +
                                      " parts; missing: " + listed(missing, first->head.share.of));
  std::vector<PlacedPart> sorted;
  for (auto& [number, part] : parts) sorted.push_back(std::move(part));
  return sorted;
}

// When all else is in the folder.
Result<void> write_part(SiteFolder& folder, const ReadSite& read, const Share& share) {
  ByteWriter out;
  out.raw(as_bytes(part_magic));
  out.text(version());
  out.varint(share.number);
  out.varint(share.of);
  put_hash(out, read.names);
  out.text(as_text(encode_facts(read.facts)));
  out.varint(read.posts);
  out.varint(read.reading.keepers.back()->size());
  out.varint(folder.records().size());
  for (const auto& [name, record] : folder.records()) {
    out.text(name);
    out.varint(record.bytes);
    put_hash(out, record.sha256);
  }
  const std::size_t passed_over = share.number == 1 ? read.passed_over.size() : 0; // said once
  out.varint(passed_over);
  for (std::size_t i = 0; i < passed_over; ++i) {
    out.text(read.passed_over[i].file);
    out.text(read.passed_over[i].reason);
  }
  out.varint(read.reading.warnings.size());
  for (const Diagnostic& warning : read.reading.warnings) put_diagnostic(out, warning);
  out.varint(read.reading.skipped.size());
  for (const Skipped& skipped : read.reading.skipped) {
    for (const std::string* text : {&skipped.file, &skipped.reason, &skipped.place}) out.text(*text);
    out.u8(skipped.refused ? 1 : 0);
  }
  out.varint(read.reading.entries.size());
  for (std::size_t i = 0; i < read.reading.entries.size(); ++i) {
    out.text(read.reading.files[i]);
    out.text(as_text(encode_entry(read.reading.entries[i])));
  }
  put_hash(out, hash_of(out.bytes()));
  return folder.add(part_file, out.bytes());
}

} // namespace

Result<ReadSite> read_part(const BuildOptions& options, PostsFolder& posts, SiteFolder& part,
                           Console& console, Progress& progress) {
  Result<std::shared_ptr<ByteFile>> keeper = ByteFile::create(part.written_to() / posts_file);
  if (!keeper) return std::unexpected(keeper.error());
  Result<ReadSite> read =
      read_site(options, posts, part, *std::move(keeper), console, progress, nullptr, true);
  if (!read) return std::unexpected(read.error());
  read->keeping.wait();
  if (Result<void> written = write_part(part, *read, *options.part); !written)
    return std::unexpected(written.error());
  return read;
}

Result<PartHead> decode_head_of_part(std::span<const std::byte> bytes, const std::string& file) {
  Result<ByteReader> in = opened(bytes, file);
  if (!in) return std::unexpected(in.error());
  PartHead head = get_head(*in);
  if (in->failed()) return damaged(file);
  if (head.version != version())
    return refused(file, "was made by hanji " + head.version + ", and this is " + std::string(version()) +
                             "; make all parts and the site with one of them");
  return head;
}

Result<void> decode_part(std::span<const std::byte> bytes, const std::string& file,
                         const KeptBytes::Read& elsewhere, ReadSite& read) {
  Result<ByteReader> opening = opened(bytes, file);
  if (!opening) return std::unexpected(opening.error());
  ByteReader& in = *opening;
  const PartHead head = get_head(in);
  std::optional<SiteFacts> facts = decode_facts(head.facts);
  if (in.failed() || !facts) return damaged(file);
  read.facts = *std::move(facts);
  read.names = head.names;
  read.posts += head.posts;
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left) {
    PassedOver& each = read.passed_over.emplace_back();
    each.file = in.text();
    each.reason = in.text();
  }
  Reading& reading = read.reading;
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left)
    reading.warnings.push_back(get_diagnostic(in));
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left) {
    Skipped& skipped = reading.skipped.emplace_back();
    for (std::string* text : {&skipped.file, &skipped.reason, &skipped.place}) *text = in.text();
    skipped.refused = in.u8() != 0;
    reading.refused = reading.refused || skipped.refused;
  }
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left) {
    std::string post(in.text());
    std::optional<PostEntry> entry = decode_entry(as_bytes(in.text()), post, &elsewhere);
    if (!entry) return damaged(file);
    reading.files.push_back(std::move(post));
    reading.entries.push_back(*std::move(entry));
  }
  if (in.failed() || !in.at_end()) return damaged(file);
  return {};
}

Result<ReadSite> read_parts(std::span<const fs::path> parts, std::size_t most_in_memory) {
  const Result<std::vector<PlacedPart>> sorted = sorted_parts(parts);
  if (!sorted) return std::unexpected(sorted.error());
  ReadSite read;
  std::uint64_t posts = 0;
  for (const PlacedPart& part : *sorted) posts += part.head.posts;
  read.reading.entries.reserve(static_cast<std::size_t>(posts));
  read.reading.files.reserve(static_cast<std::size_t>(posts));
  for (const PlacedPart& part : *sorted) {
    Result<std::shared_ptr<ByteFile>> file =
        ByteFile::open(part.folder / posts_file, part.head.bytes_of_posts);
    if (!file) return std::unexpected(file.error());
    const Result<Bytes> bytes = read_part_file(part.folder);
    if (!bytes) return std::unexpected(bytes.error());
    if (Result<void> decoded =
            decode_part(*bytes, (part.folder / part_file).string(), (*file)->reader(), read);
        !decoded)
      return std::unexpected(decoded.error());
    read.reading.keepers.push_back(*std::move(file));
  }
  read.reading.keepers.push_back(std::make_shared<ByteFile>(most_in_memory)); // of what changes
  if (!read.facts.zone.empty() && !local_time_in(read.facts.zone))
    return refused(parts.front(), "is of the time zone “" + read.facts.zone +
                                      "”, which this machine does not know (package tzdata?)");
  return read;
}

Result<void> carry_files_of_parts(std::span<const fs::path> parts, SiteFolder& site) {
  for (const fs::path& part : parts) {
    const Result<PartHead> head = read_head(part);
    if (!head) return std::unexpected(head.error());
    for (const auto& [name, record] : head->files) {
      if (!is_named_as_ours(name)) return damaged((part / name).string());
      const Result<std::string> bytes = read_file(part / name, most_attachment_bytes);
      if (!bytes) return std::unexpected(bytes.error());
      if (bytes->size() != record.bytes || hash_of(as_bytes(*bytes)) != record.sha256)
        return damaged((part / name).string());
      if (Result<void> added = site.add(name, as_bytes(*bytes), record.sha256); !added) return added;
    }
  }
  return {};
}

} // namespace hanji
