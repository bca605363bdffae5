#include "app/telling.h"

#include <utility>

#include "app/host.h"
#include "app/text_layer.h"
#include "reader/page_address.h"

namespace hanji {
namespace {

std::int32_t length_of(const std::string& text) { return static_cast<std::int32_t>(text.size()); }

void send(std::string_view message) {
  host_message(message.data(), static_cast<std::int32_t>(message.size()));
}

} // namespace

void tell_address(Telling& telling, const ReaderState& state) {
  const std::optional<Address> address = std::exchange(telling.address, std::nullopt);
  if (!address) return;
  const std::string page = page_address(state.library, address->text);
  host_route(address->text.data(), length_of(address->text), page.data(), length_of(page), address->how);
}

void tell_frame(Telling& telling, const ReaderState& state) {
  telling.frame = false;
  std::string layer = text_layer_of_frame(state);
  if (layer == telling.frame_layer) return; // often it is set anew and is the same
  telling.frame_layer = std::move(layer);
  host_text_layer(1, telling.frame_layer.data(), length_of(telling.frame_layer));
}

void settle(Telling& telling, const ReaderState& state) {
  telling.page = false;
  if (!std::exchange(telling.unsettled, false)) return;
  const bool is_article = article_shown(state) != nullptr;
  const std::string layer = text_layer_of_page(state, is_article && telling.article == state.article);
  telling.article = is_article ? state.article : nullptr;
  host_text_layer(0, layer.data(), length_of(layer));
}

void tell_place(Telling& telling) {
  const std::optional<ScrollTarget> place = std::exchange(telling.place, std::nullopt);
  if (place) host_scroll(place->y, place->smooth ? 1 : 0);
}

void tell_ready(Telling& telling) {
  if (std::exchange(telling.ready, false)) send(R"({"type": "ready"})");
}

void tell_arrived(Telling& telling) {
  if (std::exchange(telling.arrived, false)) send(R"({"type": "arrived"})");
}

bool is_due(const Telling& telling) {
  return telling.address || telling.frame || telling.page || telling.place || telling.ready ||
         telling.arrived;
}

bool tell_next(Telling& telling, const ReaderState& state) {
  if (telling.address)
    tell_address(telling, state);
  else if (telling.frame)
    tell_frame(telling, state);
  else if (telling.page)
    settle(telling, state);
  else if (telling.place)
    tell_place(telling);
  else if (telling.ready)
    tell_ready(telling);
  else if (telling.arrived)
    tell_arrived(telling);
  else
    return false;
  return true;
}

} // namespace hanji
