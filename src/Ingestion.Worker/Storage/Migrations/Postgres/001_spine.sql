-- The spine: inbox, ledger, complaints, outbox, events. Times are timestamptz; ids come from id_block in blocks.
-- No foreign keys: every row of a batch is written by one transaction of ours, and their checks would cost a third of it.

CREATE TABLE id_block (
  name text PRIMARY KEY,
  next_id bigint NOT NULL
);
INSERT INTO id_block (name, next_id) VALUES ('id', 1), ('fence', 1);

-- Facts of this installation that are made once, such as the key that signs our Message-IDs.
CREATE TABLE installation (
  name text PRIMARY KEY,
  value text NOT NULL
);

-- Everything accepted, as received. Rows never change, but for the count of repeated offers.
CREATE TABLE message (
  id bigint PRIMARY KEY,
  channel text COLLATE "C" NOT NULL,
  external_id text COLLATE "C" NOT NULL,
  raw bytea NOT NULL,
  context text,
  arrived_at timestamptz,
  accepted_at timestamptz NOT NULL DEFAULT now(),
  offers integer NOT NULL DEFAULT 1,
  CONSTRAINT message_key UNIQUE (channel, external_id)
);
ALTER TABLE message ALTER COLUMN raw SET STORAGE EXTERNAL;

-- What is still to be decided: one narrow row for each message, gone when its ledger row is written. Each is changed once, by its lease:
-- pages keep room for that, so that the index stays as it is.
CREATE TABLE inbox (
  message_id bigint PRIMARY KEY,
  size integer NOT NULL,
  claims integer NOT NULL DEFAULT 0,
  fence bigint NOT NULL DEFAULT 0,
  leased_until timestamptz,
  parked_at timestamptz,
  parked_reason text
) WITH (fillfactor = 45, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);

