#include "cli/posts_folder.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace hanji {
namespace {

bool is_post(const fs::path& path) {
  constexpr std::array<std::string_view, 5> endings{".md", ".markdown", ".html", ".htm", ".txt"};
  std::string ending = path.extension().string();
  std::ranges::transform(ending, ending.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return std::ranges::find(endings, ending) != endings.end();
}

// What cannot be looked into is passed on: opening it says why.
bool is_folder(const fs::directory_entry& entry) {
  std::error_code ignored;
  return entry.is_directory(ignored);
}

bool is_passed_over(const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  if (name.starts_with('.')) return true;
  std::error_code ignored;
  return is_folder(entry) && ((name.starts_with('_') && name != "_drafts") ||
                              fs::exists(entry.path() / "bundle" / "bundle.json", ignored));
}

// The posts below `place`.
Result<void> add_posts(const fs::path& place, std::vector<fs::path>& posts) {
  std::error_code failed;
  fs::path at = place; // for a message: the folder that is being opened
  auto entry = fs::recursive_directory_iterator(place, failed);
  while (!failed && entry != fs::recursive_directory_iterator()) {
    if (is_passed_over(*entry)) {
      if (is_folder(*entry)) entry.disable_recursion_pending();
    } else if (!is_folder(*entry) && is_post(entry->path())) {
      posts.push_back(entry->path());
    }
    at = entry->path();
    entry.increment(failed);
  }
  if (failed)
    return std::unexpected(system_error_at(ErrorKind::unreadable, at, "this folder cannot be read", failed));
  return {};
}

} // namespace

fs::path root_of_post(const fs::path& post) {
  std::error_code failed;
  fs::path folder = fs::absolute(post, failed).parent_path();
  for (fs::path above = folder; above.has_relative_path(); above = above.parent_path()) {
    if (above.filename() == "_posts") return above.parent_path();
  }
  return folder;
}

Result<PostsFolder> find_posts(const fs::path& folder) {
  std::error_code failed;
  const fs::path real = fs::canonical(folder, failed);
  if (failed)
    return std::unexpected(Error{ErrorKind::not_found, "there is no such folder of posts", folder.string()});
  if (!fs::is_directory(real))
    return std::unexpected(Error{ErrorKind::not_found, "is not a folder of posts", folder.string()});

  PostsFolder found;
  const bool is_inner = real.filename() == "_posts";
  found.root = is_inner ? real.parent_path() : real;
  const fs::path place = !is_inner && fs::is_directory(folder / "_posts") ? folder / "_posts" : folder;
  found.place = place;
  if (Result<void> added = add_posts(place, found.posts); !added) return std::unexpected(added.error());
  const fs::path drafts = place.parent_path() / "_drafts";
  if (place.filename() == "_posts" && fs::is_directory(drafts, failed)) {
    if (Result<void> added = add_posts(drafts, found.posts); !added) return std::unexpected(added.error());
  }
  if (found.posts.empty()) {
    return std::unexpected(Error{ErrorKind::not_found,
                                 "there are no posts here (.md .markdown .html .htm .txt)", folder.string()});
  }
  std::ranges::sort(found.posts, {}, &fs::path::native);
  return found;
}

} // namespace hanji
