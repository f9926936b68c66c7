-- What we write: notes, drafts, and the replies on their way out.
CREATE TABLE note (
    id              INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL,
    author_id       INTEGER NOT NULL,
    text            TEXT    NOT NULL,
    at              INTEGER NOT NULL
) STRICT;
CREATE INDEX note_conversation ON note (conversation_id, id);

CREATE TABLE draft (
    id              INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL,
    author_id       INTEGER NOT NULL,
    note            INTEGER NOT NULL,      -- 1: a note's draft; it can never turn into a reply
    in_reply_to     INTEGER NOT NULL,
    visibility      INTEGER NOT NULL,
    text            TEXT    NOT NULL,
    media           TEXT    NOT NULL,      -- JSON
    seen_event      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    UNIQUE (conversation_id, author_id, note)
) STRICT;

CREATE TABLE outbox (
    id                  INTEGER PRIMARY KEY,
    conversation_id     INTEGER NOT NULL,
    in_reply_to         INTEGER NOT NULL,
    account_id          INTEGER NOT NULL,
    author_id           INTEGER NOT NULL,
    recipient           TEXT    NOT NULL,
    recipient_native_id TEXT    NOT NULL,
    addressed           TEXT    NOT NULL,  -- JSON list
    visibility          INTEGER NOT NULL,
    text                TEXT    NOT NULL,
    lang                TEXT    NOT NULL,
    media               TEXT    NOT NULL,  -- JSON
    target_native_id    TEXT    NOT NULL,
    target_native_key   TEXT    NOT NULL,
    target_reply_ref    TEXT    NOT NULL,
    native_conversation TEXT    NOT NULL,
    state               INTEGER NOT NULL,
    attempts            INTEGER NOT NULL,
    not_before          INTEGER NOT NULL,
    operation_key       TEXT    NOT NULL UNIQUE,
    progress            TEXT    NOT NULL,
    started_at          INTEGER,
    looks               INTEGER NOT NULL,
    native_id           TEXT    NOT NULL,
    native_key          TEXT    NOT NULL,
    url                 TEXT    NOT NULL,
    error               TEXT    NOT NULL,
    seen_event          INTEGER NOT NULL,
    resolve_after       INTEGER NOT NULL,
    created_at          INTEGER NOT NULL,
    sent_at             INTEGER,
    claim_owner         TEXT    NOT NULL,  -- '' = nobody sends it now
    claim_expires       INTEGER
) STRICT;
CREATE INDEX outbox_due ON outbox (not_before) WHERE state IN (5, 6, 7, 10, 12);
CREATE INDEX outbox_conversation ON outbox (conversation_id, id);
CREATE INDEX outbox_state ON outbox (state, id);
CREATE INDEX outbox_native ON outbox (native_key) WHERE native_key <> '';
CREATE INDEX outbox_parent ON outbox (account_id, target_native_key);