-- One outcome for each message, with its reasons. A content's fingerprint stands with the first message that had it. Who sent what belongs to no complaint
-- stands as a hash: erasing a customer finds it by that.
CREATE TABLE ledger (
  message_id bigint PRIMARY KEY,
  outcome text COLLATE "C" NOT NULL,
  complaint_id bigint,
  fingerprint uuid CONSTRAINT ledger_fingerprint UNIQUE,
  sender uuid,
  reasons json NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ledger_about ON ledger (complaint_id) WHERE outcome NOT IN ('complaint', 'follow-up') AND complaint_id IS NOT NULL;
CREATE INDEX ledger_sender ON ledger (sender) WHERE sender IS NOT NULL;

-- Messages that their customers can edit or delete, by the hash of what the versions of one share: the first, and the one that counts now.
CREATE TABLE message_identity (
  identity uuid PRIMARY KEY,
  message_id bigint NOT NULL,
  versions integer NOT NULL,
  current_id bigint NOT NULL,
  current_at timestamptz NOT NULL,
  content uuid NOT NULL,
  is_withdrawn boolean NOT NULL,
  is_copy boolean NOT NULL,
  is_erased boolean NOT NULL DEFAULT false
);

-- Where customers are reached. A point is a contact of its own, which complaints name; points with one linked_to are one person.
CREATE TABLE contact_point (
  kind text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  contact_id bigint NOT NULL,
  linked_to bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  acknowledged_on date,
  acknowledged_count integer NOT NULL DEFAULT 0,
  opted_out_at timestamptz,
  is_vip boolean NOT NULL DEFAULT false,
  bounced_at timestamptz,
  PRIMARY KEY (value, kind)
);
CREATE INDEX contact_point_linked ON contact_point (linked_to) WHERE linked_to IS NOT NULL;
CREATE INDEX contact_point_contact ON contact_point (contact_id);
CREATE INDEX contact_point_person ON contact_point (contact_id, linked_to) WHERE linked_to IS NOT NULL;

-- Why contacts are one person, and since when not any more: who belongs together follows from these rows alone.
CREATE TABLE contact_link (
  first_contact bigint NOT NULL,
  second_contact bigint NOT NULL,
  reason text NOT NULL,
  evidence text,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  undone_by text,
  undone_at timestamptz,
  PRIMARY KEY (first_contact, second_contact)
);
CREATE INDEX contact_link_second ON contact_link (second_contact);

-- Where the last message of a contact point on a channel went, or of a provider's conversation, by the key's hash: what follows within a
-- window joins it. The last one that was no text message (SMS) stands apart: networks take free text for some hours after it.
CREATE TABLE session (
  key uuid PRIMARY KEY,
  complaint_id bigint NOT NULL,
  message_id bigint NOT NULL,
  last_at timestamptz NOT NULL,
  last_chat_at timestamptz
);

-- Confidences are percentages; the reasons behind them stand in the ledger. The score behind the priority orders what waits. Why no acknowledgement was planned stands in unanswered.
CREATE TABLE complaint (
  id bigint PRIMARY KEY,
  tracking_number text COLLATE "C" NOT NULL CONSTRAINT complaint_tracking_number UNIQUE,
  channel text COLLATE "C" NOT NULL,
  contact_id bigint,
  kind text NOT NULL,
  category text NOT NULL,
  priority text NOT NULL,
  priority_score integer NOT NULL DEFAULT 0,
  sentiment text NOT NULL DEFAULT 'neutral',
  language text NOT NULL,
  language_confidence integer NOT NULL,
  kind_confidence integer NOT NULL,
  category_confidence integer NOT NULL,
  needs_review boolean NOT NULL,
  status text NOT NULL DEFAULT 'received',
  received_at timestamptz NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  answer_by timestamptz,
  unanswered text,
  version integer NOT NULL DEFAULT 1,
  message_count integer NOT NULL DEFAULT 1,
  merged_into bigint,
  contacts integer NOT NULL DEFAULT 1,
  last_message_at timestamptz NOT NULL DEFAULT now(),
  came_back_at timestamptz,
  cluster_id bigint,
  status_at timestamptz,
  expected_on date,
  status_text text
);
CREATE INDEX complaint_merged ON complaint (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX complaint_waiting ON complaint (priority_score DESC, received_at) WHERE status IN ('received', 'in-progress', 'waiting-for-customer');
CREATE INDEX complaint_of_contact ON complaint (contact_id, id) WHERE contact_id IS NOT NULL;
CREATE INDEX complaint_of_cluster ON complaint (cluster_id, id) WHERE cluster_id IS NOT NULL;

-- What complaints are to each other, who said so and why, and since when not any more: complaint_id is the later one. Where an operator put
-- one into the other, complaint.merged_into says which lives on.
CREATE TABLE complaint_link (
  complaint_id bigint NOT NULL,
  other_id bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  score real,
  reasons json NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  undone_by text,
  undone_at timestamptz,
  PRIMARY KEY (complaint_id, other_id, kind)
);
CREATE INDEX complaint_link_other ON complaint_link (other_id);

-- The readable messages of a complaint. By the key of a chat's conversation or of a mail's Message-ID later messages find it; the key
-- stands with the first message that had it. An edited or withdrawn message has a row for each version, which names the first.
-- Numbers of cards, accounts and persons are masked here; the message's raw bytes have them.
CREATE TABLE complaint_message (
  complaint_id bigint NOT NULL,
  message_id bigint NOT NULL,
  conversation_key uuid CONSTRAINT complaint_message_conversation UNIQUE,
  contact_id bigint,
  sender_name text,
  also_given_kind text,
  also_given text,
  subject text,
  body text NOT NULL,
  sent_at timestamptz,
  classification json,
  version integer NOT NULL DEFAULT 1,
  revises bigint,
  revision text,
  is_current boolean NOT NULL DEFAULT true,
  PRIMARY KEY (complaint_id, message_id)
);

-- What people said that a complaint is, after the classifier: the last one counts, all are learnt from.
CREATE TABLE label (
  complaint_id bigint NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  category text NOT NULL,
  before_kind text NOT NULL,
  before_category text NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (complaint_id, number)
);

-- Messages of complaints that are still to be compared with those of other customers: gone when that is done.
CREATE TABLE match_queue (
  message_id bigint PRIMARY KEY,
  complaint_id bigint NOT NULL,
  at timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);

-- What is kept of a message to find others like it, and whom it was compared with: candidates with their points, ids and codes only.
CREATE TABLE near_fingerprint (
  message_id bigint PRIMARY KEY,
  complaint_id bigint NOT NULL,
  at timestamptz NOT NULL,
  content integer NOT NULL,
  sketch bytea NOT NULL,
  words bytea NOT NULL,
  numbers text,
  reasons json NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);

-- Keys under which messages are found, and numbers that they name. No index by message: a fingerprint says what its keys are.
CREATE TABLE fingerprint_key (
  key bigint NOT NULL,
  message_id bigint NOT NULL,
  PRIMARY KEY (key, message_id)
);
CREATE TABLE complaint_number (
  value text COLLATE "C" NOT NULL,
  message_id bigint NOT NULL,
  PRIMARY KEY (value, message_id)
);

-- Complaints alike of many customers, and how many came in which hour.
CREATE TABLE cluster (
  id bigint PRIMARY KEY,
  size integer NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL
);
CREATE INDEX cluster_last ON cluster (last_at);
CREATE TABLE cluster_hour (
  cluster_id bigint NOT NULL,
  hour timestamptz NOT NULL,
  complaints integer NOT NULL,
  PRIMARY KEY (cluster_id, hour)
);

-- In how many messages word beginnings were seen: one row of 131,072 counts (little endian, 32 bits), lossy by design.
CREATE TABLE word_frequency (
  id integer PRIMARY KEY,
  messages bigint NOT NULL,
  counts bytea NOT NULL
);

-- What is attached to the messages of complaints. The bytes are files named by their content; a row is kept only when its file is safe on the disk.
CREATE TABLE attachment (
  message_id bigint NOT NULL,
  number integer NOT NULL,
  channel text COLLATE "C" NOT NULL,
  file_name text,
  media_type text NOT NULL,
  sniffed_type text,
  declared_size bigint,
  source_key text,
  state text COLLATE "C" NOT NULL DEFAULT 'waiting',
  reason text,
  sha256 text COLLATE "C",
  size bigint,
  tries integer NOT NULL DEFAULT 0,
  fence bigint NOT NULL DEFAULT 0,
  leased_until timestamptz,
  not_before timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (message_id, number)
);
CREATE INDEX attachment_waiting ON attachment (channel, not_before) WHERE state = 'waiting';
CREATE INDEX attachment_sha256 ON attachment (sha256) WHERE sha256 IS NOT NULL;

-- An acknowledgement bears its complaint's id: the primary key keeps a second one out. The promise behind it is looked at when watch_at comes:
-- before its due time, at it, and when its sending ended otherwise than sent. Other messages to customers (purpose) have ids of their own; told is
-- what they say of how far the matter is.
CREATE TABLE outbox (
  id bigint PRIMARY KEY,
  complaint_id bigint NOT NULL,
  message_id bigint NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  medium text NOT NULL,
  recipient_kind text NOT NULL,
  recipient text NOT NULL,
  conversation_id text,
  stable_id text NOT NULL,
  kind text NOT NULL,
  language text NOT NULL,
  tracking_number text NOT NULL,
  received_at timestamptz NOT NULL,
  answer_by timestamptz,
  told text,
  in_reply_to text,
  reference_ids text,
  is_public boolean NOT NULL DEFAULT false,
  state text COLLATE "C" NOT NULL DEFAULT 'waiting',
  barred text,
  attempts integer NOT NULL DEFAULT 0,
  uncertain integer NOT NULL DEFAULT 0,
  fence bigint NOT NULL DEFAULT 0,
  leased_until timestamptz,
  not_before timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL,
  watch_at timestamptz,
  alarmed_at timestamptz,
  breached_at timestamptz,
  fallback_id bigint,
  fallback_of bigint,
  last_reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
) WITH (fillfactor = 80);
CREATE INDEX outbox_waiting ON outbox (channel, not_before) WHERE state = 'waiting';
CREATE INDEX outbox_complaint ON outbox (complaint_id) WHERE id <> complaint_id;
CREATE INDEX outbox_held ON outbox (created_at) WHERE state = 'held';
-- what is held too long is counted every few seconds, and a flood of robots is held until somebody decides
CREATE INDEX outbox_held_due ON outbox (due_at) WHERE state = 'held' AND purpose = 'ack';
CREATE INDEX outbox_watch ON outbox (watch_at) WHERE watch_at IS NOT NULL;

-- Written before each sending, finished after it: one without an end is uncertain.
CREATE TABLE attempt (
  outbox_id bigint NOT NULL,
  number integer NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  outcome text,
  reason text,
  provider_id text COLLATE "C",
  segments integer,
  delivery text,
  delivery_reason text,
  delivery_at timestamptz,
  PRIMARY KEY (outbox_id, number)
);
CREATE INDEX attempt_provider ON attempt (provider_id) WHERE provider_id IS NOT NULL;

-- What providers tell of messages that they took. One waits here until its attempt is known, which may be recorded later. Reports that came as
-- mail name the answer itself.
CREATE TABLE receipt (
  channel text COLLATE "C" NOT NULL,
  provider_id text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  is_waiting boolean NOT NULL DEFAULT true,
  tries integer NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL DEFAULT now(),
  outbox_id bigint,
  PRIMARY KEY (channel, provider_id, state)
);
CREATE INDEX receipt_waiting ON receipt (not_before) WHERE is_waiting;
CREATE INDEX receipt_answer ON receipt (outbox_id) WHERE outbox_id IS NOT NULL;

-- Sendings begun on a day (UTC), on channels with a budget.
CREATE TABLE sending_day (
  channel text COLLATE "C" NOT NULL,
  day date NOT NULL,
  begun integer NOT NULL,
  is_used_up boolean NOT NULL DEFAULT false,
  PRIMARY KEY (channel, day)
);

-- Acknowledgements planned in an hour, over all channels: the backstop against loops.
CREATE TABLE acknowledgement_hour (
  hour timestamptz PRIMARY KEY,
  planned integer NOT NULL
);

-- The same by what is counted on its own (a domain, a network, a text), under hashes that hold the window.
CREATE TABLE acknowledgement_budget (
  key uuid PRIMARY KEY,
  ends_at timestamptz NOT NULL,
  planned integer NOT NULL
);

-- The change feed. Readers take rows whose writing transaction is older than every open one.
CREATE TABLE event (
  id bigint PRIMARY KEY,
  writer xid8 NOT NULL DEFAULT pg_current_xact_id(),
  complaint_id bigint NOT NULL,
  version integer NOT NULL,
  type text COLLATE "C" NOT NULL,
  payload json NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
-- readers go on from their position, oldest transaction first; new rows come at its end
CREATE INDEX event_feed ON event (writer, id);

-- Where each channel stands, and who polls it. Before asked_until its provider wants no poll.
CREATE TABLE channel_state (
  channel text COLLATE "C" PRIMARY KEY,
  cursor text,
  owner text,
  fence bigint NOT NULL DEFAULT 0,
  leased_until timestamptz,
  last_success_at timestamptz,
  last_error_at timestamptz,
  last_error text,
  failures integer NOT NULL DEFAULT 0,
  paused_until timestamptz,
  asked_until timestamptz,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  last_message_at timestamptz,
  last_sent_at timestamptz,
  send_error_at timestamptz,
  send_error text,
  send_failures integer NOT NULL DEFAULT 0,
  send_paused_until timestamptz,
  credentials_expire_at timestamptz,
  credentials_renewed_by text
);

-- Listed by a provider and not readable: tried again, or closed as gone.
CREATE TABLE hole (
  channel text COLLATE "C" NOT NULL,
  external_id text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'open',
  tries integer NOT NULL DEFAULT 1,
  found_at timestamptz NOT NULL DEFAULT now(),
  not_before timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  PRIMARY KEY (channel, external_id)
);

-- Marks and moves still to be made at a provider.
CREATE TABLE settlement (
  channel text COLLATE "C" NOT NULL,
  external_id text COLLATE "C" NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (channel, external_id)
);

-- What entrances turned away, counted.
CREATE TABLE refusal (
  day date NOT NULL,
  channel text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (day, channel, reason)
);

-- Running workers that could not put the settings on disk into force.
CREATE TABLE settings_problem (
  owner text PRIMARY KEY,
  problem text NOT NULL,
  seen_at timestamptz NOT NULL
);

-- Requests that were refused as not authentic while their channel was observed: kept for an operator, then gone.
CREATE TABLE quarantine (
  id bigint PRIMARY KEY,
  channel text COLLATE "C" NOT NULL,
  digest bytea NOT NULL,
  reason text COLLATE "C" NOT NULL,
  method text COLLATE "C" NOT NULL,
  path text NOT NULL,
  query text NOT NULL,
  headers text NOT NULL,
  body bytea NOT NULL,
  size integer NOT NULL,
  received_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  offers integer NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'held',
  UNIQUE (channel, digest)
);
CREATE INDEX quarantine_age ON quarantine (received_at);

-- What operators decided by hand about a message or an answer.
CREATE TABLE operator_action (
  subject_id bigint NOT NULL,
  number integer NOT NULL,
  action text COLLATE "C" NOT NULL,
  actor text NOT NULL,
  before text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (subject_id, number)
);
