-- What people wrote to and about us, and the conversations it belongs to. What grows with the posts is cut by months of
-- its ids; what lies outside of the months that are there goes into the default partition.

-- The smallest id of a moment: 41 bits of milliseconds since 2020, 22 of node and sequence.
CREATE FUNCTION qd_first_id(moment TIMESTAMPTZ) RETURNS BIGINT LANGUAGE sql IMMUTABLE AS
    $$ SELECT greatest(0, (extract(epoch FROM moment) * 1000)::BIGINT - 1577836800000) << 22 $$;

-- Months from `first` on, in UTC. A month whose rows already lie in the default partition stays there. Run by any role
-- that may write here: the tables belong to who made them.
CREATE FUNCTION qd_make_months(parent TEXT, first DATE, months INTEGER) RETURNS INTEGER
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    month DATE;
    child TEXT;
    made  INTEGER := 0;
BEGIN
    FOR step IN 0 .. months - 1 LOOP
        month := (date_trunc('month', first) + make_interval(months => step))::DATE;
        child := parent || to_char(month, '_YYYYMM');
        CONTINUE WHEN to_regclass(format('%I', child)) IS NOT NULL;
        BEGIN
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)', child, parent,
                           qd_first_id(month::TIMESTAMP AT TIME ZONE 'UTC'),
                           qd_first_id((month + INTERVAL '1 month')::TIMESTAMP AT TIME ZONE 'UTC'));
            made := made + 1;
        EXCEPTION WHEN check_violation OR duplicate_table THEN
            NULL;
        END;
    END LOOP;
    RETURN made;
END $$;

-- All of them, for the months before and after today that a desk needs.
CREATE FUNCTION qd_make_months_ahead() RETURNS BIGINT LANGUAGE sql AS $$
    SELECT sum(qd_make_months(parent, (now() AT TIME ZONE 'UTC' - INTERVAL '1 month')::DATE, 5))
    FROM unnest(ARRAY['mention', 'event', 'routing_trace', 'mention_words']) AS parent $$;

CREATE TABLE contact (
    id         BIGINT NOT NULL,
    platform   TEXT COLLATE "C" NOT NULL,
    native_id  TEXT COLLATE "C" NOT NULL,
    handle     TEXT COLLATE "C" NOT NULL,
    name       TEXT COLLATE "C" NOT NULL,
    avatar     TEXT COLLATE "C" NOT NULL,
    followers  BIGINT,
    bot        BIGINT NOT NULL,
    first_seen BIGINT NOT NULL,
    org_id     BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, platform, native_id)
);

