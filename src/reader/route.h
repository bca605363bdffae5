// Addresses within the program: "#/slug/section?q=…", to a value and back. Never fails: what is not an
// address of ours is the home page. What a reader sees and shares is the address of a page
// (reader/page_address.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hanji {

enum class View : unsigned char { home, article, search, category };

struct Route {
  View view = View::home;
  std::string slug, section; // article
  std::string query;         // search; or what is lit in an article
  std::string category;
  bool operator==(const Route&) const = default;
};

// Of an address, a field or a script: so much is taken of each text, whole characters.
constexpr std::size_t most_text_bytes = 4096;
std::string_view bounded_text(std::string_view text);

Route parse_route(std::string_view address);  // "#/slug/section?q=…", percent-encoded UTF-8
std::string format_route(const Route& route); // the same, so that a copied address opens the same place

} // namespace hanji
