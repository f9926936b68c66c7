-- The set-up of a team's workspaces. Ids are 63-bit and time-ordered, times UTC milliseconds, enumerations the integer of
-- their C++ enumerator, lists and objects JSON text. One database may hold several organisations: org_id, the last
-- column of every table, is filled from the session's setting `quarterdeck.org` (1 where there is none) and narrows what
-- is seen by row-level security, so that statements need not name it. Texts sort by their bytes, as on SQLite.
CREATE FUNCTION qd_org() RETURNS BIGINT LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(nullif(current_setting('quarterdeck.org', true), ''), '1')::BIGINT $$;

-- Rows of other organisations are neither seen nor written, by the owner of the tables included.
CREATE FUNCTION qd_own_rows_only(names TEXT[]) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    name TEXT;
BEGIN
    FOREACH name IN ARRAY names LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_organisation ON %I USING (org_id = qd_org()) WITH CHECK (org_id = qd_org())', name);
    END LOOP;
END $$;

CREATE TABLE setting (
    name   TEXT COLLATE "C" NOT NULL,
    value  TEXT COLLATE "C" NOT NULL,
    org_id BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, name)
);
INSERT INTO setting (name, value) VALUES ('setup_version', '1'); -- grows with every change of set-up: processes reload by it

CREATE TABLE person (
    id        BIGINT NOT NULL,
    name      TEXT COLLATE "C" NOT NULL,
    login     TEXT COLLATE "C" NOT NULL,
    role      BIGINT NOT NULL,
    timezone  TEXT COLLATE "C" NOT NULL,
    languages TEXT COLLATE "C" NOT NULL, -- JSON list
    queues    TEXT COLLATE "C" NOT NULL, -- JSON list of ids; empty = all
    active    BIGINT NOT NULL,
    org_id    BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, login)
);

CREATE TABLE goal (
    id          BIGINT NOT NULL,
    name        TEXT COLLATE "C" NOT NULL,
    objective   TEXT COLLATE "C" NOT NULL,
    nature      BIGINT NOT NULL,
    position    BIGINT NOT NULL,
    owner_id    BIGINT NOT NULL,       -- 0 = nobody yet
    metric      TEXT COLLATE "C" NOT NULL,
    baseline    DOUBLE PRECISION,
    target      DOUBLE PRECISION,
    target_date BIGINT,
    archived    BIGINT NOT NULL,
    org_id      BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id)
);

CREATE TABLE queue (
    id                      BIGINT NOT NULL,
    name                    TEXT COLLATE "C" NOT NULL,
    goal_id                 BIGINT NOT NULL,
    position                BIGINT NOT NULL,
    only_assignee_may_reply BIGINT NOT NULL,
    archived                BIGINT NOT NULL,
    org_id                  BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, goal_id) REFERENCES goal (org_id, id)
);

CREATE TABLE label (
    id       BIGINT NOT NULL,
    name     TEXT COLLATE "C" NOT NULL,
    archived BIGINT NOT NULL,
    org_id   BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, name)
);

CREATE TABLE saved_view (
    id       BIGINT NOT NULL,
    name     TEXT COLLATE "C" NOT NULL,
    query    TEXT COLLATE "C" NOT NULL,
    owner_id BIGINT NOT NULL,       -- 0 = shared
    org_id   BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id)
);

CREATE TABLE reply_template (
    id      BIGINT NOT NULL,
    name    TEXT COLLATE "C" NOT NULL,
    text    TEXT COLLATE "C" NOT NULL,
    goal_id BIGINT NOT NULL,       -- 0 = every goal
    org_id  BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id)
);

CREATE TABLE rule (
    id              BIGINT NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    position        BIGINT NOT NULL,
    enabled         BIGINT NOT NULL,
    disabled_reason TEXT COLLATE "C" NOT NULL,
    match_all       BIGINT NOT NULL,
    conditions      TEXT COLLATE "C" NOT NULL, -- JSON
    actions         TEXT COLLATE "C" NOT NULL, -- JSON
    version         BIGINT NOT NULL,
    org_id          BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id)
);

