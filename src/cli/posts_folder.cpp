#include "cli/posts_folder.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "cli/generator.h"
#include "post/front_matter.h"
#include "post/source_text.h"

namespace hanji {
namespace {

template <std::size_t n>
bool is_one_of(std::string_view name, const std::array<std::string_view, n>& names) {
  return std::ranges::find(names, name) != names.end();
}

constexpr auto post_endings =
    std::to_array<std::string_view>({".md", ".markdown", ".mkd", ".mkdn", ".mdown", ".mdx", ".qmd", ".rmd",
                                     ".html", ".htm", ".xhtml", ".txt"});
constexpr auto unread_endings =
    std::to_array<std::string_view>({".adoc", ".asciidoc", ".asc", ".org", ".ipynb", ".rst", ".textile",
                                     ".wiki", ".tex", ".hwp", ".hwpx", ".doc", ".docx", ".odt", ".rtf"});
constexpr auto code_endings = std::to_array<std::string_view>(
    {".js", ".mjs", ".cjs", ".ts", ".jsx", ".tsx", ".vue", ".svelte", ".py",    ".java", ".c",
     ".cc", ".cpp", ".h",   ".go", ".rs",  ".rb",  ".php", ".kt",     ".swift", ".cs"});
constexpr auto other_names = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"robots.txt", "for search engines"},
     {"ads.txt", "for advertisers"},
     {"app-ads.txt", "for advertisers"},
     {"humans.txt", "about the site"},
     {"security.txt", "about the site"},
     {"llms.txt", "about the site"},
     {"llms-full.txt", "about the site"},
     {"sitemap.txt", "for search engines"},
     {"requirements.txt", "for a program"},
     {"cmakelists.txt", "for a program"},
     {"404.html", "the page of what is not found"},
     {"404.md", "the page of what is not found"},
     {"_index.md", "the index of a section"},
     {"_index.html", "the index of a section"},
     {"_sidebar.md", "a part of every page"},
     {"_navbar.md", "a part of every page"},
     {"_coverpage.md", "a part of every page"}});
constexpr auto generator_folders = std::to_array<std::string_view>(
    {"node_modules", "_layouts", "_includes", "_sass", "_data", "_plugins", "_site"});
constexpr auto hugo_folders =
    std::to_array<std::string_view>({"archetypes", "layouts", "themes", "public", "resources", "i18n"});

std::string lower_ascii(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return text;
}

std::string ending_of(const fs::path& path) { return lower_ascii(path.extension().string()); }

// What cannot be looked into is passed on: opening it says why.
bool is_folder(const fs::directory_entry& entry) {
  std::error_code ignored;
  return entry.is_directory(ignored);
}

std::string_view reason_of_name(const std::string& name) {
  const std::string lowered = lower_ascii(name);
  for (const auto& [known, reason] : other_names) {
    if (lowered == known) return reason;
  }
  // google1a2b….html, naver1a2b….html
  const bool proof =
      lowered.ends_with(".html") && (lowered.starts_with("google") || lowered.starts_with("naver"));
  const std::string_view rest = std::string_view(lowered).substr(proof ? (lowered[0] == 'g' ? 6 : 5) : 0);
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789abcdef"), rest.size());
  return proof && digits >= 16 && rest.substr(digits) == ".html" ? "a proof of ownership" : "";
}

// A part of a page, which says nothing about itself.
bool is_fragment(const fs::path& file) {
  const Result<std::string> bytes = read_file(file, std::size_t{1} << 20);
  if (!bytes) return false;
  const std::string text = source_text(*bytes).text;
  if (split_front_matter(text).found) return false;
  const std::string beginning = lower_ascii(text.substr(0, 4096));
  constexpr auto of_documents =
      std::to_array<std::string_view>({"<html", "<!doctype", "<head", "<body", "<title"});
  return std::ranges::none_of(of_documents,
                              [&](std::string_view tag) { return beginning.find(tag) != beginning.npos; });
}

class Search {
public:
  Search(PostsFolder& folder, const std::vector<PostCollection>& collections)
      : folder_(folder), collections_(collections) {
    std::error_code ignored;
    for (const char* name : {"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml",
                             "config.yml", "config.json"})
      hugo_ = hugo_ || fs::exists(folder.root / name, ignored);
    hugo_ = hugo_ && fs::is_directory(folder.root / "content", ignored) &&
            fs::equivalent(folder.place, folder.root, ignored);
  }

  Result<void> run() {
    const fs::path drafts = folder_.place.parent_path() / "_drafts";
    if (folder_.whole_site) {
      if (Result<void> looked = look_through(folder_.given(), true); !looked) return looked;
    } else {
      if (Result<void> looked = look_through(folder_.place, false); !looked) return looked;
      std::error_code ignored;
      if (folder_.place.filename() == "_posts" && fs::is_directory(drafts, ignored)) {
        if (Result<void> looked = look_through(drafts, false); !looked) return looked;
      }
    }
    leave_out_parts_of_examples();
    return {};
  }

private:
  // `sorted`: only what lies in folders of posts is one.
  Result<void> look_through(const fs::path& place, bool sorted) {
    std::error_code failed;
    fs::path at = place; // for a message: the folder that is being opened
    auto entry = fs::recursive_directory_iterator(place, failed);
    while (!failed && entry != fs::recursive_directory_iterator()) {
      if (is_folder(*entry)) {
        if (const std::string_view reason = reason_of_folder(*entry, entry.depth()); !reason.empty()) {
          pass_over(entry->path() / "", reason);
          entry.disable_recursion_pending();
        }
      } else {
        take(entry->path(), sorted ? place : fs::path());
      }
      at = entry->path();
      entry.increment(failed);
    }
    if (failed)
      return std::unexpected(
          system_error_at(ErrorKind::unreadable, at, "this folder cannot be read", failed));
    return {};
  }

