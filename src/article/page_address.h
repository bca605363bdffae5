// Where the page of an article lies that needs no program, and how it is found by its address. A page is a
// path below the site's folder: UTF-8 in NFC, not percent-encoded, without a slash at its beginning. It ends
// in "/" (then the file is index.html in that folder) or in ".html"; hosts that strip ".html" from addresses
// find the latter by both. An article without a page of its own (Article::page empty) has "a/<slug>.html".
//
// The slugs of a bundle list every own page, and every other path that leads to it, as "/" + page, so that an
// article is found by its address as by its slug. A slug never begins with "/".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hanji {

constexpr std::size_t most_page_bytes = 300; // of a path, the file's name included

// A name that file systems take: no slash, no dot at its beginning; one that is too long is cut, and told
// apart by its hash. `taken`: the name as it is would be another file's.
std::string file_name_of(std::string_view name, bool taken = false);

std::string static_page_of(std::string_view slug);                 // "a/<slug>.html"
std::string page_of(std::string_view slug, std::string_view page); // its own, or that one
std::string list_of_category(std::string_view category);           // "c/<category>", without its ending
std::string address_of_path(std::string_view path);                // of a page: each part percent-encoded
std::string file_of_page(std::string_view page);                   // <path>/ is <path>/index.html
std::string key_of_page(std::string_view page);                    // "/" + page, among the slugs
bool is_sound_page(std::string_view page); // empty, or a path that does not leave the site's folder

// The pages that a path of an address may mean, the likeliest first: <path>/index.html is <path>/, and
// <path> may be <path>/ or <path>.html. `path` is below the site's folder, percent-decoded; a slash at its
// beginning is passed over.
std::vector<std::string> pages_at(std::string_view path);

} // namespace hanji