CREATE TABLE calendar (
    id       BIGINT NOT NULL,
    version  BIGINT NOT NULL,       -- the greatest is in force; earlier ones explain clocks that ended
    name     TEXT COLLATE "C" NOT NULL,
    timezone TEXT COLLATE "C" NOT NULL,
    week     TEXT COLLATE "C" NOT NULL, -- JSON
    holidays TEXT COLLATE "C" NOT NULL, -- JSON
    removed  BIGINT NOT NULL,
    org_id   BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id, version)
);

CREATE TABLE sla_policy (
    id          BIGINT NOT NULL,
    version     BIGINT NOT NULL,
    name        TEXT COLLATE "C" NOT NULL,
    position    BIGINT NOT NULL,
    enabled     BIGINT NOT NULL,
    body        TEXT COLLATE "C" NOT NULL, -- JSON: conditions, targets, pause rules
    calendar_id BIGINT NOT NULL,
    removed     BIGINT NOT NULL,
    org_id      BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id, version)
);

CREATE TABLE account (
    id                 BIGINT NOT NULL,
    platform           TEXT COLLATE "C" NOT NULL,
    server             TEXT COLLATE "C" NOT NULL,
    native_id          TEXT COLLATE "C" NOT NULL,
    handle             TEXT COLLATE "C" NOT NULL,
    name               TEXT COLLATE "C" NOT NULL,
    avatar             TEXT COLLATE "C" NOT NULL,
    state              BIGINT NOT NULL,
    secret_kind        TEXT COLLATE "C" NOT NULL,
    private_host       BIGINT NOT NULL,
    sensitive          BIGINT NOT NULL,
    limits             TEXT COLLATE "C" NOT NULL, -- JSON
    capabilities       TEXT COLLATE "C" NOT NULL, -- JSON
    connected_at       BIGINT NOT NULL,
    history_open_hours BIGINT NOT NULL,
    org_id             BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX account_once ON account (org_id, platform, server, native_id) WHERE state <> 2;

CREATE TABLE source (
    id             BIGINT NOT NULL,
    account_id     BIGINT NOT NULL,
    kind           BIGINT NOT NULL,
    query          TEXT COLLATE "C" NOT NULL,
    enabled        BIGINT NOT NULL,
    connected_at   BIGINT NOT NULL,
    cursor         TEXT COLLATE "C" NOT NULL, -- opaque; written with the mentions it covers
    checked_up_to  BIGINT,
    last_poll      BIGINT,
    last_success   BIGINT,
    not_before     BIGINT,
    failures       BIGINT NOT NULL,
    last_error     TEXT COLLATE "C" NOT NULL,
    rate_limit     BIGINT,
    rate_remaining BIGINT,
    org_id         BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, account_id) REFERENCES account (org_id, id),
    UNIQUE (org_id, account_id, kind, query)
);

CREATE TABLE source_gap (
    id        BIGINT NOT NULL,
    source_id BIGINT NOT NULL,
    from_at   BIGINT NOT NULL,
    to_at     BIGINT NOT NULL,
    why       TEXT COLLATE "C" NOT NULL,
    filled    BIGINT NOT NULL,
    org_id    BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, source_id) REFERENCES source (org_id, id)
);
CREATE INDEX source_gap_open ON source_gap (org_id, source_id) WHERE filled = 0;

CREATE TABLE lease (
    name       TEXT COLLATE "C" NOT NULL, -- "poll:<source>", "send:<account>", "collector"
    owner      TEXT COLLATE "C" NOT NULL, -- random, one a process
    heartbeat  BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    org_id     BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, name)
);

SELECT qd_own_rows_only(ARRAY['setting', 'person', 'goal', 'queue', 'label', 'saved_view', 'reply_template', 'rule', 'calendar', 'sla_policy', 'account', 'source', 'source_gap', 'lease']);
