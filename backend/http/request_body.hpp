// Bodies of requests: one that has come whole, and one that is still on its way.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "http/byte_pipe.hpp"
#include "http/message.hpp"

namespace keyglass::http {

// Never waits. One thread.
class ArrivedBody final : public RequestBody {
 public:
  // Not whole: the sender broke off.
  explicit ArrivedBody(std::string bytes = {}, bool whole = true) : bytes_(std::move(bytes)), whole_(whole) {}

  Result<std::string> read_all(std::uint64_t bytes_max) override;
  Status read_parts(const ByteSink& take) override;

 private:
  std::string bytes_;
  const bool whole_;
};

// Waits for its sender: read by a worker, filled by the connection's loop.
class ArrivingBody final : public RequestBody {
 public:
  // `declared` is its length in bytes where the sender named it. `ask` is called before the first read.
  ArrivingBody(std::optional<std::uint64_t> declared, std::shared_ptr<BytePipe> pipe,
               std::function<void()> ask)
      : declared_(declared), pipe_(std::move(pipe)), ask_(std::move(ask)) {}

  Result<std::string> read_all(std::uint64_t bytes_max) override;
  Status read_parts(const ByteSink& take) override;

 private:
  const std::optional<std::uint64_t> declared_;
  const std::shared_ptr<BytePipe> pipe_;
  const std::function<void()> ask_;
};

}  // namespace keyglass::http
