// Replies to writes: no thread waits for the disk.
#pragma once

#include <functional>

#include "http/message.hpp"
#include "service/key_value_service.hpp"

namespace keyglass::http {

// Submits one write. Called once.
using SubmitWrite = std::function<void(service::KeyValueService::WriteDone done)>;
// What a write that happened is answered with.
using ReplyToWrite = std::function<Reply(const storage::WriteOutcome& outcome)>;

// A reply that comes once the write has its outcome; a failure becomes a problem document.
Reply reply_after(SubmitWrite submit, ReplyToWrite reply);

}  // namespace keyglass::http
