// Where a connection gets an answer from that lasts and comes in pieces nobody waits for: an event stream.
#pragma once

#include <functional>
#include <string>

namespace keyglass::http {

// Every method belongs to the loop of the connection, and none waits.
class EventSource {
 public:
  enum class State { open, ended, broken };
  // Called when there is something to take. Any thread; quick.
  using Wake = std::function<void()>;

  virtual ~EventSource() = default;
  // Once, before the others: bytes are taken as chunks of HTTP/1.1, or as they are.
  virtual void start(bool chunked, Wake wake) = 0;
  // Adds to `bytes` what there is, up to some 64 KiB. Nothing more comes once it has ended, or is broken:
  // then the client must not take what came for all.
  virtual State take(std::string& bytes) = 0;
  // Nothing was sent for a while: adds what shows that both sides are there.
  virtual void keep_alive(std::string& bytes) = 0;
  // Ends after what has been begun.
  virtual void finish() = 0;
  // The connection has ended. The last call.
  virtual void close() = 0;
};

}  // namespace keyglass::http
