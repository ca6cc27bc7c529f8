// The client's side of TLS for tests. It reads whenever it has to wait for its turn to send, so that neither
// side can hold up the other; and it sends and reads in pieces of any size.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct bio_st;
struct ssl_ctx_st;
struct ssl_st;

namespace keyglass::test {

struct TlsClientOptions {
  int version_max = 0;                      // as the library numbers them; 0: its newest
  std::string protocols = "\x08http/1.1";   // as ALPN writes them; empty: none is asked for
  std::string trusted = {};                 // a certificate file to hold the server to, for "localhost"
  std::function<std::size_t()> piece = {};  // how many bytes are sent or read at a time
};

// Not copyable; one thread. Every wait ends after the tests' patience, then with std::runtime_error.
class TlsClient {
 public:
  // Shakes hands on a connected socket that belongs to the caller. Throws std::runtime_error, with the
  // library's reason, unless both sides agree.
  explicit TlsClient(int socket, TlsClientOptions options = {});
  ~TlsClient();
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  // The first message of a handshake.
  static std::string hello();

  // False: the server does not take it any more.
  bool send(std::string_view bytes);
  // Appends something to `bytes`. False: nothing more will come.
  bool receive(std::string& bytes);
  // Of what is sent next, one bit arrives otherwise.
  void spoil_next_record() { spoils_ = true; }
  // Says that nothing more will be sent, but still reads.
  void end_sending();

  // True if the server has said that it sends no more, instead of breaking off.
  bool ended_in_order() const { return ended_in_order_; }
  bool was_reset() const { return was_reset_; }
  // Waits for the server to close the connection, whatever it still says.
  void wait_closed();
  std::string server_name() const;  // the common name of its certificate
  std::string version() const;      // "TLSv1.3"
  std::string protocol() const;     // that both sides agreed on by ALPN, or ""
  bool renegotiate();               // false: the server refuses, or the version has no such thing

 private:
  bool shake_hands();
  bool flush();
  bool fill();
  void decipher();
  void wait(short events) const;
  std::size_t piece(std::size_t most) const;

  const int socket_;
  const TlsClientOptions options_;
  std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)> context_;
  std::unique_ptr<ssl_st, void (*)(ssl_st*)> session_;
  bio_st* in_ = nullptr;   // the session's
  bio_st* out_ = nullptr;  // the session's
  std::string plain_;
  bool spoils_ = false;
  bool ended_ = false;
  bool ended_in_order_ = false;
  bool was_reset_ = false;
};

}  // namespace keyglass::test
