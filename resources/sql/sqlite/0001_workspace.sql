-- The set-up of a workspace. Ids are 63-bit and time-ordered, times UTC milliseconds, enumerations the integer
-- of their C++ enumerator, lists and objects JSON text.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting (name, value) VALUES ('setup_version', '1'); -- grows with every change of set-up: processes reload by it

CREATE TABLE person (
    id        INTEGER PRIMARY KEY,
    name      TEXT    NOT NULL,
    login     TEXT    NOT NULL UNIQUE,
    role      INTEGER NOT NULL,
    timezone  TEXT    NOT NULL,
    languages TEXT    NOT NULL,          -- JSON list
    queues    TEXT    NOT NULL,          -- JSON list of ids; empty = all
    active    INTEGER NOT NULL
) STRICT;

CREATE TABLE goal (
    id          INTEGER PRIMARY KEY,
    name        TEXT    NOT NULL,
    objective   TEXT    NOT NULL,
    nature      INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    owner_id    INTEGER NOT NULL,        -- 0 = nobody yet
    metric      TEXT    NOT NULL,
    baseline    REAL,
    target      REAL,
    target_date INTEGER,
    archived    INTEGER NOT NULL
) STRICT;

CREATE TABLE queue (
    id                      INTEGER PRIMARY KEY,
    name                    TEXT    NOT NULL,
    goal_id                 INTEGER NOT NULL REFERENCES goal (id),
    position                INTEGER NOT NULL,
    only_assignee_may_reply INTEGER NOT NULL,
    archived                INTEGER NOT NULL
) STRICT;

CREATE TABLE label (
    id       INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL UNIQUE,
    archived INTEGER NOT NULL
) STRICT;

CREATE TABLE saved_view (
    id       INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL,
    query    TEXT    NOT NULL,
    owner_id INTEGER NOT NULL            -- 0 = shared
) STRICT;

CREATE TABLE reply_template (
    id      INTEGER PRIMARY KEY,
    name    TEXT    NOT NULL,
    text    TEXT    NOT NULL,
    goal_id INTEGER NOT NULL             -- 0 = every goal
) STRICT;

CREATE TABLE rule (
    id              INTEGER PRIMARY KEY,
    name            TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    enabled         INTEGER NOT NULL,
    disabled_reason TEXT    NOT NULL,
    match_all       INTEGER NOT NULL,
    conditions      TEXT    NOT NULL,    -- JSON
    actions         TEXT    NOT NULL,    -- JSON
    version         INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar (
    id       INTEGER NOT NULL,
    version  INTEGER NOT NULL,           -- the greatest is in force; earlier ones explain clocks that ended
    name     TEXT    NOT NULL,
    timezone TEXT    NOT NULL,
    week     TEXT    NOT NULL,           -- JSON
    holidays TEXT    NOT NULL,           -- JSON
    removed  INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE sla_policy (
    id          INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    enabled     INTEGER NOT NULL,
    body        TEXT    NOT NULL,        -- JSON: conditions, targets, pause rules
    calendar_id INTEGER NOT NULL,
    removed     INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    id                 INTEGER PRIMARY KEY,
    platform           TEXT    NOT NULL,
    server             TEXT    NOT NULL,
    native_id          TEXT    NOT NULL,
    handle             TEXT    NOT NULL,
    name               TEXT    NOT NULL,
    avatar             TEXT    NOT NULL,
    state              INTEGER NOT NULL,
    secret_kind        TEXT    NOT NULL,
    private_host       INTEGER NOT NULL,
    sensitive          INTEGER NOT NULL,
    limits             TEXT    NOT NULL, -- JSON
    capabilities       TEXT    NOT NULL, -- JSON
    connected_at       INTEGER NOT NULL,
    history_open_hours INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX account_once ON account (platform, server, native_id) WHERE state <> 2;

CREATE TABLE source (
    id             INTEGER PRIMARY KEY,
    account_id     INTEGER NOT NULL REFERENCES account (id),
    kind           INTEGER NOT NULL,
    query          TEXT    NOT NULL,
    enabled        INTEGER NOT NULL,
    connected_at   INTEGER NOT NULL,
    cursor         TEXT    NOT NULL,     -- opaque; written with the mentions it covers
    checked_up_to  INTEGER,
    last_poll      INTEGER,
    last_success   INTEGER,
    not_before     INTEGER,
    failures       INTEGER NOT NULL,
    last_error     TEXT    NOT NULL,
    rate_limit     INTEGER,
    rate_remaining INTEGER,
    UNIQUE (account_id, kind, query)
) STRICT;

CREATE TABLE source_gap (
    id        INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    from_at   INTEGER NOT NULL,
    to_at     INTEGER NOT NULL,
    why       TEXT    NOT NULL,
    filled    INTEGER NOT NULL
) STRICT;
CREATE INDEX source_gap_open ON source_gap (source_id) WHERE filled = 0;

CREATE TABLE lease (
    name       TEXT    PRIMARY KEY,      -- "poll:<source>", "send:<account>", "collector"
    owner      TEXT    NOT NULL,         -- random, one a process
    heartbeat  INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
