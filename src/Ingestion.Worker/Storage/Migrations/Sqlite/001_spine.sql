-- The spine: inbox, ledger, complaints, outbox, events. Times are milliseconds since 1970 (UTC); ids come from id_block in blocks.

CREATE TABLE id_block (
  name text PRIMARY KEY,
  next_id integer NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO id_block (name, next_id) VALUES ('id', 1), ('fence', 1);

-- Facts of this installation that are made once, such as the key that signs our Message-IDs.
CREATE TABLE installation (
  name text PRIMARY KEY,
  value text NOT NULL
) STRICT, WITHOUT ROWID;

-- Everything accepted, as received. Rows never change, but for the count of repeated offers.
CREATE TABLE message (
  id integer PRIMARY KEY,
  channel text NOT NULL,
  external_id text NOT NULL,
  raw blob NOT NULL,
  context text,
  arrived_at integer,
  accepted_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  offers integer NOT NULL DEFAULT 1,
  UNIQUE (channel, external_id)
) STRICT;

-- What is still to be decided: one narrow row for each message, gone when its ledger row is written.
CREATE TABLE inbox (
  message_id integer PRIMARY KEY,
  size integer NOT NULL,
  claims integer NOT NULL DEFAULT 0,
  fence integer NOT NULL DEFAULT 0,
  leased_until integer,
  parked_at integer,
  parked_reason text
) STRICT;
CREATE TRIGGER message_queued AFTER INSERT ON message BEGIN
  INSERT INTO inbox (message_id, size) VALUES (new.id, length(new.raw));
END;

-- One outcome for each message, with its reasons. A content's fingerprint stands with the first message that had it. Who sent what belongs to no complaint
-- stands as a hash: erasing a customer finds it by that.
CREATE TABLE ledger (
  message_id integer PRIMARY KEY,
  outcome text NOT NULL,
  complaint_id integer,
  fingerprint text UNIQUE,
  sender text,
  reasons text NOT NULL,
  decided_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer))
) STRICT;
CREATE INDEX ledger_about ON ledger (complaint_id) WHERE outcome NOT IN ('complaint', 'follow-up') AND complaint_id IS NOT NULL;
CREATE INDEX ledger_sender ON ledger (sender) WHERE sender IS NOT NULL;

