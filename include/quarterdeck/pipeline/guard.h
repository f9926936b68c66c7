#pragma once

#include "quarterdeck/domain/account.h"
#include "quarterdeck/domain/outbox.h"

#include <string>
#include <vector>

namespace qd {

enum class Severity { Stop, Warn };

/// One thing to look at before a reply goes out.
struct Finding {
    Severity severity{Severity::Warn};
    std::string code; ///< "too_long", "personal_data:email", "empty", "alt_missing", "wrong_account", "forbidden_phrase",
                      ///< "invisible_characters", "handle_unaddressed", "private_made_public"
    std::size_t start{0}, end{0}; ///< code points of the text it is about; equal = the whole
};

struct GuardInput {
    std::string text;
    Visibility visibility{Visibility::Public};
    std::vector<Attachment> media;
    const Account* account{nullptr};
    const Mention* target{nullptr}; ///< what it answers
    AccountId conversationAccount{};
    std::vector<std::string> forbiddenPhrases;
};

/// Stops: personal data in a public reply (e-mail, phone, Luhn-valid card, IBAN), text too long or empty, another
/// account than the conversation's, a public answer to a direct message, forbidden phrases. Everything else warns.
/// Worst first. Pure.
std::vector<Finding> guardReply(const GuardInput& input);

/// A piece of personal data; offsets in Unicode code points.
struct PersonalData {
    std::string kind; ///< credit_card, phone, email, iban, us_ssn, ip_address
    std::size_t start{0}, end{0};
    std::string text;
};
std::vector<PersonalData> findPersonalData(std::string_view text);

} // namespace qd
