#include "app/layered_secrets.h"

namespace qd {
namespace {

class LayeredSecrets final : public SecretStore {
public:
    LayeredSecrets(std::unique_ptr<SecretStore> keyring, std::function<Result<std::unique_ptr<SecretStore>>()> openSealed)
        : m_keyring{std::move(keyring)}
        , m_openSealed{std::move(openSealed)}
    {}

    Result<std::optional<std::string>> read(const std::string& key) override
    {
        auto found = m_keyring->read(key);
        if (found && *found) return found;
        SecretStore* file = sealed();
        return file ? file->read(key) : std::move(found);
    }

    Result<void> write(const std::string& key, const std::string& secret) override { return m_keyring->write(key, secret); }

    Result<void> remove(const std::string& key) override
    {
        if (SecretStore* file = sealed())
            if (auto removed = file->remove(key); !removed) return removed;
        return m_keyring->remove(key);
    }

    std::string_view name() const noexcept override { return m_keyring->name(); }

private:
    SecretStore* sealed()
    {
        if (!m_sealed)
            if (auto opened = m_openSealed()) m_sealed = std::move(*opened);
        return m_sealed.get();
    }

    std::unique_ptr<SecretStore> m_keyring;
    std::function<Result<std::unique_ptr<SecretStore>>()> m_openSealed;
    std::unique_ptr<SecretStore> m_sealed;
};

} // namespace

std::unique_ptr<SecretStore> layerSecrets(std::unique_ptr<SecretStore> keyring,
                                          std::function<Result<std::unique_ptr<SecretStore>>()> openSealed)
{
    return std::make_unique<LayeredSecrets>(std::move(keyring), std::move(openSealed));
}

} // namespace qd
