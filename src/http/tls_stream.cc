// SPDX-License-Identifier: MIT
#include "http/tls_stream.h"

#include <algorithm>
#include <array>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <utility>

namespace portone::http {
namespace {

constexpr std::size_t kMaxRecord = 16'384;
/// A record with the fatal alert decode_error (RFC 8446, 6.2).
constexpr std::string_view kDecodeError{"\x15\x03\x03\x00\x02\x02\x32", 7};

}  // namespace

/// A kind of BIO whose data is a TlsStream.
struct TlsStream::Transport {
  static TlsStream& GetStream(BIO* bio) { return *static_cast<TlsStream*>(BIO_get_data(bio)); }

  static int Read(BIO* bio, char* to, int size) {
    TlsStream& stream = GetStream(bio);
    BIO_clear_retry_flags(bio);
    const std::span<char> buffer(to, static_cast<std::size_t>(size));
    if (!stream.received_.empty()) {
      const std::size_t count = std::min(buffer.size(), stream.received_.size());
      std::copy_n(stream.received_.begin(), count, to);
      stream.received_.erase(0, count);
      if (stream.received_.empty()) std::string().swap(stream.received_);
      return static_cast<int>(count);
    }
    const IoResult result = stream.inner_->Read(buffer);
    if (result.state == IoResult::State::kDone) return static_cast<int>(result.bytes);
    if (result.state == IoResult::State::kBlocked) BIO_set_retry_read(bio);
    return -1;
  }

  static int Write(BIO* bio, const char* from, int size) {
    BIO_clear_retry_flags(bio);
    TlsStream& stream = GetStream(bio);
    const IoResult result = stream.inner_->Write({from, static_cast<std::size_t>(size)}, "");
    stream.has_written_ = stream.has_written_ || result.bytes > 0;
    if (result.state == IoResult::State::kDone) return static_cast<int>(result.bytes);
    if (result.state == IoResult::State::kBlocked) BIO_set_retry_write(bio);
    return -1;
  }

  static long Control(BIO* /*bio*/, int command, long /*number*/, void* /*pointer*/) {
    return command == BIO_CTRL_FLUSH ? 1 : 0;
  }

  static BIO_METHOD* Method() {
    static BIO_METHOD* const kMethod = [] {
      BIO_METHOD* const method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "stream");
      if (method == nullptr) return method;
      BIO_meth_set_read(method, Read);
      BIO_meth_set_write(method, Write);
      BIO_meth_set_ctrl(method, Control);
      return method;
    }();
    return kMethod;
  }
};

TlsStream::TlsStream(std::unique_ptr<ByteStream> inner, tls::SessionPtr session,
                     std::string received)
    : inner_(std::move(inner)), received_(std::move(received)), session_(std::move(session)) {
  BIO* const bio = session_ == nullptr ? nullptr : BIO_new(Transport::Method());
  is_broken_ = bio == nullptr;
  if (is_broken_) return;
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(session_.get(), bio, bio);
}

TlsStream::~TlsStream() {
  if (is_ready_ && !is_broken_ && !has_ended_) SSL_shutdown(session_.get());
  ERR_clear_error();
}

/// What a call that returned `result`, which is not a success, means for the stream.
IoResult::State TlsStream::HandleFailure(int result) {
  const int error = SSL_get_error(session_.get(), result);
  ERR_clear_error();
  switch (error) {
    case SSL_ERROR_WANT_READ:
      return IoResult::State::kBlocked;
    case SSL_ERROR_WANT_WRITE:
      awaits_writable_ = true;
      return IoResult::State::kBlocked;
    case SSL_ERROR_SSL:
      is_broken_ = true;
      // OpenSSL sends an alert, unless the first bytes do not look like TLS at all.
      if (!has_written_) inner_->Write(kDecodeError, "");
      return IoResult::State::kBroken;
    case SSL_ERROR_SYSCALL:
      is_broken_ = true;
      return IoResult::State::kEnded;
    default:
      return IoResult::State::kEnded;
  }
}

IoResult TlsStream::Read(std::span<char> buffer) {
  if (is_broken_) return inner_->Read(buffer);
  awaits_writable_ = false;
  std::size_t total = 0;
  // Until the buffer is full or nothing is left: the descriptor may report no further event.
  while (total < buffer.size()) {
    const std::span<char> rest = buffer.subspan(total);
    ERR_clear_error();
    const int count = SSL_read(session_.get(), rest.data(), static_cast<int>(rest.size()));
    is_ready_ = is_ready_ || SSL_is_init_finished(session_.get()) == 1;
    if (count <= 0) {
      const IoResult::State state = HandleFailure(count);
      if (total == 0) return {.state = state};
      break;
    }
    total += static_cast<std::size_t>(count);
  }
  return {.bytes = total};
}

IoResult TlsStream::Write(std::string_view first, std::string_view second) {
  if (is_broken_) return {.state = IoResult::State::kEnded};
  std::array<char, kMaxRecord> record{};
  const std::size_t size = first.size() + second.size();
  std::size_t total = 0;
  while (total < size) {
    // One record, as long as it may be: a short head and a short body are one packet.
    const std::string_view head = first.substr(std::min(total, first.size()), kMaxRecord);
    const std::string_view body =
        second.substr(total > first.size() ? total - first.size() : 0, kMaxRecord - head.size());
    std::copy(body.begin(), body.end(), std::copy(head.begin(), head.end(), record.begin()));
    ERR_clear_error();
    const int count =
        SSL_write(session_.get(), record.data(), static_cast<int>(head.size() + body.size()));
    if (count <= 0) {
      const IoResult::State state = HandleFailure(count);
      if (state != IoResult::State::kBlocked) return {.state = IoResult::State::kEnded};
      return {.state = total == 0 ? state : IoResult::State::kDone, .bytes = total};
    }
    total += static_cast<std::size_t>(count);
  }
  return {.bytes = total};
}

void TlsStream::ShutdownWrite() {
  if (is_ready_ && !is_broken_ && !std::exchange(has_ended_, true)) SSL_shutdown(session_.get());
  ERR_clear_error();
  inner_->ShutdownWrite();
}

void TlsStream::ResetOnClose() {
  has_ended_ = true;
  inner_->ResetOnClose();
}

std::string TlsStream::server_name() const {
  const char* const name =
      is_ready_ ? SSL_get_servername(session_.get(), TLSEXT_NAMETYPE_host_name) : nullptr;
  return name == nullptr ? "" : name;
}

}  // namespace portone::http
