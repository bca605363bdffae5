// What of the site's bundle has arrived, and what is still to be fetched for a purpose. Files are named as
// they lie below the site ("bundle/articles-….bin"). Asking never blocks: what is not there is named in
// `wanted`, once, and the question is asked again when something arrives. Of the articles those used last are
// kept; one that has gone is wanted again when somebody asks for it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article_cache.h"
#include "base/result.h"
#include "bundle/manifest.h"
#include "bundle/read_bundle.h"
#include "search/session.h"

namespace hanji {

struct Library {
  std::optional<Manifest> manifest;
  std::map<std::uint32_t, Headline> headlines; // by article number
  std::map<std::string, std::uint32_t, std::less<>>
      slugs; // of the loaded slugs, headlines and articles; and pages
  ArticleCache articles;
  std::map<std::string, std::vector<std::uint32_t>> categories; // name → numbers, newest first
  SearchIndex index;
  std::set<std::string> asked,
      arrived; // files; those with articles, which may go, only while they are on their way
  std::map<std::string, Error> broken; // files that failed or were damaged
  std::vector<std::string> wanted;     // to be fetched now; the caller takes and clears it
};

constexpr std::string_view manifest_file = "bundle/bundle.json";
std::string path_of_bundle(std::string_view file); // below the site, of a file as the manifest names it

void want_manifest(Library& library);
Result<void> deliver(Library& library, const std::string& file, std::span<const std::byte> bytes);
void fail(Library& library, const std::string& file, Error error);
bool has_newer(const Library& library); // something was written by a later version: the page is too old
void retry_broken(Library& library);    // asks again for everything that failed
// Lets go what can be fetched again, and asks again for what is on its way.
void release(Library& library);

// Null, and the file is wanted, while it is not there; null for good when its shard is broken (see
// article_is_broken).
const Headline* find_headline(Library& library, std::uint32_t number);
std::shared_ptr<const Article> find_article(Library& library, std::uint32_t number);

// A little more of a search, with what is there; what it waits for is wanted.
SearchProgress step_search(Library& library, SearchSession& session);
void want_index(Library& library, const std::vector<std::string>& files);

enum class Known : unsigned char { yes, no, not_yet, broken };
struct SlugAnswer {
  Known known = Known::not_yet;
  std::uint32_t number = 0;
};
SlugAnswer find_slug(Library& library, std::string_view slug);
// The article whose page, or a page that leads to it, an address means. `path` as pages_at takes it
// (article/page_address.h).
SlugAnswer find_page(Library& library, std::string_view path);
// Of an article that a list led to: what its address alone is found by, so that a reload without a network
// finds it.
void want_slug(Library& library, std::string_view slug);

struct CategoryAnswer {
  Known known = Known::not_yet;
  std::span<const std::uint32_t> articles;
};
CategoryAnswer find_category(Library& library, const std::string& name); // once the manifest is there
bool headline_is_broken(const Library& library, std::uint32_t number);   // once the manifest is there
bool article_is_broken(const Library& library, std::uint32_t number);

} // namespace hanji
