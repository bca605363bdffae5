#include "cli/media.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "base/bytes.h"
#include "post/image_kind.h"
#include "post/image_size.h"
#include "post/named_post.h"
#include "post/scan.h"
#include "text/percent.h"

namespace hanji {
namespace {

bool is_remote(std::string_view source) {
  if (source.starts_with(named_post_scheme)) return false;
  if (source.starts_with("//")) return true;
  const std::size_t colon = source.find(':');
  return colon != source.npos && source.find_first_of("/?#") > colon; // http:, https:, data:
}

constexpr auto page_endings = std::to_array<std::string_view>(
    {".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".jsp", ".js", ".mjs", ".wasm", ".css", ".xsl"});
constexpr auto post_endings =
    std::to_array<std::string_view>({".md", ".markdown", ".mkd", ".mkdn", ".mdown", ".mdx", ".qmd", ".rmd"});

template <std::size_t n>
bool is_one_of(std::string_view ending, const std::array<std::string_view, n>& endings) {
  return std::ranges::find(endings, ending) != endings.end();
}

// The last part's ending, in lower case; nothing where it looks like none.
std::string ending_in(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::string_view name = url.substr(url.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == name.npos || dot == 0) return {};
  const std::string ending = lower(name.substr(dot));
  const bool plausible = ending.size() > 1 && ending.size() <= 9 &&
                         std::ranges::all_of(ending.substr(1), is_ascii_alphanumeric) &&
                         std::ranges::any_of(ending, is_ascii_letter);
  return plausible ? ending : std::string();
}

// Below the site's host.
std::string_view without_host(std::string_view url) {
  const std::size_t slashes = url.find("//");
  if (slashes == url.npos || url.substr(0, slashes).find('/') != url.npos) return url;
  const std::size_t path = url.find('/', slashes + 2);
  return path == url.npos ? std::string_view() : url.substr(path);
}

// As an author has written it.
std::string name_in_post(const std::string& source) {
  return source.starts_with(named_post_scheme) ? percent_decoded(source.substr(named_post_scheme.size()))
                                               : source;
}

std::string url_safe(std::string_view name, std::string_view otherwise) {
  std::string safe;
  for (const char c : name) {
    const bool keeps =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (keeps)
      safe += c;
    else if (!safe.empty() && safe.back() != '-')
      safe += '-';
  }
  while (safe.ends_with('-')) safe.pop_back();
  return safe.empty() ? std::string(otherwise) : safe.substr(0, 60);
}

constexpr std::string_view unknown_ending = ".bin";

// Hosts tell its type by it. What is no picture must not be taken for a page or a program.
std::string ending_of(std::span<const std::byte> bytes, const fs::path& file) {
  if (const std::string_view ending = image_ending(bytes); !ending.empty()) return std::string(ending);
  const std::string named = lower(file.extension().string());
  return is_image_ending(named) ? named : std::string(unknown_ending);
}

// Where a post names its pictures, mostly in their order; the file as a whole for what is not found as it
// stands.
class PictureFinder {
public:
  explicit PictureFinder(const fs::path& post) : post_(post) {}

  void place(Diagnostic& diagnostic, std::string_view source) {
    if (!text_) text_ = read_file(post_).value_or("");
    std::size_t at = text_->find(source, next_);
    if (at == std::string::npos) {
      if (astray_ == most_astray) return;
      ++astray_;
      at = text_->find(source);
      if (at == std::string::npos) return;
      from_ = 0;
      line_ = 1;
    }
    next_ = at + 1;
    for (; from_ < at; ++from_) line_ += (*text_)[from_] == '\n' ? 1 : 0;
    diagnostic.line = line_;
    diagnostic.column =
        static_cast<std::uint32_t>(at - (std::string_view(*text_).substr(0, at).rfind('\n') + 1)) + 1;
  }

private:
  static constexpr int most_astray = 100; // that are looked for from the beginning

  const fs::path& post_;
  std::optional<std::string> text_;
  std::size_t from_ = 0, next_ = 0; // where the last one stands, in line_; where the search goes on
  std::uint32_t line_ = 1;
  int astray_ = 0;
};

// An author's size stays; one side alone, or none, is filled in from the picture.
void take_size(Figure& figure, std::uint32_t width, std::uint32_t height) {
  if (width == 0 || height == 0 || (figure.width != 0 && figure.height != 0)) return;
  const auto scaled = [](std::uint32_t side, std::uint32_t by, std::uint32_t of) {
    return static_cast<std::uint32_t>(std::uint64_t{side} * by / of);
  };
  if (figure.width != 0)
    figure.height = scaled(figure.width, height, width);
  else if (figure.height != 0)
    figure.width = scaled(figure.height, width, height);
  else
    figure.width = width, figure.height = height;
}

LocalPicture picture_of(const fs::path& file, bool attached, const std::string& bytes, const Hash& hash) {
  LocalPicture picture;
  const std::string ending =
      attached ? ending_in(file.filename().string()) : ending_of(as_bytes(bytes), file);
  picture.place = "media/" + url_safe(file.stem().string(), attached ? "file" : "picture") + "-" +
                  hex_of(hash).substr(0, 16) + ending;
  if (const auto size = image_size(as_bytes(bytes)); size && !attached)
    picture.width = size->width, picture.height = size->height;
  return picture;
}

} // namespace

MediaCopier::MediaCopier(const PublisherFiles& files, std::vector<fs::path> posts, SiteFolder& site,
                         const MediaMemory* known)
    : files_(files), posts_(std::move(posts)), site_(site), known_(known) {
  std::ranges::sort(posts_);
}

const KnownMedia* MediaCopier::known_as(const fs::path& file, bool attached, const FileStamp& stamp) const {
  const auto known = known_->find({file, attached});
  return known != known_->end() && known->second.stamp == stamp ? &known->second : nullptr;
}

Result<LocalPicture> MediaCopier::refer(const fs::path& file, bool attached) {
  const std::optional<FileStamp> stamp = stamp_of(file);
  KnownMedia media;
  if (const KnownMedia* known = stamp ? known_as(file, attached, *stamp) : nullptr) {
    media = *known;
  } else {
    const Result<std::string> bytes = read_file(file, attached ? most_attachment_bytes : most_file_bytes);
    if (!bytes) return std::unexpected(bytes.error());
    media = {stamp.value_or(FileStamp{}), {}, {bytes->size(), hash_of(as_bytes(*bytes))}};
    media.picture = picture_of(file, attached, *bytes, media.file.sha256);
  }
  site_.refer(media.picture.place, media.file, file);
  LocalPicture picture = media.picture;
  if (stamp && (*stamp)[1] <= youngest_) {
    const std::lock_guard lock(finding_);
    seen_.insert_or_assign({file, attached}, std::move(media));
  }
  return picture;
}

Result<LocalPicture> MediaCopier::copy(const fs::path& file, bool attached) {
  if (known_ != nullptr) return refer(file, attached);
  const Result<std::string> bytes = read_file(file, attached ? most_attachment_bytes : most_file_bytes);
  if (!bytes) return std::unexpected(bytes.error());
  const Hash hash = hash_of(as_bytes(*bytes));
  LocalPicture picture = picture_of(file, attached, *bytes, hash);
  if (Result<void> added = site_.add(picture.place, as_bytes(*bytes), hash); !added)
    return std::unexpected(added.error());
  return picture;
}

bool MediaCopier::may_be_carried(const fs::path& file) const {
  const std::string ending = ending_in(file.filename().string());
  if (is_one_of(ending, page_endings) || is_one_of(ending, post_endings)) return false;
  if (std::ranges::binary_search(posts_, file)) return false;
  for (const fs::path& part : file.lexically_relative(files_.root())) {
    if (part.native().starts_with('.') || part == "_drafts") return false;
  }
  std::error_code failed;
  return fs::file_size(file, failed) <= most_attachment_bytes && !failed;
}

fs::path MediaCopier::file_of(const std::string& source, bool attached, const fs::path& post) const {
  fs::path file;
  if (source.starts_with(named_post_scheme)) {
    const std::string_view name = std::string_view(source).substr(named_post_scheme.size());
    file = files_.find(post, name);
    if (file.empty()) file = files_.find_named(post, name.substr(0, name.find('#')));
  } else {
    file = files_.find(post, attached ? without_host(source) : source);
  }
  return attached && !file.empty() && !may_be_carried(file) ? fs::path() : file;
}

Result<LocalPicture> MediaCopier::copy_file(const std::string& source, bool attached, const fs::path& post) {
  const fs::path file = file_of(source, attached, post);
  if (file.empty()) return LocalPicture{.source = source, .place = "", .attached = attached};
  Copied* copied = nullptr;
  {
    const std::lock_guard lock(finding_);
    copied = &copied_[{file, attached}];
  }
  const std::lock_guard lock(copied->copying);
  if (!copied->picture) copied->picture = copy(file, attached);
  Result<LocalPicture> picture = *copied->picture;
  if (picture) {
    picture->source = source;
    picture->attached = attached;
  }
  return picture;
}

Result<void> MediaCopier::copy_attachments(Article& article, const fs::path& post,
                                           std::vector<PostLink>& links, std::vector<LocalPicture>& found,
                                           std::vector<Diagnostic>& diagnostics) {
  std::map<std::string, std::string> led;
  std::set<std::string> tried;
  for (const PostLink& link : links) {
    const std::string ending = ending_in(link.url);
    if (ending.empty() || link.url.starts_with('#') || is_one_of(ending, page_endings) ||
        is_one_of(ending, post_endings) || !tried.insert(link.url).second)
      continue;
    Result<LocalPicture> file = copy_file(link.url, true, post);
    if (!file) return std::unexpected(file.error());
    if (!file->place.empty()) {
      const std::size_t mark = std::min(link.url.find('#'), link.url.size());
      led.emplace(link.url, file->place + link.url.substr(mark));
    } else if (const fs::path there = file_of(link.url, false, post); !there.empty()) {
      std::error_code failed;
      if (fs::file_size(there, failed) > most_attachment_bytes)
        diagnostics.push_back({post.string(), link.line, link.column, "large_file",
                               "the file " + link.url + " is larger than 256 MiB", "not carried along"});
    }
    found.push_back(*std::move(file));
  }
  if (led.empty()) return {};
  const auto lead = [&led](std::string& url) {
    if (const auto to = led.find(url); to != led.end()) url = to->second;
  };
  for (Link& link : article.links) lead(link.url);
  for (Figure& figure : article.figures) lead(figure.link);
  std::erase_if(links, [&](const PostLink& link) { return led.contains(link.url); });
  return {};
}

Result<std::vector<LocalPicture>> MediaCopier::copy_pictures(Article& article, const fs::path& post,
                                                             std::vector<Diagnostic>& diagnostics) {
  std::vector<LocalPicture> pictures;
  PictureFinder finder(post);
  for (Figure& figure : article.figures) {
    if (figure.source.empty() || is_remote(figure.source)) continue;
    Result<LocalPicture> picture = copy_file(figure.source, false, post);
    if (!picture) return std::unexpected(picture.error());
    const auto tell = [&](std::string code, std::string message, std::string recovery) {
      Diagnostic diagnostic{post.string(), 0, 0, std::move(code), std::move(message), std::move(recovery)};
      finder.place(diagnostic, name_in_post(picture->source));
      diagnostics.push_back(std::move(diagnostic));
    };
    if (picture->place.empty()) {
      figure.missing = true;
      tell("missing_picture", "the picture " + name_in_post(figure.source) + " is not there",
           "a frame with its description stands in its place");
    } else {
      if (picture->place.ends_with(unknown_ending))
        tell("unknown_picture", "the picture " + figure.source + " is of no kind that browsers show",
             "copied all the same");
      figure.source = picture->place;
      take_size(figure, picture->width, picture->height);
    }
    pictures.push_back(*std::move(picture));
  }
  return pictures;
}

} // namespace hanji
