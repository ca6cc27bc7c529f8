// A request's body that is still on its way.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "http/message.hpp"

namespace keyglass::http {

// Passes on every byte as it comes. False: the sender or the sink broke off.
using BodySource = std::function<bool(const ByteSink& sink)>;

// One thread, while the handler runs.
class StreamedBody final : public RequestBody {
 public:
  // `declared` is its length in bytes where the sender named it.
  StreamedBody(std::optional<std::uint64_t> declared, BodySource source);

  Result<std::string> read_all(std::uint64_t bytes_max) override;
  Status read_parts(const ByteSink& take) override;

 private:
  const std::optional<std::uint64_t> declared_;
  const BodySource source_;
};

}  // namespace keyglass::http
