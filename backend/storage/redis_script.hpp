// The Lua script that carries out one commit inside Redis.
#pragma once

#include <string_view>

namespace keyglass::storage {

// KEYS: those of the conditions, then those of the writes.
// ARGV: the number of conditions; for each its kind (absent | exists | etag) and an ETag without quotes; for
// each write its operation (put | delete), the value, and the milliseconds until it expires ("" never).
// Returns {"failed", number of the condition from 1, current ETag or ""}, {"type", number of the key from 1,
// its type}, or {"done", and for each write {existed before (0 | 1), size and ETag of what a delete
// removed}}. Nothing is written unless every condition holds and no key holds something other than a string.
inline constexpr std::string_view redis_commit_script = R"lua(
local conditions = tonumber(ARGV[1])
for i = 1, #KEYS do
  local kind = redis.call('TYPE', KEYS[i]).ok
  if kind ~= 'string' and kind ~= 'none' then return {'type', i, kind} end
end
for i = 1, conditions do
  local kind, wanted = ARGV[i * 2], ARGV[i * 2 + 1]
  local value = redis.call('GET', KEYS[i])
  local etag = value and redis.sha1hex(value) or ''
  local holds = etag == wanted
  if kind == 'absent' then holds = not value end
  if kind == 'exists' then holds = value end
  if kind == 'etag' and not value then holds = false end
  if not holds then return {'failed', i, etag} end
end
local done = {'done'}
local at = conditions * 2 + 2
for i = conditions + 1, #KEYS do
  local operation, value, ttl = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  at = at + 3
  if operation == 'delete' then
    local old = redis.call('GET', KEYS[i])
    redis.call('DEL', KEYS[i])
    done[#done + 1] = {old and 1 or 0, old and #old or 0, old and redis.sha1hex(old) or ''}
  else
    local existed = redis.call('EXISTS', KEYS[i])
    if ttl == '' then
      redis.call('SET', KEYS[i], value)
    elseif tonumber(ttl) > 0 then
      redis.call('SET', KEYS[i], value, 'PX', ttl)
    else
      redis.call('DEL', KEYS[i])
    end
    done[#done + 1] = {existed, 0, ''}
  end
end
return done
)lua";

}  // namespace keyglass::storage
