// What FakeDesk starts with: a railway's morning, made up, all times counted from "now".
#include "support/fake_desk.h"

#include <array>

namespace qd::test {

using namespace std::chrono_literals;

namespace {

struct Post {
    const char* author;
    const char* handle;
    const char* platform;
    const char* text;
    const char* lang;
    int minutesAgo;
    int dueIn;    ///< minutes; 0 = no clock
    int dueWhole; ///< of the promise, minutes
    std::size_t queue;
    Status status;
    int assignee;
    const char* label;
};

constexpr std::array kPosts{
    Post{"Maria Keller", "maria@mastodon.example", "mastodon",
         "Train 417 again 40 minutes late, third time this week. I have a connection in Porto at 11:05 and "
         "nobody on the platform knows anything. What do I do?",
         "en", 42, 18, 60, 0, Status::Open, 1, "delay"},
    Post{"Tomás Vidal", "tomasv.bsky.example", "bluesky",
         "¿El 417 va a salir hoy? Llevamos 50 minutos en el andén y la aplicación dice \"a tiempo\".", "es",
         38, 22, 60, 0, Status::New, 0, "delay"},
    Post{"Priya N.", "priya@social.example", "mastodon",
         "Stuck on the 417 with two small kids, no air conditioning and the café car is closed. @acmerail "
         "please say something.",
         "en", 31, 6, 60, 0, Status::New, 0, "delay"},
    Post{"Jonas Weber", "jonas@mastodon.example", "mastodon",
         "Signalstörung, sagt der Schaffner. Wird der Anschluss nach Faro warten?", "de", 29, 31, 60, 0,
         Status::New, 0, nullptr},
    Post{
        "Hélène Roux", "helene.bsky.example", "bluesky",
        "Le remboursement que vous m'avez promis le 3 n'est toujours pas arrivé. Je vous ai écrit deux fois.",
        "fr", 95, -12, 60, 0, Status::Open, 1, "refund"},
    Post{"Sam O'Neill", "sam@rail.example", "mastodon",
         "I sent you my order number by direct message, can somebody look at it? The seat reservation is for "
         "tomorrow 7:20.",
         "en", 14, 46, 60, 0, Status::New, 0, "booking"},
    Post{"Lucía Prado", "lucia@mastodon.example", "mastodon",
         "Perdí una mochila azul en el tren de las 8:15, vagón 4. ¿Dónde puedo preguntar?", "es", 11, 49, 60,
         0, Status::New, 0, "lost property"},
    Post{"Erik Lund", "erik.bsky.example", "bluesky",
         "Is the wheelchair lift at Coimbra working again? Travelling on Friday with my mother.", "en", 9, 51,
         60, 0, Status::New, 0, "accessibility"},
    Post{"أمينة", "amina@mastodon.example", "mastodon", "هل يمكنني تغيير تذكرتي إلى قطار المساء؟", "ar", 7,
         53, 60, 0, Status::New, 0, nullptr},
    Post{"Bea Castro", "bea@mastodon.example", "mastodon",
         "Your app charged me twice for the same ticket 😤 and the help page just spins forever.", "en", 5, 55,
         60, 0, Status::New, 0, "payment"},
    Post{"Dana Whit", "dana@news.example", "mastodon",
         "Hearing that Acme Rail will cut the night train next spring. Can you confirm? Writing a piece "
         "today.",
         "en", 66, 9, 60, 1, Status::Open, 3, "press"},
    Post{
        "Rui M.", "rui@mastodon.example", "mastodon",
        "So the night train is gone?! I take it every week to see my parents. This is a disgrace, @acmerail.",
        "en", 52, 27, 60, 1, Status::New, 0, "rumour"},
    Post{"Night Train Friends", "friends@rail.example", "mastodon",
         "We will fight for the night train. Sign here if you ride it. 900 names since this morning.", "en",
         47, 33, 60, 1, Status::New, 0, "rumour"},
    Post{"The Daily Track", "https://dailytrack.example/feed", "feed",
         "Acme Rail \"reviewing\" night services, union says. The company did not answer before we went to "
         "press.",
         "en", 120, 0, 0, 1, Status::New, 0, "press"},
    Post{"Kofi A.", "kofi.bsky.example", "bluesky",
         "Not sure what everyone complains about, my Acme train was on time to the minute. Great crew!", "en",
         18, 0, 0, 1, Status::New, 0, nullptr},
    Post{"Ines F.", "ines@mastodon.example", "mastodon",
         "The new weekend ticket is brilliant, just booked two for Évora. Does it cover bicycles?", "en", 24,
         0, 0, 2, Status::New, 0, "weekend ticket"},
    Post{"Olle", "olle.bsky.example", "bluesky",
         "Where do I buy the weekend ticket from abroad? The page wants a Portuguese number.", "en", 20, 40,
         120, 2, Status::New, 0, "weekend ticket"},
    Post{"Carla & Nuno", "carla@mastodon.example", "mastodon",
         "Three cities, two days, one ticket. Happy to be quoted if you like our photos 📸", "en", 16, 0, 0,
         2, Status::New, 0, "weekend ticket"},
    Post{"Mika T.", "mika@mastodon.example", "mastodon",
         "Would love a quiet coach on the evening train. Just a suggestion!", "en", 180, 0, 0, 2,
         Status::Pending, 1, nullptr},
    Post{"Joana S.", "joana@mastodon.example", "mastodon",
         "Thank you, the refund arrived this morning. That was quick in the end.", "en", 240, 0, 0, 0,
         Status::Pending, 1, "refund"},
};

} // namespace

void FakeDesk::fill()
{
    m_people.push_back(
        {.id = {2}, .name = "Ben Okafor", .login = "ben", .role = Role::Drafter, .languages = {"en"}});
    m_people.push_back({.id = {3},
                        .name = "Chloé Martin",
                        .login = "chloe",
                        .role = Role::Manager,
                        .languages = {"en", "fr"}});
    m_people.push_back(
        {.id = {4}, .name = "Dev Anand", .login = "dev", .role = Role::Admin, .languages = {"en"}});
    Account mastodon{.id = {31},
                     .platform = "mastodon",
                     .server = "https://mastodon.example",
                     .handle = "acmerail@mastodon.example",
                     .name = "Acme Rail",
                     .connectedAt = m_now - 24h * 40};
    mastodon.limits = {.unit = LengthUnit::CodePoints, .maxLength = 500, .urlCost = 23, .maxMedia = 4};
    mastodon.capabilities = {.canReply = true,
                             .canDirect = true,
                             .canLike = true,
                             .canDelete = true,
                             .software = "mastodon 4.3.1"};
    Account bluesky{.id = {32},
                    .platform = "bluesky",
                    .server = "https://bsky.example",
                    .handle = "acmerail.bsky.example",
                    .name = "Acme Rail",
                    .connectedAt = m_now - 24h * 40};
    bluesky.limits = {
        .unit = LengthUnit::GraphemesAndBytes, .maxLength = 300, .maxBytes = 3000, .maxMedia = 4};
    bluesky.capabilities = {.canReply = true, .canLike = true, .canDelete = true, .software = "atproto"};
    Account feed{.id = {33},
                 .platform = "feed",
                 .server = "https://dailytrack.example/feed",
                 .handle = "dailytrack.example",
                 .name = "The Daily Track"};
    m_accounts = {mastodon, bluesky, feed};
    for (const auto& [account, kind] : {std::pair{31, SourceKind::Mentions},
                                        {31, SourceKind::Messages},
                                        {32, SourceKind::Mentions},
                                        {32, SourceKind::Own},
                                        {33, SourceKind::Timeline}})
        m_sources.push_back(
            {.id = {nextId()}, .account = {account}, .kind = kind, .connectedAt = m_now - 24h * 40});
    m_labels = {{{41}, "delay"},  {{42}, "refund"}, {{43}, "booking"},
                {{44}, "rumour"}, {{45}, "press"},  {{46}, "lost property"}};
    m_views = {{.id = {51}, .name = "Refunds this week", .query = "refund after:7d"},
               {.id = {52}, .name = "Press and feeds", .query = "platform:feed OR press"}};
    m_templates = {{{61}, "Sorry for the delay", "Hello {name}, we are sorry about the delay. ", {}},
                   {{62},
                    "Ask for the order number",
                    "Could you send us your order number by direct message, {name}?",
                    {}}};

    for (const Post& post : kPosts) {
        Talk talk;
        Conversation& c = talk.conversation;
        c.id = {nextId()};
        c.platform = post.platform;
        c.account = {c.platform == "mastodon" ? 31 : c.platform == "bluesky" ? 32 : 33};
        c.queue = m_queues[post.queue].id;
        c.goal = m_queues[post.queue].goal;
        talk.nature = m_goals[post.queue].nature;
        c.status = post.status;
        c.assignee = {post.assignee};
        c.excerpt = post.text;
        c.lang = post.lang;
        c.createdAt = m_now - std::chrono::minutes(post.minutesAgo);
        c.updatedAt = c.createdAt;
        c.waitingSince = c.createdAt;
        if (post.dueWhole > 0) {
            c.nextDue = m_now + std::chrono::minutes(post.dueIn) + 30s;
            c.riskAt = *c.nextDue - std::chrono::minutes(post.dueWhole / 5);
            SlaClock clock{.metric = Metric::FirstResponse,
                           .phase = post.dueIn < 0 ? ClockPhase::Breached : ClockPhase::Running,
                           .start = c.createdAt,
                           .due = c.nextDue,
                           .target = std::chrono::minutes(post.dueWhole)};
            clock.used = std::chrono::minutes(post.dueWhole - post.dueIn);
            clock.remaining = std::chrono::minutes(post.dueIn);
            talk.clocks.push_back(clock);
        }
        if (post.label) talk.labels.emplace_back(post.label);
        talk.contact = {.id = {nextId()},
                        .platform = c.platform,
                        .handle = post.handle,
                        .name = post.author,
                        .followers = 120 + post.minutesAgo * 7,
                        .firstSeen = m_now - 24h * 200};
        Mention m{.id = {nextId()},
                  .platform = c.platform,
                  .account = c.account,
                  .nativeId = "n" + std::to_string(c.id.value),
                  .conversation = c.id,
                  .author = {.handle = post.handle, .name = post.author, .followers = talk.contact.followers},
                  .text = post.text,
                  .lang = post.lang,
                  .url = "https://mastodon.example/@x/1",
                  .createdAt = c.createdAt,
                  .receivedAt = c.createdAt + 20s};
        c.newestMention = m.id;
        talk.messages.push_back({.mention = m});
        log(talk, EventType::Received, {}, c.createdAt).mention = m.id;
        log(talk, EventType::Routed, {}, c.createdAt + 20s);
        talk.trace.push_back({.rule = {71},
                              .version = 1,
                              .name = "Press and journalists",
                              .fitted = post.queue == 1,
                              .because = post.queue == 1 ? "words: night train" : "no word of the list"});
        talk.trace.push_back({.name = "Everything else",
                              .fitted = post.queue != 1,
                              .because = post.queue != 1 ? "the default" : "an earlier rule decided"});
        if (post.assignee) log(talk, EventType::Assigned, {post.assignee}, c.createdAt + 2min);
        m_talks.push_back(std::move(talk));
    }

    // The first card carries a whole story: a picture without words for it, a stranger, our answer, a note.
    Talk& maria = m_talks.front();
    const auto add = [&](const char* name, const char* handle, const char* text, int minutesAgo) -> Message& {
        Mention m{.id = {nextId()},
                  .platform = "mastodon",
                  .account = {31},
                  .conversation = maria.conversation.id,
                  .author = {.handle = handle, .name = name},
                  .text = text,
                  .lang = "en",
                  .url = "https://mastodon.example/@x/2",
                  .createdAt = m_now - std::chrono::minutes(minutesAgo),
                  .receivedAt = m_now - std::chrono::minutes(minutesAgo)};
        maria.messages.push_back({.mention = m});
        return maria.messages.back();
    };
    maria.messages.front().mention.createdAt = m_now - 42min;
    maria.messages.front().mention.media.push_back(
        {MediaKind::Image, "https://media.example/platform.jpg", "", ""});
    add("Pedro", "pedro@social.example",
        "Same here at platform 3. They announced something but nobody understood it.", 39)
        .stranger = true;
    Message& own = add("Acme Rail", "acmerail@mastodon.example",
                       "Good morning Maria, we are sorry. A signal fault near Aveiro holds the 417; we will "
                       "tell you here within 20 minutes whether the Porto connection waits.",
                       33);
    own.mention.own = true;
    log(maria, EventType::Replied, {1}, m_now - 33min).mention = own.mention.id;
    maria.notes.push_back(
        {.id = {nextId()},
         .conversation = maria.conversation.id,
         .author = {2},
         .text = "Ops: signal fault at Aveiro, repaired around 09:50. The 11:05 waits up to ten minutes.",
         .at = m_now - 30min});
    log(maria, EventType::Noted, {2}, m_now - 30min);
    Message& last =
        add("Maria Keller", "maria@mastodon.example",
            "Thanks. It is 20 minutes now and the display says 60 late. Will the 11:05 wait, yes or no?", 12);
    last.versions.push_back(
        {last.mention.id, "Thanks. It is 20 minutes now. Will the 11:05 wait?", m_now - 11min});
    last.mention.editedAt = m_now - 11min;
    log(maria, EventType::Received, {}, m_now - 12min).mention = last.mention.id;
    maria.conversation.excerpt = last.mention.text;
    maria.conversation.newestMention = last.mention.id;
    maria.conversation.priority = Priority::High;
    maria.labels = {"delay", "connection"};

    m_talks[5].conversation.direct = true;
    m_talks[5].messages.front().mention.visibility = Visibility::Direct;
    m_talks[7].conversation.snoozedUntil = m_now + 3min;
    m_outbox.push_back({.id = {nextId()},
                        .conversation = m_talks[4].conversation.id,
                        .account = {32},
                        .author = {1},
                        .recipient = "helene.bsky.example",
                        .text = "Bonjour Hélène, votre dossier a été retrouvé. Le virement part aujourd'hui.",
                        .state = OutboxState::Unknown,
                        .attempts = 1,
                        .startedAt = m_now - 8min,
                        .looks = 3,
                        .createdAt = m_now - 9min});
    m_outbox.push_back({.id = {nextId()},
                        .conversation = m_talks[3].conversation.id,
                        .account = {31},
                        .author = {1},
                        .recipient = "jonas@mastodon.example",
                        .text = "Guten Morgen, der Anschluss wartet zehn Minuten.",
                        .state = OutboxState::Failed,
                        .attempts = 4,
                        .error = "network",
                        .createdAt = m_now - 4min});
    m_drafts.push_back({.id = {nextId()},
                        .conversation = m_talks[1].conversation.id,
                        .author = {1},
                        .text = "Hola Tomás, ",
                        .updatedAt = m_now - 1min});
}

} // namespace qd::test
