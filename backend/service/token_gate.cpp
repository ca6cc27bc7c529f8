// Who is let in: see token_gate.hpp.
#include "service/token_gate.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace keyglass::service {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  const int number_;
};

Error refusal(const std::string& path, const std::string& why) {
  return Error{.code = ErrorCode::invalid, .message = path + ": " + why};
}

Error system_refusal(const std::string& path) {
  return refusal(path, std::generic_category().message(errno));
}

Result<std::string> read_file(const std::string& path) {
  // Without O_NONBLOCK a pipe without a writer would hold the start up for ever.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat state {};
  if (file.number() < 0 || ::fstat(file.number(), &state) != 0) return system_refusal(path);
  if (!S_ISREG(state.st_mode)) return refusal(path, "is not a regular file");
  if ((state.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return refusal(path, "may be read or changed by other users; chmod 600 ends that");
  }
  std::string text(token_file_bytes_max + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t count = ::read(file.number(), text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_refusal(path);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  if (size > token_file_bytes_max)
    return refusal(path, "has more than " + std::to_string(token_file_bytes_max) + " bytes");
  text.resize(size);
  return text;
}

}  // namespace

TokenGate::TokenGate(TokenSources sources, storage::Clock clock)
    : sources_(std::move(sources)), clock_(std::move(clock)), table_(std::make_shared<const TokenTable>()) {}

Result<std::size_t> TokenGate::load() {
  TokenTable table;
  if (!sources_.file.empty()) {
    const auto text = read_file(sources_.file);
    if (!text) return text.error();
    auto parsed = TokenTable::parse(text.value());
    if (!parsed) return refusal(sources_.file, parsed.error().message);
    table = std::move(parsed).value();
  }
  if (!sources_.admin_token.empty()) {
    if (const Status added = table.add_admin(sources_.admin_token); !added)
      return refusal("KEYGLASS_ADMIN_TOKEN", added.error().message);
  }
  const std::size_t count = table.size();
  const std::lock_guard lock(mutex_);
  table_ = std::make_shared<const TokenTable>(std::move(table));
  ++generation_;
  return count;
}

std::shared_ptr<const TokenTable> TokenGate::table() const {
  const std::lock_guard lock(mutex_);
  return table_;
}

std::optional<Token> TokenGate::find_row(const TokenDigest& digest) const {
  const auto known = table();
  const Token* row = known->find_row(digest);
  return row == nullptr ? std::nullopt : std::optional(*row);
}

Result<std::shared_ptr<const Access>> TokenGate::identify(std::optional<std::string_view> token) const {
  if (!asks_for_tokens()) return Access::everything();
  if (!token) return Error{.code = ErrorCode::unauthorized, .message = "this needs a token"};
  return table()->find(*token, clock_());
}

}  // namespace keyglass::service