-- Messages that their customers can edit or delete, by the hash of what the versions of one share: the first, and the one that counts now.
CREATE TABLE message_identity (
  identity text PRIMARY KEY,
  message_id integer NOT NULL,
  versions integer NOT NULL,
  current_id integer NOT NULL,
  current_at integer NOT NULL,
  content text NOT NULL,
  is_withdrawn integer NOT NULL,
  is_copy integer NOT NULL,
  is_erased integer NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Where customers are reached. A point is a contact of its own, which complaints name; points with one linked_to are one person.
CREATE TABLE contact_point (
  kind text NOT NULL,
  value text NOT NULL,
  contact_id integer NOT NULL,
  linked_to integer,
  created_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  acknowledged_on text,
  acknowledged_count integer NOT NULL DEFAULT 0,
  opted_out_at integer,
  is_vip integer NOT NULL DEFAULT 0,
  bounced_at integer,
  PRIMARY KEY (value, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_point_linked ON contact_point (linked_to) WHERE linked_to IS NOT NULL;
CREATE INDEX contact_point_contact ON contact_point (contact_id);
CREATE INDEX contact_point_person ON contact_point (contact_id, linked_to) WHERE linked_to IS NOT NULL;

-- Why contacts are one person, and since when not any more: who belongs together follows from these rows alone.
CREATE TABLE contact_link (
  first_contact integer NOT NULL,
  second_contact integer NOT NULL,
  reason text NOT NULL,
  evidence text,
  made_by text NOT NULL,
  made_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  undone_by text,
  undone_at integer,
  PRIMARY KEY (first_contact, second_contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_link_second ON contact_link (second_contact);

-- Where the last message of a contact point on a channel went, or of a provider's conversation, by the key's hash: what follows within a
-- window joins it. The last one that was no text message (SMS) stands apart: networks take free text for some hours after it.
CREATE TABLE session (
  key text PRIMARY KEY,
  complaint_id integer NOT NULL,
  message_id integer NOT NULL,
  last_at integer NOT NULL,
  last_chat_at integer
) STRICT, WITHOUT ROWID;

-- Confidences are percentages; the reasons behind them stand in the ledger. The score behind the priority orders what waits. Why no acknowledgement was planned stands in unanswered.
CREATE TABLE complaint (
  id integer PRIMARY KEY,
  tracking_number text NOT NULL UNIQUE,
  channel text NOT NULL,
  contact_id integer,
  kind text NOT NULL,
  category text NOT NULL,
  priority text NOT NULL,
  priority_score integer NOT NULL DEFAULT 0,
  sentiment text NOT NULL DEFAULT 'neutral',
  language text NOT NULL,
  language_confidence integer NOT NULL,
  kind_confidence integer NOT NULL,
  category_confidence integer NOT NULL,
  needs_review integer NOT NULL,
  status text NOT NULL DEFAULT 'received',
  received_at integer NOT NULL,
  opened_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  answer_by integer,
  unanswered text,
  version integer NOT NULL DEFAULT 1,
  message_count integer NOT NULL DEFAULT 1,
  merged_into integer,
  contacts integer NOT NULL DEFAULT 1,
  last_message_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  came_back_at integer,
  cluster_id integer,
  status_at integer,
  expected_on text,
  status_text text
) STRICT;
CREATE INDEX complaint_merged ON complaint (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX complaint_waiting ON complaint (priority_score DESC, received_at) WHERE status IN ('received', 'in-progress', 'waiting-for-customer');
-- With all that matching asks of a customer's other complaints: their rows lie far apart.
CREATE INDEX complaint_of_contact ON complaint (contact_id, id, category, last_message_at) WHERE contact_id IS NOT NULL;
CREATE INDEX complaint_of_cluster ON complaint (cluster_id, id) WHERE cluster_id IS NOT NULL;

-- What complaints are to each other, who said so and why, and since when not any more: complaint_id is the later one. Where an operator put
-- one into the other, complaint.merged_into says which lives on.
CREATE TABLE complaint_link (
  complaint_id integer NOT NULL,
  other_id integer NOT NULL,
  kind text NOT NULL,
  score real,
  reasons text NOT NULL,
  made_by text NOT NULL,
  made_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  undone_by text,
  undone_at integer,
  PRIMARY KEY (complaint_id, other_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX complaint_link_other ON complaint_link (other_id);

-- The readable messages of a complaint. By the key of a chat's conversation or of a mail's Message-ID later messages find it; the key
-- stands with the first message that had it. An edited or withdrawn message has a row for each version, which names the first.
-- Numbers of cards, accounts and persons are masked here; the message's raw bytes have them.
CREATE TABLE complaint_message (
  complaint_id integer NOT NULL,
  message_id integer NOT NULL,
  conversation_key text UNIQUE,
  contact_id integer,
  sender_name text,
  also_given_kind text,
  also_given text,
  subject text,
  body text NOT NULL,
  sent_at integer,
  classification text,
  version integer NOT NULL DEFAULT 1,
  revises integer,
  revision text,
  is_current integer NOT NULL DEFAULT 1,
  PRIMARY KEY (complaint_id, message_id)
) STRICT, WITHOUT ROWID;
-- The same order without the texts: which messages a complaint has, on a twentieth of the pages.
CREATE INDEX complaint_message_order ON complaint_message (complaint_id, message_id);

-- What people said that a complaint is, after the classifier: the last one counts, all are learnt from.
CREATE TABLE label (
  complaint_id integer NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  category text NOT NULL,
  before_kind text NOT NULL,
  before_category text NOT NULL,
  made_by text NOT NULL,
  made_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  PRIMARY KEY (complaint_id, number)
) STRICT, WITHOUT ROWID;

-- Messages of complaints that are still to be compared with those of other customers: gone when that is done.
CREATE TABLE match_queue (
  message_id integer PRIMARY KEY,
  complaint_id integer NOT NULL,
  at integer NOT NULL
) STRICT;

-- What is kept of a message to find others like it, and whom it was compared with: candidates with their points, ids and codes only.
CREATE TABLE near_fingerprint (
  message_id integer PRIMARY KEY,
  complaint_id integer NOT NULL,
  at integer NOT NULL,
  content integer NOT NULL,
  sketch blob NOT NULL,
  words blob NOT NULL,
  numbers text,
  reasons text NOT NULL,
  made_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer))
) STRICT;

-- Keys under which messages are found, and numbers that they name. No index by message: a fingerprint says what its keys are.
CREATE TABLE fingerprint_key (
  key integer NOT NULL,
  message_id integer NOT NULL,
  PRIMARY KEY (key, message_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE complaint_number (
  value text NOT NULL,
  message_id integer NOT NULL,
  PRIMARY KEY (value, message_id)
) STRICT, WITHOUT ROWID;

-- Complaints alike of many customers, and how many came in which hour.
CREATE TABLE cluster (
  id integer PRIMARY KEY,
  size integer NOT NULL,
  first_at integer NOT NULL,
  last_at integer NOT NULL
) STRICT;
CREATE INDEX cluster_last ON cluster (last_at);
CREATE TABLE cluster_hour (
  cluster_id integer NOT NULL,
  hour integer NOT NULL,
  complaints integer NOT NULL,
  PRIMARY KEY (cluster_id, hour)
) STRICT, WITHOUT ROWID;

-- In how many messages word beginnings were seen: one row of 131,072 counts (little endian, 32 bits), lossy by design.
CREATE TABLE word_frequency (
  id integer PRIMARY KEY,
  messages integer NOT NULL,
  counts blob NOT NULL
) STRICT;

-- What is attached to the messages of complaints. The bytes are files named by their content; a row is kept only when its file is safe on the disk.
CREATE TABLE attachment (
  message_id integer NOT NULL,
  number integer NOT NULL,
  channel text NOT NULL,
  file_name text,
  media_type text NOT NULL,
  sniffed_type text,
  declared_size integer,
  source_key text,
  state text NOT NULL DEFAULT 'waiting',
  reason text,
  sha256 text,
  size integer,
  tries integer NOT NULL DEFAULT 0,
  fence integer NOT NULL DEFAULT 0,
  leased_until integer,
  not_before integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  created_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  finished_at integer,
  PRIMARY KEY (message_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_waiting ON attachment (channel, not_before) WHERE state = 'waiting';
CREATE INDEX attachment_sha256 ON attachment (sha256) WHERE sha256 IS NOT NULL;

-- An acknowledgement bears its complaint's id: the primary key keeps a second one out. The promise behind it is looked at when watch_at comes:
-- before its due time, at it, and when its sending ended otherwise than sent. Other messages to customers (purpose) have ids of their own; told is
-- what they say of how far the matter is.
CREATE TABLE outbox (
  id integer PRIMARY KEY,
  complaint_id integer NOT NULL,
  message_id integer NOT NULL,
  purpose text NOT NULL,
  channel text NOT NULL,
  medium text NOT NULL,
  recipient_kind text NOT NULL,
  recipient text NOT NULL,
  conversation_id text,
  stable_id text NOT NULL,
  kind text NOT NULL,
  language text NOT NULL,
  tracking_number text NOT NULL,
  received_at integer NOT NULL,
  answer_by integer,
  told text,
  in_reply_to text,
  reference_ids text,
  is_public integer NOT NULL DEFAULT 0,
  state text NOT NULL DEFAULT 'waiting',
  barred text,
  attempts integer NOT NULL DEFAULT 0,
  uncertain integer NOT NULL DEFAULT 0,
  fence integer NOT NULL DEFAULT 0,
  leased_until integer,
  not_before integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  due_at integer NOT NULL,
  watch_at integer,
  alarmed_at integer,
  breached_at integer,
  fallback_id integer,
  fallback_of integer,
  last_reason text,
  created_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  finished_at integer
) STRICT;
CREATE INDEX outbox_waiting ON outbox (channel, not_before) WHERE state = 'waiting';
CREATE INDEX outbox_complaint ON outbox (complaint_id) WHERE id <> complaint_id;
CREATE INDEX outbox_held ON outbox (created_at) WHERE state = 'held';
-- what is held too long is counted every few seconds, and a flood of robots is held until somebody decides
CREATE INDEX outbox_held_due ON outbox (due_at) WHERE state = 'held' AND purpose = 'ack';
CREATE INDEX outbox_watch ON outbox (watch_at) WHERE watch_at IS NOT NULL;

-- Written before each sending, finished after it: one without an end is uncertain.
CREATE TABLE attempt (
  outbox_id integer NOT NULL,
  number integer NOT NULL,
  started_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  finished_at integer,
  outcome text,
  reason text,
  provider_id text,
  segments integer,
  delivery text,
  delivery_reason text,
  delivery_at integer,
  PRIMARY KEY (outbox_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempt_provider ON attempt (provider_id) WHERE provider_id IS NOT NULL;

-- What providers tell of messages that they took. One waits here until its attempt is known, which may be recorded later.
CREATE TABLE receipt (
  channel text NOT NULL,
  provider_id text NOT NULL,
  state text NOT NULL,
  reason text NOT NULL,
  at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  is_waiting integer NOT NULL DEFAULT 1,
  tries integer NOT NULL DEFAULT 0,
  not_before integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  outbox_id integer,
  PRIMARY KEY (channel, provider_id, state)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_waiting ON receipt (not_before) WHERE is_waiting;
CREATE INDEX receipt_answer ON receipt (outbox_id) WHERE outbox_id IS NOT NULL;

-- Sendings begun on a day (UTC), on channels with a budget.
CREATE TABLE sending_day (
  channel text NOT NULL,
  day text NOT NULL,
  begun integer NOT NULL,
  is_used_up integer NOT NULL DEFAULT 0,
  PRIMARY KEY (channel, day)
) STRICT, WITHOUT ROWID;

-- Acknowledgements planned in an hour, over all channels: the backstop against loops.
CREATE TABLE acknowledgement_hour (
  hour integer PRIMARY KEY,
  planned integer NOT NULL
) STRICT;

-- The same by what is counted on its own (a domain, a network, a text), under hashes that hold the window.
CREATE TABLE acknowledgement_budget (
  key text PRIMARY KEY,
  ends_at integer NOT NULL,
  planned integer NOT NULL
) STRICT, WITHOUT ROWID;

-- The change feed. There is one writer, so ids are in the order of their commits.
CREATE TABLE event (
  id integer PRIMARY KEY,
  complaint_id integer NOT NULL,
  version integer NOT NULL,
  type text NOT NULL,
  payload text NOT NULL,
  created_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer))
) STRICT;

-- Where each channel stands, and who polls it. Before asked_until its provider wants no poll.
CREATE TABLE channel_state (
  channel text PRIMARY KEY,
  cursor text,
  owner text,
  fence integer NOT NULL DEFAULT 0,
  leased_until integer,
  last_success_at integer,
  last_error_at integer,
  last_error text,
  failures integer NOT NULL DEFAULT 0,
  paused_until integer,
  asked_until integer,
  first_seen_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  started_at integer,
  last_message_at integer,
  last_sent_at integer,
  send_error_at integer,
  send_error text,
  send_failures integer NOT NULL DEFAULT 0,
  send_paused_until integer,
  credentials_expire_at integer,
  credentials_renewed_by text
) STRICT, WITHOUT ROWID;

-- Listed by a provider and not readable: tried again, or closed as gone.
CREATE TABLE hole (
  channel text NOT NULL,
  external_id text NOT NULL,
  reason text NOT NULL,
  state text NOT NULL DEFAULT 'open',
  tries integer NOT NULL DEFAULT 1,
  found_at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  not_before integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  closed_at integer,
  PRIMARY KEY (channel, external_id)
) STRICT, WITHOUT ROWID;

-- Marks and moves still to be made at a provider.
CREATE TABLE settlement (
  channel text NOT NULL,
  external_id text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  not_before integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  PRIMARY KEY (channel, external_id)
) STRICT, WITHOUT ROWID;

-- What entrances turned away, counted.
CREATE TABLE refusal (
  day text NOT NULL,
  channel text NOT NULL,
  reason text NOT NULL,
  count integer NOT NULL,
  PRIMARY KEY (day, channel, reason)
) STRICT, WITHOUT ROWID;

-- Running workers that could not put the settings on disk into force.
CREATE TABLE settings_problem (
  owner text PRIMARY KEY,
  problem text NOT NULL,
  seen_at integer NOT NULL
) STRICT, WITHOUT ROWID;

-- Requests that were refused as not authentic while their channel was observed: kept for an operator, then gone.
CREATE TABLE quarantine (
  id integer PRIMARY KEY,
  channel text NOT NULL,
  digest blob NOT NULL,
  reason text NOT NULL,
  method text NOT NULL,
  path text NOT NULL,
  query text NOT NULL,
  headers text NOT NULL,
  body blob NOT NULL,
  size integer NOT NULL,
  received_at integer NOT NULL,
  last_at integer NOT NULL,
  offers integer NOT NULL,
  state text NOT NULL DEFAULT 'held',
  UNIQUE (channel, digest)
) STRICT;
CREATE INDEX quarantine_age ON quarantine (received_at);

-- What operators decided by hand about a message or an answer.
CREATE TABLE operator_action (
  subject_id integer NOT NULL,
  number integer NOT NULL,
  action text NOT NULL,
  actor text NOT NULL,
  before text NOT NULL,
  at integer NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS integer)),
  PRIMARY KEY (subject_id, number)
) STRICT, WITHOUT ROWID;