CREATE TABLE conversation (
    id               BIGINT NOT NULL,
    key              TEXT COLLATE "C" NOT NULL,
    platform         TEXT COLLATE "C" NOT NULL,
    account_id       BIGINT NOT NULL,
    contact_id       BIGINT NOT NULL,
    queue_id         BIGINT NOT NULL,
    goal_id          BIGINT NOT NULL,
    status           BIGINT NOT NULL,       -- 0 new 1 open 2 pending 3 on_hold 4 resolved 5 closed
    substatus        TEXT COLLATE "C" NOT NULL,
    snoozed_until    BIGINT,
    snooze_kind      BIGINT NOT NULL,
    hold_until       BIGINT,
    priority         BIGINT NOT NULL,
    assignee_id      BIGINT NOT NULL,       -- 0 = nobody
    direct           BIGINT NOT NULL,
    history          BIGINT NOT NULL,
    starred          BIGINT NOT NULL,
    muted            BIGINT NOT NULL,
    dismissed_reason TEXT COLLATE "C" NOT NULL,
    merged_into      BIGINT NOT NULL,
    thread_root      TEXT COLLATE "C" NOT NULL,
    excerpt          TEXT COLLATE "C" NOT NULL,
    lang             TEXT COLLATE "C" NOT NULL,
    labels           TEXT COLLATE "C" NOT NULL, -- JSON list of ids, sorted
    waiting_since    BIGINT,
    newest_mention   BIGINT NOT NULL,
    next_due         BIGINT,                -- NULL: no clock runs
    risk_at          BIGINT,
    due_sort         BIGINT NOT NULL,       -- next_due, or 9223372036854775807 where no clock runs: one index order
    policy_id        BIGINT NOT NULL,
    policy_version   BIGINT NOT NULL,
    calendar_id      BIGINT NOT NULL,
    calendar_version BIGINT NOT NULL,
    last_event       BIGINT NOT NULL,
    created_at       BIGINT NOT NULL,
    updated_at       BIGINT NOT NULL,
    resolved_at      BIGINT,
    org_id           BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, key)
);
CREATE INDEX conversation_queue_due ON conversation (org_id, queue_id, due_sort, id) WHERE status < 4;
CREATE INDEX conversation_mine_due ON conversation (org_id, assignee_id, due_sort, id) WHERE status < 4 AND assignee_id <> 0;
CREATE INDEX conversation_unassigned_due ON conversation (org_id, due_sort, id) WHERE status < 2 AND assignee_id = 0;
CREATE INDEX conversation_queue_newest ON conversation (org_id, queue_id, id) WHERE status < 4;
CREATE INDEX conversation_pending_due ON conversation (org_id, due_sort, id) WHERE status = 2;
CREATE INDEX conversation_overdue ON conversation (org_id, next_due, id, risk_at, queue_id) WHERE next_due IS NOT NULL;
CREATE INDEX conversation_snoozed ON conversation (org_id, snoozed_until, id, queue_id) WHERE snoozed_until IS NOT NULL;
CREATE INDEX conversation_held ON conversation (org_id, hold_until) WHERE hold_until IS NOT NULL;
CREATE INDEX conversation_status ON conversation (org_id, status, id);
CREATE INDEX conversation_contact ON conversation (org_id, contact_id, id);

CREATE TABLE mention (
    id              BIGINT NOT NULL,       -- milliseconds of created_at, clamped: id order is time order
    platform        TEXT COLLATE "C" NOT NULL,
    account_id      BIGINT NOT NULL,
    kind            BIGINT NOT NULL,
    native_id       TEXT COLLATE "C" NOT NULL,
    native_key      TEXT COLLATE "C" NOT NULL,
    conversation_id BIGINT NOT NULL,       -- 0: an own post that answers nobody we know
    contact_id      BIGINT NOT NULL,
    title           TEXT COLLATE "C" NOT NULL,
    text            TEXT COLLATE "C" NOT NULL,
    html            TEXT COLLATE "C" NOT NULL,
    lang            TEXT COLLATE "C" NOT NULL,
    url             TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT NOT NULL,
    received_at     BIGINT NOT NULL,
    edited_at       BIGINT,
    in_reply_to     TEXT COLLATE "C" NOT NULL,
    thread_root     TEXT COLLATE "C" NOT NULL,
    visibility      BIGINT NOT NULL,
    flags           BIGINT NOT NULL,       -- 1 own, 2 history, 4 deleted, 8 sensitive
    extra           TEXT COLLATE "C" NOT NULL, -- JSON: media, addressed, in_reply_to_author, native_conversation, reply_ref, by; '' = none
    org_id          BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX mention_conversation ON mention (org_id, conversation_id, id, flags) WHERE conversation_id <> 0;
CREATE INDEX mention_thread ON mention (org_id, thread_root, id) WHERE thread_root <> '' AND thread_root <> native_key; -- a root is found by its key
CREATE INDEX mention_own_reply ON mention (org_id, in_reply_to) WHERE (flags & 1) <> 0;
-- Platforms that name a parent by its id on our server only; everywhere else the key is told.
CREATE INDEX mention_native_id ON mention (org_id, native_id) WHERE native_id <> native_key;

-- That a post is stored once: taken before its row is written, because a table cut by months cannot be unique by it.
CREATE TABLE mention_key (
    platform   TEXT COLLATE "C" NOT NULL,
    native_key TEXT COLLATE "C" NOT NULL,
    mention_id BIGINT NOT NULL,
    org_id     BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, platform, native_key)
);

