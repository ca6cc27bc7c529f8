// The lines between the load and whoever kills it: see attempt.hpp.
#include "faults/attempt.hpp"

#include <sstream>

namespace keyglass::test {
namespace {

AttemptedWrite read_write(const std::string& word) {
  const auto equals = word.find('=');
  if (equals == std::string::npos) return {word, std::nullopt, 0};
  const auto at = word.find('@', equals);
  AttemptedWrite write{word.substr(0, equals), word.substr(equals + 1, at - equals - 1), 0};
  if (at != std::string::npos) write.expires_at_ms = std::stoll(word.substr(at + 1));
  return write;
}

void read_line(const std::string& line, Account& account) {
  std::istringstream words(line);
  std::string kind;
  std::uint64_t number = 0;
  words >> kind >> number;
  if (kind == "try") {
    Attempt& attempt = account.attempts[number];
    attempt.id = number;
    for (std::string word; words >> word;) attempt.writes.push_back(read_write(word));
  } else if (kind == "ack") {
    std::uint64_t id = 0;
    words >> id;
    Attempt& attempt = account.attempts.at(id);
    words >> attempt.revision;
    attempt.fate = Attempt::Fate::acknowledged;
  } else if (kind == "not") {
    account.attempts.at(number).fate = Attempt::Fate::refused;
  } else if (kind != "opened") {
    account.failures.push_back(line);
  }
}

}  // namespace

const AttemptedWrite* Attempt::find(std::string_view key) const {
  for (const AttemptedWrite& write : writes) {
    if (write.key == key) return &write;
  }
  return nullptr;
}

std::string try_line(const Attempt& attempt) {
  std::string line = "try " + std::to_string(attempt.id);
  for (const AttemptedWrite& write : attempt.writes) {
    line += ' ' + write.key;
    if (write.value) line += '=' + *write.value;
    if (write.expires_at_ms != 0) line += '@' + std::to_string(write.expires_at_ms);
  }
  return line + '\n';
}

std::string ack_line(std::uint64_t count, std::uint64_t id, std::uint64_t revision) {
  return "ack " + std::to_string(count) + ' ' + std::to_string(id) + ' ' + std::to_string(revision) + '\n';
}

std::string not_line(std::uint64_t id) {
  return "not " + std::to_string(id) + '\n';
}

Account read_account(const std::string& text) {
  Account account;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) read_line(line, account);
  return account;
}

}  // namespace keyglass::test