  std::string_view reason_of_folder(const fs::directory_entry& entry, int depth) const {
    const std::string name = entry.path().filename().string();
    std::error_code ignored;
    if (name.starts_with('.')) return "hidden";
    if (entry.is_symlink(ignored)) return "a link to a folder";
    if (is_one_of(name, generator_folders)) return "only the generator looks into it";
    if (hugo_ && depth == 0 && is_one_of(name, hugo_folders)) return "only the generator looks into it";
    if (fs::exists(entry.path() / "bundle" / "bundle.json", ignored)) return "a site that hanji made";
    const auto collection =
        std::ranges::find(collections_, name.substr(name.starts_with('_') ? 1 : 0), &PostCollection::name);
    if (name.starts_with('_') && collection != collections_.end() && !collection->output && name != "_posts")
      return "a collection without pages (output: true in _config.yml)";
    return "";
  }

  // `site`: what posts are found in folders of, or nothing.
  void take(const fs::path& file, const fs::path& site) {
    const std::string name = file.filename().string(), ending = ending_of(file);
    if (is_one_of(ending, code_endings)) code_.insert(file.parent_path());
    const bool unread = is_one_of(ending, unread_endings);
    if (!unread && !is_one_of(ending, post_endings)) return;
    if (name.starts_with('.')) return pass_over(file, "hidden");
    if (const std::string_view reason = reason_of_name(name); !reason.empty()) return pass_over(file, reason);
    if (!site.empty() && !lies_in_posts(file.lexically_relative(site)))
      return pass_over(file, "outside _posts, and in no collection of _config.yml that has pages");
    if (unread) return pass_over(file, "a kind of file that is not read; save it as .md, .html or .txt");
    const bool markup = ending == ".html" || ending == ".htm" || ending == ".xhtml" || ending == ".txt";
    if (!markup) markdown_.insert(file.parent_path());
    folder_.posts.push_back(file.string());
  }

  bool lies_in_posts(const fs::path& path) const {
    for (const fs::path& part : path.parent_path()) {
      const std::string name = part.string();
      if (name == "_posts" || name == "_drafts") return true;
      if (name.starts_with('_') &&
          std::ranges::find(collections_, name.substr(1), &PostCollection::name) != collections_.end())
        return true;
    }
    return false;
  }

  // Those lie in a folder of program code or beside one, and no Markdown lies there.
  void leave_out_parts_of_examples() {
    std::set<fs::path> places = code_;
    for (const fs::path& place : code_) places.insert(place.parent_path());
    std::erase_if(folder_.posts, [&](const std::string& file) {
      const fs::path post = file;
      const bool beside_code = places.contains(post.parent_path()) && !markdown_.contains(post.parent_path());
      if (!beside_code || !is_fragment(post)) return false;
      pass_over(post, "a part of an example: no front matter, and program code beside it");
      return true;
    });
  }

  void pass_over(const fs::path& file, std::string_view reason) {
    folder_.passed_over.push_back({file.string(), std::string(reason)});
  }

  PostsFolder& folder_;
  const std::vector<PostCollection>& collections_;
  bool hugo_ = false;
  std::set<fs::path> code_, markdown_; // folders
};

} // namespace

fs::path root_of_post(const fs::path& post) {
  std::error_code failed;
  fs::path folder = fs::absolute(post, failed).parent_path();
  for (fs::path above = folder; above.has_relative_path(); above = above.parent_path()) {
    if (above.filename() == "_posts") return find_generator(above.parent_path()).root;
  }
  return find_generator(folder).root;
}

Result<PostsFolder> open_posts_folder(const fs::path& folder) {
  std::error_code failed;
  const fs::path real = fs::canonical(folder, failed);
  if (failed)
    return std::unexpected(Error{ErrorKind::not_found, "there is no such folder of posts", folder.string()});
  if (!fs::is_directory(real))
    return std::unexpected(Error{ErrorKind::not_found, "is not a folder of posts", folder.string()});
  PostsFolder found;
  const bool is_inner = real.filename() == "_posts";
  found.root = find_generator(is_inner ? real.parent_path() : real).root;
  found.whole_site = !is_inner && fs::is_directory(folder / "_posts");
  found.place = found.whole_site ? folder / "_posts" : folder;
  return found;
}

Result<void> find_posts(PostsFolder& folder, const std::vector<PostCollection>& collections) {
  if (Result<void> looked = Search(folder, collections).run(); !looked) return looked;
  if (folder.posts.empty())
    return std::unexpected(Error{ErrorKind::not_found,
                                 "there are no posts here (.md .markdown .html .htm .txt)",
                                 folder.given().string()});
  std::ranges::sort(folder.posts);
  folder.posts.shrink_to_fit();
  std::ranges::sort(folder.passed_over, {}, &PassedOver::file);
  return {};
}

} // namespace hanji