CREATE TABLE mention_source (
    mention_id BIGINT NOT NULL,
    source_id  BIGINT NOT NULL,
    org_id     BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, mention_id, source_id)
);

CREATE TABLE mention_version (
    mention_id  BIGINT NOT NULL,
    replaced_at BIGINT NOT NULL,
    text        TEXT COLLATE "C" NOT NULL,
    org_id      BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, mention_id, replaced_at)
);

-- What is looked for: searchText() has folded everything, so that `simple` only cuts at blanks. No row-level security:
-- its match operator may not run before the policy's test, and the index could not be used. Statements name org_id.
CREATE TABLE mention_words (
    mention_id BIGINT NOT NULL,
    words      TSVECTOR NOT NULL,
    author     TSVECTOR NOT NULL,
    org_id     BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, mention_id)
) PARTITION BY RANGE (mention_id);
CREATE INDEX mention_words_words ON mention_words USING gin (words);
CREATE INDEX mention_words_author ON mention_words USING gin (author);

CREATE TABLE routing_trace (
    mention_id BIGINT NOT NULL,
    trace      TEXT COLLATE "C" NOT NULL, -- JSON, as decided then
    org_id     BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, mention_id)
) PARTITION BY RANGE (mention_id);

CREATE TABLE event (
    id              BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    recorded_at     BIGINT NOT NULL,
    type            BIGINT NOT NULL,
    actor_kind      BIGINT NOT NULL,
    actor_id        BIGINT NOT NULL,
    reason          TEXT COLLATE "C" NOT NULL,
    mention_id      BIGINT NOT NULL,
    outbox_id       BIGINT NOT NULL,
    status_after    BIGINT,
    data            TEXT COLLATE "C" NOT NULL, -- JSON of ids and codes, '' = none
    org_id          BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX event_conversation ON event (org_id, conversation_id, id);

CREATE TABLE measure (
    conversation_id  BIGINT NOT NULL,
    event_id         BIGINT NOT NULL,       -- the event that ended the clock
    metric           BIGINT NOT NULL,
    met              BIGINT NOT NULL,
    goal_id          BIGINT NOT NULL,
    queue_id         BIGINT NOT NULL,
    started_at       BIGINT NOT NULL,
    at               BIGINT NOT NULL,
    calendar_ms      BIGINT NOT NULL,
    business_ms      BIGINT NOT NULL,
    policy_id        BIGINT NOT NULL,
    policy_version   BIGINT NOT NULL,
    calendar_id      BIGINT NOT NULL,
    calendar_version BIGINT NOT NULL,
    org_id           BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, event_id, metric)
);
CREATE INDEX measure_goal ON measure (org_id, goal_id, metric, at, business_ms, calendar_ms, met, conversation_id);

CREATE TABLE counter_queue (
    queue_id BIGINT NOT NULL,
    status   BIGINT NOT NULL,
    slot     BIGINT NOT NULL,       -- the writer's; a counter is the sum of its slots
    n        BIGINT NOT NULL,
    org_id   BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, queue_id, status, slot)
);

CREATE TABLE counter_assignee (
    assignee_id BIGINT NOT NULL,
    status      BIGINT NOT NULL,
    slot        BIGINT NOT NULL,       -- the writer's; a counter is the sum of its slots
    n           BIGINT NOT NULL,
    org_id      BIGINT NOT NULL DEFAULT qd_org(),
    PRIMARY KEY (org_id, assignee_id, status, slot)
);

CREATE TABLE mention_default PARTITION OF mention DEFAULT;
CREATE TABLE event_default PARTITION OF event DEFAULT;
CREATE TABLE routing_trace_default PARTITION OF routing_trace DEFAULT;
CREATE TABLE mention_words_default PARTITION OF mention_words DEFAULT;
SELECT qd_make_months_ahead();

SELECT qd_own_rows_only(ARRAY['contact', 'conversation', 'mention', 'mention_source', 'mention_version', 'routing_trace', 'event', 'measure', 'counter_queue', 'counter_assignee', 'mention_key']);
