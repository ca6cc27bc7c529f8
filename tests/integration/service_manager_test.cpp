// The service manager is told when the server is ready and when it stops (systemd's sd_notify protocol).
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <stdexcept>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

// The socket of a service manager.
class NotifySocket {
 public:
  explicit NotifySocket(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    const timeval limit{patience.count() / 1000, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("no socket at " + path);
  }
  ~NotifySocket() { ::close(socket_); }
  NotifySocket(const NotifySocket&) = delete;
  NotifySocket& operator=(const NotifySocket&) = delete;

  // The next message, or "" if none comes.
  std::string next() {
    std::array<char, 256> bytes{};
    const ssize_t size = ::recv(socket_, bytes.data(), bytes.size(), 0);
    return size < 0 ? std::string{} : std::string(bytes.data(), static_cast<std::size_t>(size));
  }

 private:
  int socket_;
};

TEST_CASE("A service manager is told that the server is ready, and that it stops") {
  const TempDir folder;
  NotifySocket socket(folder / "notify");
  KeyglassProcess keyglass({"api", "--store", "memory:"}, {{"NOTIFY_SOCKET", folder / "notify"}});
  CHECK(socket.next() == "READY=1");
  CHECK(get(keyglass.api(), "/readyz").status == 200);
  CHECK(keyglass.stop() == 0);
  CHECK(socket.next() == "STOPPING=1");
}

TEST_CASE("A service manager that does not listen keeps no server from serving") {
  const TempDir folder;
  KeyglassProcess keyglass({"api", "--store", "memory:"}, {{"NOTIFY_SOCKET", folder / "nobody"}});
  CHECK(keyglass.process().wait_line("service_manager_not_told").has_value());
  CHECK(get(keyglass.api(), "/readyz").status == 200);
}

TEST_CASE("A server that cannot start tells no service manager that it is ready") {
  const TempDir folder;
  NotifySocket socket(folder / "notify");
  const Ended ended = run_keyglass({"api", "--store", "rocksdb:/proc/none", "--listen", "127.0.0.1:0"},
                                   {{"NOTIFY_SOCKET", folder / "notify"}});
  CHECK(ended.exit_code == 1);
  KeyglassProcess keyglass({"api", "--store", "memory:"}, {{"NOTIFY_SOCKET", folder / "notify"}});
  CHECK(socket.next() == "READY=1");  // of this one, and nothing before it
  CHECK(keyglass.stop() == 0);
  CHECK(socket.next() == "STOPPING=1");
}

}  // namespace
}  // namespace keyglass::test
