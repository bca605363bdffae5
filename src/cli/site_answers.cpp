#include "cli/site_answers.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "base/bytes.h"
#include "cli/compression.h"
#include "cli/file_stamp.h"
#include "cli/hosting.h"
#include "cli/page_addresses.h"

namespace hanji {
namespace {

constexpr int ok = 200, moved = 301, not_modified = 304, not_found = 404;

constexpr auto media_types = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"html", "text/html; charset=utf-8"},
    {"htm", "text/html; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"txt", "text/plain; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"vtt", "text/vtt; charset=utf-8"},
    {"json", "application/json"},
    {"xml", "application/xml"},
    {"webmanifest", "application/manifest+json"},
    {"wasm", "application/wasm"},
    {"gz", "application/gzip"},
    {"zip", "application/zip"},
    {"pdf", "application/pdf"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"apng", "image/apng"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"gif", "image/gif"},
    {"webp", "image/webp"},
    {"avif", "image/avif"},
    {"ico", "image/x-icon"},
    {"bmp", "image/bmp"},
    {"tif", "image/tiff"},
    {"tiff", "image/tiff"},
    {"jxl", "image/jxl"},
    {"heic", "image/heic"},
    {"mp4", "video/mp4"},
    {"mpeg", "video/mpeg"},
    {"webm", "video/webm"},
    {"mp3", "audio/mp3"},
    {"wav", "audio/wave"},
    {"otf", "font/otf"},
    {"ttf", "font/ttf"},
    {"woff", "font/woff"},
    {"woff2", "font/woff2"},
});

// RFC 9110, 13.1.2: a list of tags, perhaps weak ones, or a star.
bool names_tag(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view each = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    each.remove_prefix(std::min(each.find_first_not_of(" \t"), each.size()));
    each = each.substr(0, each.find_last_not_of(" \t") + 1);
    if (each.starts_with("W/")) each.remove_prefix(2);
    if (each == "*" || each == tag) return true;
  }
  return false;
}

bool stays_inside(std::string_view path) {
  if (!path.starts_with('/') || path.find('\\') != path.npos || path.find('\0') != path.npos) return false;
  int depth = 0;
  for (const fs::path& part : fs::path(path.substr(std::min(path.find_first_not_of('/'), path.size())))) {
    if (part == "..")
      --depth;
    else if (part != "." && !part.empty())
      ++depth;
    if (depth < 0) return false;
  }
  return true;
}

// The file compressed: what lies beside it and is no older, else made now; nothing where that gains nothing.
std::optional<std::string> packed_file(const fs::path& file, const FileStamp& stamp, const std::string& bytes,
                                       Coding coding) {
  const fs::path beside = file.string() + std::string(ending_of(coding));
  if (const std::optional<FileStamp> known = stamp_of(beside); known && (*known)[1] >= stamp[1]) {
    if (Result<std::string> packed = read_file(beside)) return *std::move(packed);
  }
  std::string packed = compressed(as_bytes(bytes), coding, Effort::quick);
  if (packed.size() > bytes.size() - bytes.size() / 10) return {};
  return packed;
}

// Nothing: there is no such file.
std::optional<SiteAnswer> answer_with_file(const fs::path& site, const SiteRequest& request) {
  if (request.method != "GET" && request.method != "HEAD") return {};
  if (!stays_inside(request.path)) return {};
  const fs::path file = site.string() + request.path + (request.path.ends_with('/') ? "index.html" : "");
  SiteAnswer answer;
  std::error_code ignored;
  if (fs::is_directory(file, ignored)) {
    answer.status = moved;
    answer.headers.emplace_back("Location", address_of_path(request.path + "/"));
    return answer;
  }
  const std::optional<FileStamp> stamp = stamp_of(file);
  if (!stamp) return {};
  Result<std::string> bytes = read_file(file, std::numeric_limits<std::uint32_t>::max());
  if (!bytes) return {};

  std::string tag = std::to_string((*stamp)[1]) + "-" + std::to_string((*stamp)[0]);
  std::string_view coded;
  const bool may_be_packed = is_compressible(file.string()) && bytes->size() > fewest_compressed_bytes;
  if (may_be_packed) answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (may_be_packed && !request.wants_part) {
    for (const Coding coding : accepted_codings(request.accepts)) {
      if (coding == Coding::identity) break;
      std::optional<std::string> packed = packed_file(file, *stamp, *bytes, coding);
      if (!packed) continue;
      bytes = *std::move(packed);
      coded = token_of(coding);
      tag += "-" + std::string(coded);
      break;
    }
  }
  tag = "\"" + tag + "\"";
  answer.headers.emplace_back("ETag", tag);
  answer.headers.emplace_back("Accept-Ranges", "bytes");
  if (names_tag(request.if_none_match, tag)) {
    answer.status = not_modified;
    return answer;
  }
  if (!coded.empty()) answer.headers.emplace_back("Content-Encoding", coded);
  answer.whole = !request.if_range.empty() && request.if_range != tag;
  answer.type = media_type_of(file);
  answer.body = *std::move(bytes);
  return answer;
}

SiteAnswer answer_with_nothing(const fs::path& site) {
  SiteAnswer answer;
  answer.status = not_found;
  answer.whole = true;
  if (Result<std::string> page = read_file(site / "404.html")) {
    answer.type = "text/html; charset=utf-8";
    answer.body = *std::move(page);
  } else {
    answer.type = "text/plain";
    answer.body = "404\n";
  }
  return answer;
}

} // namespace

std::string_view media_type_of(const fs::path& file) {
  const std::string ending = file.extension().string();
  for (const auto& [name, type] : media_types) {
    if (!ending.empty() && std::string_view(ending).substr(1) == name) return type;
  }
  return "application/octet-stream";
}

SiteAnswer answer_request(const fs::path& site, const SiteRequest& request) {
  std::optional<SiteAnswer> found = answer_with_file(site, request);
  SiteAnswer answer = found ? *std::move(found) : answer_with_nothing(site);
  const bool is_there = answer.status == ok || answer.status == not_modified;
  const bool forever = is_there && never_changes(std::string_view(request.path).substr(1));
  answer.headers.emplace_back("Cache-Control", forever ? "max-age=31536000, immutable" : "no-cache");
  answer.headers.emplace_back("X-Content-Type-Options", "nosniff");
  // Pages of other origins load it as a module script, which asks for this.
  if (request.path == "/embed.js") answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return answer;
}

} // namespace hanji
