// A request and its reply, as handlers see them: plain values, no type of the HTTP library.
// One request is handled by one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "keyglass/messages.hpp"
#include "keyglass/result.hpp"

namespace keyglass::http {

struct Header {
  std::string name;
  std::string value;
};
using Headers = std::vector<Header>;

// The value of the first header of that name (case-insensitive, RFC 9110 section 5.1), or nullopt.
std::optional<std::string_view> find_header(const Headers& headers, std::string_view name);

// The members of every header of that name, joined by commas (RFC 9110 section 5.3), or nullopt.
std::optional<std::string> find_list(const Headers& headers, std::string_view name);

// Takes the next bytes of a body. False: it wants no more, stop.
using ByteSink = std::function<bool(std::string_view bytes)>;

// The request's body, read at most once while the handler runs.
class RequestBody {
 public:
  virtual ~RequestBody() = default;
  // Everything. Fails with too_large (limit, actual) beyond `bytes_max`, with invalid if the sender breaks
  // off.
  virtual Result<std::string> read_all(std::uint64_t bytes_max) = 0;
  // The same part by part as it comes, in constant memory and without a bound; success also if `take` stopped
  // it. Fails with invalid if the sender breaks off.
  virtual Status read_parts(const ByteSink& take) = 0;
};

// True for the methods of RFC 9110 section 9.3 and PATCH (RFC 5789), whether served or not.
bool is_known_method(std::string_view method);

struct Request {
  std::string method;  // upper case as sent
  std::string target;  // path and query as sent, nothing decoded
  bool http_1_0 = false;
  Headers headers;
  std::string remote_address;
  RequestBody* body = nullptr;  // never null while a handler runs
  bool may_wait = true;         // false: a handler that would have to wait returns Reply::needs_wait instead

  std::string_view path() const;                         // of `target`, before any "?"
  std::string_view query() const;                        // of `target`, after the first "?"
  std::optional<std::uint64_t> declared_length() const;  // Content-Length, where it is a number
  std::optional<std::string_view> header(std::string_view name) const { return find_header(headers, name); }
};

// Writes a whole streamed body. False: it broke off; the client must not take what came for the whole.
using BodyStream = std::function<bool(const ByteSink& sink)>;

class EventSource;
struct Reply;
// Puts a reply together once what it waited for has happened. Runs on a thread that must not be held up.
using MakeReply = std::function<Reply()>;
// Call exactly once, from any thread: with what makes the reply. It never waits; if the client is gone by
// then, the reply is made and dropped.
using ReplyDone = std::function<void(MakeReply make)>;
// Starts what the reply waits for. Called once, after the handler has returned, perhaps on another thread.
using LaterReply = std::function<void(ReplyDone done)>;

// HEAD is answered like GET; the listener leaves the body out.
struct Reply {
  int status = 200;
  Headers headers;
  std::string body;
  BodyStream stream;                    // instead of `body`: sent in chunks as it is made
  std::shared_ptr<EventSource> events;  // instead of `body`: sent as it happens, until either side ends it
  std::optional<Problem> problem;       // instead of `body`: encoded on the way out, with the request id
  // Instead of everything else, where the request may not wait: handle it again where it may.
  bool needs_wait = false;
  // Instead of everything else: the reply comes later, and no thread waits for it. What it makes has no
  // `later`. The request lives until it has been made.
  LaterReply later;

  void set(std::string_view name, std::string_view value) {
    if (headers.empty()) headers.reserve(16);  // most replies have a dozen
    headers.push_back(Header{std::string(name), std::string(value)});
  }
};

// What a listener does with each request. Must not throw; called from many threads at once.
using RequestHandler = std::function<Reply(const Request& request)>;

}  // namespace keyglass::http
