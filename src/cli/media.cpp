#include "cli/media.h"

#include <algorithm>
#include <cstdlib>

#include "base/bytes.h"
#include "post/image_kind.h"
#include "post/image_size.h"
#include "post/scan.h"

namespace hanji {
namespace {

bool is_remote(std::string_view source) {
  if (source.starts_with("//")) return true;
  const std::size_t colon = source.find(':');
  return colon != source.npos && source.find_first_of("/?#") > colon; // http:, https:, data:
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The path of a URL: without query and fragment, %xx undone.
std::string path_of(std::string_view source) {
  source = source.substr(0, source.find_first_of("?#"));
  std::string path;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '%' && i + 2 < source.size() && hex_digit(source[i + 1]) >= 0 &&
        hex_digit(source[i + 2]) >= 0) {
      path += static_cast<char>(hex_digit(source[i + 1]) * 16 + hex_digit(source[i + 2]));
      i += 2;
    } else {
      path += source[i];
    }
  }
  return path;
}

bool is_inside(const fs::path& path, const fs::path& folder) {
  return std::ranges::mismatch(folder, path).in1 == folder.end();
}

// The file that a post means, when it is one of the publisher's.
fs::path find_picture(const fs::path& root, const fs::path& post, const std::string& path) {
  if (path.empty() || path.find('\0') != path.npos) return {};
  const std::string below = path.substr(std::min(path.find_first_not_of('/'), path.size()));
  const fs::path beside_post = post.parent_path() / below, below_root = root / below;
  std::error_code failed;
  for (const fs::path& place :
       path.starts_with('/') ? std::vector{below_root} : std::vector{beside_post, below_root}) {
    const fs::path file = fs::canonical(place, failed);
    if (!failed && is_inside(file, root) && fs::is_regular_file(file)) return file;
  }
  return {};
}

std::string url_safe(std::string_view name) {
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
  return safe.empty() ? "picture" : safe.substr(0, 60);
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

} // namespace

Result<LocalPicture> MediaCopier::copy(const fs::path& file) {
  const Result<std::string> bytes = read_file(file);
  if (!bytes) return std::unexpected(bytes.error());
  LocalPicture picture;
  const Hash hash = hash_of(as_bytes(*bytes));
  picture.place = "media/" + url_safe(file.stem().string()) + "-" + hex_of(hash).substr(0, 16) +
                  ending_of(as_bytes(*bytes), file);
  if (const auto size = image_size(as_bytes(*bytes)))
    picture.width = size->width, picture.height = size->height;
  if (Result<void> added = site_.add(picture.place, as_bytes(*bytes), hash); !added)
    return std::unexpected(added.error());
  return picture;
}

Result<LocalPicture> MediaCopier::copy_picture(const std::string& source, const fs::path& post) {
  const fs::path file = find_picture(root_, post, path_of(source));
  if (file.empty()) return LocalPicture{source, "", 0, 0};
  Copied* copied = nullptr;
  {
    const std::lock_guard lock(finding_);
    copied = &copied_[file];
  }
  const std::lock_guard lock(copied->copying);
  if (!copied->picture) copied->picture = copy(file);
  Result<LocalPicture> picture = *copied->picture;
  if (picture) picture->source = source;
  return picture;
}

Result<std::vector<LocalPicture>> MediaCopier::copy_pictures(Article& article, const fs::path& post,
                                                             std::vector<Diagnostic>& diagnostics) {
  std::vector<LocalPicture> pictures;
  PictureFinder finder(post);
  for (Figure& figure : article.figures) {
    if (figure.source.empty() || is_remote(figure.source)) continue;
    Result<LocalPicture> picture = copy_picture(figure.source, post);
    if (!picture) return std::unexpected(picture.error());
    const auto tell = [&](std::string code, std::string message, std::string recovery) {
      Diagnostic diagnostic{post.string(), 0, 0, std::move(code), std::move(message), std::move(recovery)};
      finder.place(diagnostic, picture->source);
      diagnostics.push_back(std::move(diagnostic));
    };
    if (picture->place.empty()) {
      figure.missing = true;
      tell("missing_picture", "the picture " + figure.source + " is not there",
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
