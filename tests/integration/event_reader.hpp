// A client of GET /watch for tests: reads events as a browser would (WHATWG HTML, section 9.2).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "integration/http_connection.hpp"

namespace keyglass::test {

struct ReceivedEvent {
  std::string name;
  std::string data;
  std::string id;         // "" if it has none
  std::size_t chunk = 0;  // in which it came
};

// One thread. Waits as HttpConnection does.
class EventReader {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  // Asks `target` ("/watch?…") and reads the head of the answer.
  EventReader(const std::string& address, const std::string& target, Headers headers = {});

  const Answer& answer() const { return answer_; }
  // The next event with data; nullopt once the stream has ended. Throws std::runtime_error where only signs
  // of life come.
  std::optional<ReceivedEvent> next();
  // The next block, be it without data, an id alone or a comment; nullopt once the stream has ended.
  std::optional<ReceivedEvent> next_block();
  // What a browser would resume from: the last id that came; "" before the first.
  const std::string& last_id() const { return last_id_; }
  std::size_t comment_count() const { return comment_count_; }
  // After the end: false if the server broke off.
  bool ended_in_order() const { return ended_in_order_; }
  HttpConnection& connection() { return *connection_; }

 private:
  std::unique_ptr<HttpConnection> connection_;
  Answer answer_;
  std::string pending_;
  std::string last_id_;
  std::size_t chunk_ = 0;
  std::size_t comment_count_ = 0;
  bool ended_in_order_ = false;
};

// "put a=1", "delete a", "synced 7", "the end", and the id behind it: "put a=1 #7". Else what is wrong with
// it.
std::string shown(const std::optional<ReceivedEvent>& event);

}  // namespace keyglass::test
