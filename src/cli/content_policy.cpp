#include "cli/content_policy.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

namespace hanji {
namespace {

constexpr std::string_view blanks = " \t\r\n\f";
constexpr std::size_t most_directives = 100, most_sources = 500;

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

struct Directive {
  std::string name, text; // the text as it was said, with the name
  std::vector<std::string> sources;
};
using Policy = std::vector<Directive>;

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

const Directive* find(const Policy& policy, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const auto here = std::ranges::find(policy, name, &Directive::name);
    if (here != policy.end()) return &*here;
  }
  return nullptr;
}

Policy parse_policy(std::string_view text) {
  Policy policy;
  for (const std::string_view part : parts_of(text, ';')) {
    Directive directive;
    std::size_t at = 0;
    while ((at = part.find_first_not_of(blanks, at)) != part.npos) {
      const std::size_t end = std::min(part.find_first_of(blanks, at), part.size());
      const std::string_view word = part.substr(at, end - at);
      if (directive.name.empty())
        directive.name = lowered(word);
      else if (directive.sources.size() < most_sources)
        directive.sources.emplace_back(word);
      directive.text += (directive.text.empty() ? "" : " ") + std::string(word);
      at = end;
    }
    const bool known = find(policy, {directive.name}) != nullptr;
    if (!directive.name.empty() && !known && policy.size() < most_directives)
      policy.push_back(std::move(directive));
  }
  return policy;
}

bool names(const Directive& directive, std::string_view keyword) {
  return std::ranges::any_of(directive.sources,
                             [&](const std::string& source) { return lowered(source) == keyword; });
}

bool lists(const Directive& directive, const std::vector<std::string>& hashes) {
  return std::ranges::all_of(hashes, [&](const std::string& hash) {
    return std::ranges::find(directive.sources, hash) != directive.sources.end(); // capitals count
  });
}

bool fits(std::string_view source, const WebAddress& site) {
  const std::string given = lowered(source);
  std::string_view text = given;
  if (text == "*" || text == "'self'") return true;
  if (text == "https:") return site.tls;
  if (text == "http:") return true; // https too
  if (text.starts_with('\'')) return false;
  if (text.starts_with("https://") || text.starts_with("http://")) {
    if (text.starts_with("https://") && !site.tls) return false;
    text.remove_prefix(text.find("//") + 2);
  }
  text = text.substr(0, text.find('/'));
  const std::size_t colon = text.rfind(':');
  const bool has_port = colon != text.npos && text.find(']') == text.npos;
  const std::string_view host = has_port ? text.substr(0, colon) : text;
  const std::string port = has_port ? std::string(text.substr(colon + 1)) : site.tls ? "443" : "80";
  if (port != "*" && port != std::to_string(site.port)) return false;
  if (host.starts_with("*.")) return site.host.ends_with(host.substr(1));
  return host == site.host || host == "[" + site.host + "]";
}

bool allows_own(const Directive& directive, const WebAddress& site) {
  return std::ranges::any_of(directive.sources,
                             [&](const std::string& source) { return fits(source, site); });
}

bool has_hash_or_nonce(const Directive& directive) {
  return std::ranges::any_of(directive.sources, [](const std::string& source) {
    const std::string text = lowered(source);
    return text.starts_with("'nonce-") || text.starts_with("'sha");
  });
}

bool allows_inline(const Directive& directive, const std::vector<std::string>& hashes) {
  if (!hashes.empty() && lists(directive, hashes)) return true;
  return names(directive, "'unsafe-inline'") && !has_hash_or_nonce(directive) &&
         !names(directive, "'strict-dynamic'");
}

void judge(const Policy& policy, const WebAddress& site, const PageHashes& hashes,
           std::vector<ForbiddenBy>& forbidden) {
  const auto add = [&](Forbidden what, const Directive& by) {
    const bool known = std::ranges::find(forbidden, what, &ForbiddenBy::what) != forbidden.end();
    if (!known) forbidden.push_back({what, by.text});
  };
  const Directive *scripts = find(policy, {"script-src", "default-src"}),
                  *elements = find(policy, {"script-src-elem", "script-src", "default-src"}),
                  *workers = find(policy, {"worker-src", "child-src", "script-src", "default-src"}),
                  *fetching = find(policy, {"connect-src", "default-src"}),
                  *styles = find(policy, {"style-src-elem", "style-src", "default-src"}),
                  *frames = find(policy, {"frame-ancestors"}), *sandbox = find(policy, {"sandbox"});
  if (elements) {
    const bool inline_one = allows_inline(*elements, hashes.scripts);
    // What a script that is allowed brings in is allowed with it.
    const bool follows = names(*elements, "'strict-dynamic'");
    if (follows ? !inline_one : !allows_own(*elements, site)) add(Forbidden::scripts, *elements);
    if (!inline_one) add(Forbidden::inline_script, *elements);
  }
  if (scripts && !names(*scripts, "'wasm-unsafe-eval'") && !names(*scripts, "'unsafe-eval'"))
    add(Forbidden::wasm, *scripts);
  if (fetching && !allows_own(*fetching, site)) add(Forbidden::fetching, *fetching);
  if (workers && !allows_own(*workers, site) && !names(*workers, "'strict-dynamic'"))
    add(Forbidden::workers, *workers);
  if (styles && (!allows_own(*styles, site) || !allows_inline(*styles, hashes.styles)))
    add(Forbidden::styles, *styles);
  const bool anybody = frames && (names(*frames, "*") || names(*frames, "https:") || names(*frames, "http:"));
  if (frames && !anybody) add(Forbidden::frames, *frames);
  if (sandbox && !names(*sandbox, "allow-scripts")) add(Forbidden::everything, *sandbox);
}

} // namespace

PageHashes hashes_in_page(std::string_view html) {
  const std::size_t meta = html.find("http-equiv=\"Content-Security-Policy\" content=\"");
  if (meta == html.npos) return {};
  const std::size_t begin = html.find("content=\"", meta) + 9;
  const Policy policy = parse_policy(html.substr(begin, html.find('"', begin) - begin));
  const auto hashes_of = [&](std::string_view name) {
    std::vector<std::string> hashes;
    if (const Directive* directive = find(policy, {name})) {
      for (const std::string& source : directive->sources) {
        if (source.starts_with("'sha256-")) hashes.push_back(source);
      }
    }
    return hashes;
  };
  return {hashes_of("script-src"), hashes_of("style-src")};
}

std::vector<ForbiddenBy> forbidden_by(std::string_view header, const WebAddress& site,
                                      const PageHashes& hashes) {
  std::vector<ForbiddenBy> forbidden;
  for (const std::string_view part : parts_of(header, ','))
    judge(parse_policy(part), site, hashes, forbidden);
  std::ranges::sort(forbidden, {}, &ForbiddenBy::what);
  return forbidden;
}

} // namespace hanji
