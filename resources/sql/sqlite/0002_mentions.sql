-- What people wrote to and about us, and the conversations it belongs to.
CREATE TABLE contact (
    id         INTEGER PRIMARY KEY,
    platform   TEXT    NOT NULL,
    native_id  TEXT    NOT NULL,
    handle     TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    avatar     TEXT    NOT NULL,
    followers  INTEGER,
    bot        INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    UNIQUE (platform, native_id)
) STRICT;

CREATE TABLE conversation (
    id               INTEGER PRIMARY KEY,
    key              TEXT    NOT NULL UNIQUE,
    platform         TEXT    NOT NULL,
    account_id       INTEGER NOT NULL,
    contact_id       INTEGER NOT NULL,
    queue_id         INTEGER NOT NULL,
    goal_id          INTEGER NOT NULL,
    status           INTEGER NOT NULL,   -- 0 new 1 open 2 pending 3 on_hold 4 resolved 5 closed
    substatus        TEXT    NOT NULL,
    snoozed_until    INTEGER,
    snooze_kind      INTEGER NOT NULL,
    hold_until       INTEGER,
    priority         INTEGER NOT NULL,
    assignee_id      INTEGER NOT NULL,   -- 0 = nobody
    direct           INTEGER NOT NULL,
    history          INTEGER NOT NULL,
    starred          INTEGER NOT NULL,
    muted            INTEGER NOT NULL,
    dismissed_reason TEXT    NOT NULL,
    merged_into      INTEGER NOT NULL,
    thread_root      TEXT    NOT NULL,
    excerpt          TEXT    NOT NULL,
    lang             TEXT    NOT NULL,
    labels           TEXT    NOT NULL,   -- JSON list of ids, sorted
    waiting_since    INTEGER,
    newest_mention   INTEGER NOT NULL,
    next_due         INTEGER,            -- NULL: no clock runs
    risk_at          INTEGER,
    due_sort         INTEGER NOT NULL,   -- next_due, or 9223372036854775807 where no clock runs: one index order
    policy_id        INTEGER NOT NULL,
    policy_version   INTEGER NOT NULL,
    calendar_id      INTEGER NOT NULL,
    calendar_version INTEGER NOT NULL,
    last_event       INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    resolved_at      INTEGER
) STRICT;
CREATE INDEX conversation_queue_due ON conversation (queue_id, due_sort, id) WHERE status < 4;
CREATE INDEX conversation_mine_due ON conversation (assignee_id, due_sort, id) WHERE status < 4 AND assignee_id <> 0;
CREATE INDEX conversation_unassigned_due ON conversation (due_sort, id) WHERE status < 2 AND assignee_id = 0;
CREATE INDEX conversation_queue_newest ON conversation (queue_id, id) WHERE status < 4;
CREATE INDEX conversation_pending_due ON conversation (due_sort, id) WHERE status = 2;
CREATE INDEX conversation_overdue ON conversation (next_due, id, risk_at, queue_id) WHERE next_due IS NOT NULL;
CREATE INDEX conversation_snoozed ON conversation (snoozed_until, id, queue_id) WHERE snoozed_until IS NOT NULL;
CREATE INDEX conversation_held ON conversation (hold_until) WHERE hold_until IS NOT NULL;
CREATE INDEX conversation_status ON conversation (status, id);
CREATE INDEX conversation_contact ON conversation (contact_id, id);

