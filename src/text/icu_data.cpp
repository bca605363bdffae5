#include "text/icu_data.h"

#include <unicode/normalizer2.h>
#include <unicode/udata.h>

namespace hanji {

Result<void> use_icu_data(std::span<const std::byte> bytes) {
  UErrorCode status = U_ZERO_ERROR;
  udata_setCommonData(bytes.data(), &status);
  icu::Normalizer2::getNFKCCasefoldInstance(status); // the tables that search cannot do without
  if (U_FAILURE(status)) {
    return std::unexpected(
        Error{ErrorKind::bad_shard, std::string("ICU cannot use its data: ") + u_errorName(status), "icu"});
  }
  return {};
}

} // namespace hanji
