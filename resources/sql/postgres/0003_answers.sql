-- What we write: notes, drafts, and the replies on their way out.
CREATE TABLE note (
    id              BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    author_id       BIGINT NOT NULL,
    text            TEXT COLLATE "C" NOT NULL,
    at              BIGINT NOT NULL,
    org_id          BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id)
);
CREATE INDEX note_conversation ON note (org_id, conversation_id, id);

CREATE TABLE draft (
    id              BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    author_id       BIGINT NOT NULL,
    note            BIGINT NOT NULL,       -- 1: a note's draft; it can never turn into a reply
    in_reply_to     BIGINT NOT NULL,
    visibility      BIGINT NOT NULL,
    text            TEXT COLLATE "C" NOT NULL,
    media           TEXT COLLATE "C" NOT NULL, -- JSON
    seen_event      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    org_id          BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, conversation_id, author_id, note)
);

CREATE TABLE outbox (
    id                  BIGINT NOT NULL,
    conversation_id     BIGINT NOT NULL,
    in_reply_to         BIGINT NOT NULL,
    account_id          BIGINT NOT NULL,
    author_id           BIGINT NOT NULL,
    recipient           TEXT COLLATE "C" NOT NULL,
    recipient_native_id TEXT COLLATE "C" NOT NULL,
    addressed           TEXT COLLATE "C" NOT NULL, -- JSON list
    visibility          BIGINT NOT NULL,
    text                TEXT COLLATE "C" NOT NULL,
    lang                TEXT COLLATE "C" NOT NULL,
    media               TEXT COLLATE "C" NOT NULL, -- JSON
    target_native_id    TEXT COLLATE "C" NOT NULL,
    target_native_key   TEXT COLLATE "C" NOT NULL,
    target_reply_ref    TEXT COLLATE "C" NOT NULL,
    native_conversation TEXT COLLATE "C" NOT NULL,
    state               BIGINT NOT NULL,
    attempts            BIGINT NOT NULL,
    not_before          BIGINT NOT NULL,
    operation_key       TEXT COLLATE "C" NOT NULL,
    progress            TEXT COLLATE "C" NOT NULL,
    started_at          BIGINT,
    looks               BIGINT NOT NULL,
    native_id           TEXT COLLATE "C" NOT NULL,
    native_key          TEXT COLLATE "C" NOT NULL,
    url                 TEXT COLLATE "C" NOT NULL,
    error               TEXT COLLATE "C" NOT NULL,
    seen_event          BIGINT NOT NULL,
    resolve_after       BIGINT NOT NULL,
    created_at          BIGINT NOT NULL,
    sent_at             BIGINT,
    claim_owner         TEXT COLLATE "C" NOT NULL, -- '' = nobody sends it now
    claim_expires       BIGINT,
    org_id              BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, operation_key)
);
CREATE INDEX outbox_due ON outbox (org_id, not_before) WHERE state IN (5, 6, 7, 10, 12);
CREATE INDEX outbox_conversation ON outbox (org_id, conversation_id, id);
CREATE INDEX outbox_state ON outbox (org_id, state, id);
CREATE INDEX outbox_native ON outbox (org_id, native_key) WHERE native_key <> '';
CREATE INDEX outbox_parent ON outbox (org_id, account_id, target_native_key);

SELECT qd_own_rows_only(ARRAY['note', 'draft', 'outbox']);
