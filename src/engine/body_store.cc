// SPDX-License-Identifier: MIT
#include "engine/body_store.h"

#include <utility>
#include <vector>

namespace portone::engine {

StoredBody::StoredBody(std::shared_ptr<BodyStore> store, std::string text)
    : store_(std::move(store)), size_(text.size()), text_(std::move(text)) {}

StoredBody::~StoredBody() {
  const std::lock_guard lock(store_->mutex_);
  if (is_stored_) store_->TakeOut(*this);
}

std::optional<std::string> StoredBody::ReadText() const {
  const std::lock_guard lock(store_->mutex_);
  return is_stored_ ? std::optional(text_) : std::nullopt;
}

std::optional<std::string> ReadText(const StoredBodyPtr& body) {
  return body == nullptr ? std::optional<std::string>("") : body->ReadText();
}

StoredBodyPtr BodyStore::Store(std::string text) {
  if (text.empty()) return nullptr;
  const auto body = std::make_shared<StoredBody>(shared_from_this(), std::move(text));
  std::vector<std::string> dropped;  // freed without the lock
  const std::lock_guard lock(mutex_);
  body->position_ = bodies_.insert(bodies_.end(), body.get());
  body->is_stored_ = true;
  bytes_ += body->size_;
  while (bytes_ > limit_)
    dropped.push_back(TakeOut(*bodies_.front()));
  return body;
}

std::size_t BodyStore::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

std::string BodyStore::TakeOut(StoredBody& body) {
  bodies_.erase(body.position_);
  body.is_stored_ = false;
  bytes_ -= body.size_;
  return std::move(body.text_);
}

}  // namespace portone::engine
