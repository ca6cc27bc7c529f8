// What update() wants done outside of the app. The composition root carries them out, in order.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "app/http.hpp"
#include "app/transfer.hpp"

namespace keyglass::app {

// Its reply comes back as RequestFinished with the same id.
struct SendRequest {
  HttpRequest request;

  bool operator==(const SendRequest&) const = default;
};
// The reply is of no use any more; one that comes all the same is dropped.
struct AbortRequest {
  std::uint64_t id = 0;

  bool operator==(const AbortRequest&) const = default;
};
struct CopyText {
  std::string text;

  bool operator==(const CopyText&) const = default;
};
// The browser saves what a GET of `target` answers as a file.
struct Download {
  std::string target;  // below the API URL, percent-encoded
  std::string file_name;

  bool operator==(const Download&) const = default;
};
// The browser saves `text` as a file.
struct SaveText {
  std::string file_name;
  std::string text;

  bool operator==(const SaveText&) const = default;
};
// Opens the browser's file chooser; a choice comes back as FileChosen.
struct ChooseFile {
  FileUse use = FileUse::import;

  bool operator==(const ChooseFile&) const = default;
};
// The file is of no use any more.
struct ForgetFile {
  std::uint64_t id = 0;

  bool operator==(const ForgetFile&) const = default;
};
// Requests go to this address from now on ("": where the page is from), with this token ("": none). The token
// is kept nowhere else.
struct UseServer {
  std::string api_url;
  std::string token;

  bool operator==(const UseServer&) const = default;
};
// A new entry in the browser's history.
struct SetLocationHash {
  std::string hash;

  bool operator==(const SetLocationHash&) const = default;
};
struct SetTitle {
  std::string title;

  bool operator==(const SetTitle&) const = default;
};
// Kept by the browser. Never a secret.
struct SavePreference {
  std::string name;
  std::string value;

  bool operator==(const SavePreference&) const = default;
};
// A frame (and so a Tick) is wanted at this time (UTC milliseconds since 1970) at the latest; one that was
// asked for earlier may still come.
struct ScheduleWakeup {
  std::int64_t at_ms = 0;

  bool operator==(const ScheduleWakeup&) const = default;
};

// Opens the event stream at `target`; one that is open is closed without a word. Its news come back as
// StreamOpened, StreamArrived and, exactly once, StreamEnded, with the same id.
struct OpenStream {
  std::uint64_t id = 0;
  std::string target;  // below the API URL, percent-encoded

  bool operator==(const OpenStream&) const = default;
};
// Closes the event stream, if one is open. No StreamEnded follows.
struct CloseStream {
  bool operator==(const CloseStream&) const = default;
};

using Effect =
    std::variant<SendRequest, AbortRequest, CopyText, Download, UseServer, SetLocationHash, SetTitle,
                 SavePreference, ScheduleWakeup, SaveText, ChooseFile, ForgetFile, OpenStream, CloseStream>;
using Effects = std::vector<Effect>;

}  // namespace keyglass::app
