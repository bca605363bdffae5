#include "cli/publisher_files.h"

#include <algorithm>
#include <array>

#include "text/letters.h"
#include "text/normalize.h"
#include "text/percent.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr auto public_folders = std::to_array<std::string_view>(
    {"", "static", "public", "assets", "source", "src", "content", ".vuepress/public", "docs/public"});
constexpr std::size_t most_listed = 200'000;

bool is_inside(const fs::path& path, const fs::path& folder) {
  return std::ranges::mismatch(folder, path).in1 == folder.end();
}

std::string name_key(const fs::path& name) { return lower_case(to_nfc(name.string())); }

// What bundlers call the site's folder.
std::string_view without_alias(std::string_view path) {
  for (const std::string_view alias : {"@site/", "~@/", "@/", "~/"}) {
    if (path.starts_with(alias)) return path.substr(alias.size() - 1);
  }
  return path;
}

std::size_t shared_parts(const fs::path& a, const fs::path& b) {
  return static_cast<std::size_t>(std::distance(a.begin(), std::ranges::mismatch(a, b).in1));
}

} // namespace

PublisherFiles::PublisherFiles(fs::path root, std::string baseurl)
    : root_(std::move(root)), baseurl_(std::move(baseurl)) {
  while (baseurl_.ends_with('/')) baseurl_.pop_back();
  while (baseurl_.starts_with('/')) baseurl_.erase(0, 1);
  if (!baseurl_.empty()) baseurl_ += '/';
}

fs::path PublisherFiles::file_at(const fs::path& place) const {
  std::error_code failed;
  const fs::path file = fs::canonical(place, failed);
  if (!failed) return is_inside(file, root_) && fs::is_regular_file(file, failed) ? file : fs::path();
  return spelled_otherwise(place);
}

// Part by part, each as it is or as a name of its folder that is the same text.
fs::path PublisherFiles::spelled_otherwise(const fs::path& place) const {
  const fs::path below = place.lexically_normal().lexically_relative(root_);
  const bool ascii =
      std::ranges::all_of(below.native(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii || below.empty() || *below.begin() == "..") return {};
  fs::path found = root_;
  std::error_code failed;
  for (const fs::path& part : below) {
    if (fs::exists(found / part, failed)) {
      found /= part;
      continue;
    }
    const std::string wanted = to_nfc(part.string());
    fs::path next;
    for (const fs::directory_entry& each : fs::directory_iterator(found, failed)) {
      const std::string name = each.path().filename().string();
      const std::string decoded = percent_decoded(name);
      if (to_nfc(name) == wanted || (decoded != name && is_valid_utf8(decoded) && to_nfc(decoded) == wanted))
        next = each.path();
    }
    if (next.empty()) return {};
    found = next;
  }
  const fs::path file = fs::canonical(found, failed);
  return !failed && is_inside(file, root_) && fs::is_regular_file(file, failed) ? file : fs::path();
}

fs::path PublisherFiles::find(const fs::path& post, std::string_view address) const {
  address = without_alias(address.substr(0, address.find_first_of("?#")));
  std::string path = percent_decoded(address);
  if (path.empty() || path.find('\0') != path.npos || path.ends_with('/')) return {};
  std::error_code failed;
  const fs::path at = fs::absolute(post, failed).lexically_normal();
  if (!path.starts_with('/')) {
    const fs::path folder = at.parent_path();
    for (const fs::path& place : {folder / path, (folder / at.stem() / path).lexically_normal()}) {
      if (fs::path file = file_at(place); !file.empty()) return file;
    }
    std::string_view rest = path;
    while (rest.starts_with("../") || rest.starts_with("./")) rest.remove_prefix(rest.find('/') + 1);
    return find_below_roots(at, rest);
  }
  return find_below_roots(at,
                          std::string_view(path).substr(std::min(path.find_first_not_of('/'), path.size())));
}

fs::path PublisherFiles::find_below_roots(const fs::path& post, std::string_view path) const {
  std::error_code failed;
  fs::path folder = root_;
  std::vector<fs::path> folders{root_}; // and those on the way to the post
  const fs::path home = fs::weakly_canonical(post.parent_path(), failed);
  if (!failed && is_inside(home, root_)) {
    for (const fs::path& part : home.lexically_relative(root_)) {
      if (part != ".") folders.push_back(folder /= part);
    }
  }
  std::vector<std::string_view> paths{path};
  if (!baseurl_.empty() && path.starts_with(baseurl_)) paths.push_back(path.substr(baseurl_.size()));
  for (const fs::path& each : folders) {
    for (const std::string_view below : public_folders) {
      const fs::path place = below.empty() ? each : each / below;
      if (!below.empty() && !fs::is_directory(place, failed)) continue;
      for (const std::string_view wanted : paths) {
        if (fs::path file = file_at(place / wanted); !file.empty()) return file;
      }
    }
  }
  return {};
}

void PublisherFiles::list_names() const {
  std::error_code failed;
  auto entry = fs::recursive_directory_iterator(root_, failed);
  std::vector<fs::path> files;
  for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (entry->is_directory(ignored)) {
      if (name.starts_with('.') || name == "node_modules" || name == "_site" || name == "_drafts" ||
          fs::exists(entry->path() / "bundle" / "bundle.json", ignored))
        entry.disable_recursion_pending();
    } else if (!name.starts_with('.') && files.size() < most_listed) {
      files.push_back(entry->path());
    }
  }
  std::ranges::sort(files);
  for (fs::path& file : files) listing_->files.emplace(name_key(file.filename()), std::move(file));
}

fs::path PublisherFiles::find_named(const fs::path& post, std::string_view name) const {
  std::call_once(listing_->once, [this] { list_names(); });
  std::string wanted = percent_decoded(name);
  if (!is_valid_utf8(wanted)) return {};
  wanted = lower_case(to_nfc(wanted));
  while (wanted.starts_with('/') || wanted.starts_with("./") || wanted.starts_with("../"))
    wanted.erase(0, wanted.find('/') + 1);
  std::error_code failed;
  const fs::path home = fs::absolute(post, failed).lexically_normal().parent_path();
  const auto [first, last] = listing_->files.equal_range(wanted.substr(wanted.rfind('/') + 1));
  const fs::path* best = nullptr;
  for (auto each = first; each != last; ++each) {
    if (!("/" + name_key(each->second)).ends_with("/" + wanted)) continue;
    const auto nearer = [&](const fs::path& a, const fs::path& b) {
      const std::size_t of_a = shared_parts(a, home), of_b = shared_parts(b, home);
      return of_a != of_b ? of_a > of_b : a.native().size() < b.native().size();
    };
    if (best == nullptr || nearer(each->second, *best)) best = &each->second;
  }
  return best == nullptr ? fs::path() : file_at(*best);
}

} // namespace hanji
