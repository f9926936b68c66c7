#pragma once

#include "engine/desk/ask.h"
#include "quarterdeck/desk/sources.h"

#include <mutex>
#include <unordered_map>
#include <vector>

namespace qd {

/// Pictures through net into a cache folder under names that say nothing; one request a picture however many ask.
class PictureService final : public Pictures {
public:
    explicit PictureService(const Ask& ask);
    void fetch(std::string url, Reply<std::string> done) override;

private:
    void request(const std::string& url, const std::string& file, bool privateHost);
    void finish(const std::string& url, const Result<std::string>& result);

    const Ask& m_ask;
    std::mutex m_mutex;
    std::unordered_map<std::string, std::vector<Reply<std::string>>> m_waiting;
};

} // namespace qd