CREATE TABLE mention (
    id                  INTEGER PRIMARY KEY, -- milliseconds of created_at, clamped: id order is time order
    platform            TEXT    NOT NULL,
    account_id          INTEGER NOT NULL,
    kind                INTEGER NOT NULL,
    native_id           TEXT    NOT NULL,
    native_key          TEXT    NOT NULL,
    conversation_id     INTEGER NOT NULL,    -- 0: an own post that answers nobody we know
    contact_id          INTEGER NOT NULL,
    title               TEXT    NOT NULL,
    text                TEXT    NOT NULL,
    html                TEXT    NOT NULL,
    lang                TEXT    NOT NULL,
    url                 TEXT    NOT NULL,
    created_at          INTEGER NOT NULL,
    received_at         INTEGER NOT NULL,
    edited_at           INTEGER,
    in_reply_to         TEXT    NOT NULL,
    thread_root         TEXT    NOT NULL,
    visibility          INTEGER NOT NULL,
    flags               INTEGER NOT NULL,    -- 1 own, 2 history, 4 deleted, 8 sensitive
    extra               TEXT    NOT NULL,    -- JSON: media, addressed, in_reply_to_author, native_conversation, reply_ref, by; '' = none
    UNIQUE (platform, native_key)
) STRICT;
CREATE INDEX mention_conversation ON mention (conversation_id, id, flags) WHERE conversation_id <> 0;
CREATE INDEX mention_thread ON mention (thread_root, id) WHERE thread_root <> '' AND thread_root <> native_key; -- a root is found by its key
CREATE INDEX mention_own_reply ON mention (in_reply_to) WHERE (flags & 1) <> 0;
-- Platforms that name a parent by its id on our server only; everywhere else id and key are one. Not "WHERE platform =
-- …": SQLite would prepare every statement with a bound platform anew, each time, to see whether the index serves.
CREATE INDEX mention_native_id ON mention (native_id) WHERE native_id <> native_key;

CREATE TABLE mention_source (
    mention_id INTEGER NOT NULL,
    source_id  INTEGER NOT NULL,
    PRIMARY KEY (mention_id, source_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention_version (
    mention_id  INTEGER NOT NULL,
    replaced_at INTEGER NOT NULL,
    text        TEXT    NOT NULL,
    PRIMARY KEY (mention_id, replaced_at)
) STRICT, WITHOUT ROWID;

-- Filled by the writer with searchText(), never by a trigger; contentless, so old words are handed in to delete
-- (extra.by keeps the author's words as they were indexed). searchText() has folded everything there is to fold:
-- the tokenizer only cuts at blanks, so that both engines hold the same words.
CREATE VIRTUAL TABLE mention_fts USING fts5 (
    words, author, content = '', tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co Cn'", prefix = '2 3',
    columnsize = 0, detail = full
);
CREATE VIRTUAL TABLE mention_vocab USING fts5vocab ('mention_fts', 'row');

CREATE TABLE routing_trace (
    mention_id INTEGER PRIMARY KEY,
    trace      TEXT    NOT NULL            -- JSON, as decided then
) STRICT;

CREATE TABLE event (
    id              INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    recorded_at     INTEGER NOT NULL,
    type            INTEGER NOT NULL,
    actor_kind      INTEGER NOT NULL,
    actor_id        INTEGER NOT NULL,
    reason          TEXT    NOT NULL,
    mention_id      INTEGER NOT NULL,
    outbox_id       INTEGER NOT NULL,
    status_after    INTEGER,
    data            TEXT    NOT NULL       -- JSON of ids and codes, '' = none
) STRICT;
CREATE INDEX event_conversation ON event (conversation_id, id);

CREATE TABLE measure (
    conversation_id INTEGER NOT NULL,
    event_id        INTEGER NOT NULL,      -- the event that ended the clock
    metric          INTEGER NOT NULL,
    met             INTEGER NOT NULL,
    goal_id         INTEGER NOT NULL,
    queue_id        INTEGER NOT NULL,
    started_at      INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    calendar_ms     INTEGER NOT NULL,
    business_ms     INTEGER NOT NULL,
    policy_id       INTEGER NOT NULL,
    policy_version  INTEGER NOT NULL,
    calendar_id     INTEGER NOT NULL,
    calendar_version INTEGER NOT NULL,
    PRIMARY KEY (event_id, metric)
) STRICT, WITHOUT ROWID;
CREATE INDEX measure_goal ON measure (goal_id, metric, at, business_ms, calendar_ms, met, conversation_id);

CREATE TABLE counter_queue (
    queue_id INTEGER NOT NULL,
    status   INTEGER NOT NULL,
    slot     INTEGER NOT NULL, -- the writer's; a counter is the sum of its slots
    n        INTEGER NOT NULL,
    PRIMARY KEY (queue_id, status, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE counter_assignee (
    assignee_id INTEGER NOT NULL,
    status      INTEGER NOT NULL,
    slot        INTEGER NOT NULL, -- the writer's; a counter is the sum of its slots
    n           INTEGER NOT NULL,
    PRIMARY KEY (assignee_id, status, slot)
) STRICT, WITHOUT ROWID;
