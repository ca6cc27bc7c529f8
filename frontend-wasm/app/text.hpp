// Numbers, sizes and times in words for people (English). Pure functions; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace keyglass::app {

// "1,234,567".
std::string format_count(std::uint64_t count);

// "1 key", "1,204 keys": `noun` is the singular, its plural adds an s.
std::string format_counted(std::uint64_t count, std::string_view noun);

// "512 B", "1.2 KB", "3.4 MB": decimal units, one decimal below 100.
std::string format_bytes(std::uint64_t bytes);

// "1,204 bytes".
std::string format_bytes_exact(std::uint64_t bytes);

// "0.8 ms", "12 ms", "1.2 s".
std::string format_duration(double duration_ms);

// "just now", "2 min ago", "3 h ago", "5 days ago", "in 3 h 12 min"; times are UTC milliseconds since 1970.
std::string format_relative_time(std::int64_t time_ms, std::int64_t now_ms);

// "2026-01-31 09:30:00 UTC".
std::string format_exact_time(std::int64_t time_ms);

// How long format_relative_time() of `time_ms` stays as it is, in milliseconds, at least 1,000.
std::int64_t relative_time_lasts_ms(std::int64_t time_ms, std::int64_t now_ms);

// First letter upper case (ASCII), a full stop at the end if there is no punctuation.
std::string sentence(std::string_view text);

// At most `bytes_max` bytes of `text`, cut at a character's start, with "…" if anything was cut.
std::string shorten(std::string_view text, std::size_t bytes_max);

// Bytes as one character each: what is not printable ASCII as a dot.
std::string printable(std::string_view bytes);

// One row of a hex dump for the 16 bytes from `offset` (fewer at the end):
// "00000010  48 65 6c 6c 6f …  |Hello.|". `offset` must be below bytes.size(); `bytes` begin at `origin`.
std::string hex_row(std::string_view bytes, std::size_t offset, std::uint64_t origin = 0);

}  // namespace keyglass::app
