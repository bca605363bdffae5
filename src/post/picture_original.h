// The address of a picture as it was put up, where a service names a smaller or blurred one of it: Naver's
// `?type=w80_blur` and other small widths become `w966`, the size that its posts show; of a thumbnail of
// Daum's (Tistory) the address of what it was made of, which stands in `fname`. Others stay as they are. As
// seen in exports of both, 2024. Never fails.
#pragma once

#include <string>
#include <string_view>

namespace hanji {

std::string original_of_picture(std::string_view address);

} // namespace hanji
