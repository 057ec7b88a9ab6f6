-- Everyone in the book: contacts, the roles they have, what is remembered of
-- them, and how they are connected. Dates are the practice's own civil days
-- (YYYY-MM-DD); moments (entered_at) are UTC seconds; money is whole minor units.

CREATE TABLE setting (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT;

-- A person or an organisation. The *_key columns are kept by libmct: names
-- folded (no case, no accents), phone digits reversed so that last digits are a prefix.
-- shares_name is 1 once another contact has had the same name_key.
CREATE TABLE contact (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	kind TEXT NOT NULL DEFAULT 'person',
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	shares_name INTEGER NOT NULL DEFAULT 0,
	preferred TEXT,
	preferred_key TEXT,
	email TEXT COLLATE NOCASE,
	phone TEXT,
	phone_key TEXT,
	birthday TEXT,
	address TEXT,
	trade TEXT,
	helps_with TEXT,
	tags TEXT,
	note TEXT,
	external_id TEXT,
	touch_every INTEGER CHECK (touch_every >= 0),
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_by_name ON contact (name_key);
CREATE INDEX contact_by_email ON contact (email) WHERE email IS NOT NULL;
CREATE INDEX contact_by_phone ON contact (phone_key) WHERE phone_key IS NOT NULL;
CREATE UNIQUE INDEX contact_by_external_id ON contact (external_id) WHERE external_id IS NOT NULL;

-- The words of names, folded, for finding people by the beginnings of words. Kept by
-- libmct, since triggers may not write to a full-text index of an untrusted schema.
CREATE TABLE contact_word (
	word TEXT NOT NULL,
	contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
	PRIMARY KEY (word, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_word_by_contact ON contact_word (contact_id);

CREATE TABLE client (
	id INTEGER PRIMARY KEY REFERENCES contact (id),
	since TEXT,
	status TEXT NOT NULL DEFAULT 'active',
	source TEXT,
	needs TEXT,
	goals TEXT,
	preferences TEXT,
	cautions TEXT,
	note TEXT,
	reach_by TEXT,
	entered_at INTEGER NOT NULL
) STRICT;

CREATE TABLE partner (
	id INTEGER PRIMARY KEY REFERENCES contact (id),
	business TEXT,
	level TEXT NOT NULL DEFAULT 'secondary',
	services TEXT,
	market TEXT,
	reach INTEGER CHECK (reach >= 0),
	contact TEXT,
	note TEXT,
	entered_at INTEGER NOT NULL
) STRICT;

-- What somebody said, or was told by 'me', with the day it was said; about_id is who it is about
-- when that person is in the book too. ask_on: a day, 'next' (at the next visit) or 'never'.
CREATE TABLE fact (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
	about_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
	kind TEXT,
	text TEXT NOT NULL,
	told_by TEXT NOT NULL DEFAULT 'client',
	said_on TEXT,
	ask_on TEXT,
	asked_on TEXT,
	closed_on TEXT,
	closed_because TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX fact_by_contact ON fact (contact_id);
CREATE INDEX fact_by_about ON fact (about_id) WHERE about_id IS NOT NULL;

-- Kinds of connection beside those that ship, and how they read from the other side: "coach of",
-- "coached by".
CREATE TABLE relation (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	inverse TEXT NOT NULL,
	tie_group TEXT NOT NULL,
	entered_at INTEGER NOT NULL
) STRICT;

-- What was said of the columns of a file that is imported: lines of "Heading=field".
CREATE TABLE mapping (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,
	columns TEXT NOT NULL,
	date_order TEXT,
	decimal_mark TEXT,
	new_clients TEXT,
	entered_at INTEGER NOT NULL
) STRICT;

-- kind is one's own word for the tie as seen from contact_id ("sister of").
CREATE TABLE connection (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
	other_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
	kind TEXT NOT NULL,
	since TEXT,
	until TEXT,
	note TEXT,
	entered_at INTEGER NOT NULL,
	CHECK (contact_id <> other_id)
) STRICT;
CREATE INDEX connection_by_contact ON connection (contact_id, other_id);
CREATE INDEX connection_by_other ON connection (other_id, contact_id);

-- Every attempt to reach somebody, and every contact kept: who, when, by what way, what came of it.
CREATE TABLE contact_attempt (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
	date TEXT NOT NULL,
	time TEXT,
	channel TEXT,
	direction TEXT NOT NULL DEFAULT 'out',
	purpose TEXT,
	what TEXT,
	outcome TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_attempt_by_contact ON contact_attempt (contact_id, date);

-- A professional event, and who was met there. name_key is the folded name, kept by libmct.
CREATE TABLE event (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	date TEXT NOT NULL,
	time TEXT,
	until TEXT,
	place TEXT,
	cost INTEGER CHECK (cost >= 0),
	education_minutes INTEGER CHECK (education_minutes >= 0),
	why TEXT,
	worth TEXT,
	learned TEXT,
	note TEXT,
	entered_at INTEGER NOT NULL
) STRICT;

CREATE TABLE event_contact (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
	contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
	date TEXT NOT NULL,
	about TEXT,
	entered_at INTEGER NOT NULL,
	UNIQUE (event_id, contact_id)
) STRICT;
CREATE INDEX event_contact_by_contact ON event_contact (contact_id);

-- Something to do, once or every so many days: with somebody, after an event, or for the
-- practice itself (lease, licence, insurance). due_on moves on with every time that it is done.
CREATE TABLE task (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	what TEXT NOT NULL,
	kind TEXT,
	contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
	event_id INTEGER REFERENCES event (id) ON DELETE SET NULL,
	due_on TEXT,
	every_days INTEGER CHECK (every_days > 0),
	done_on TEXT,
	ended_on TEXT,
	note TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX task_by_contact ON task (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX task_by_event ON task (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX task_due ON task (due_on) WHERE due_on IS NOT NULL;

-- What somebody asked for by right about her own data, and by when she is answered. Who asked is
-- forgotten with her, that she was answered in time is not.
CREATE TABLE request (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
	kind TEXT NOT NULL,
	asked_on TEXT NOT NULL,
	how TEXT,
	due_on TEXT,
	answered_on TEXT,
	outcome TEXT,
	because TEXT,
	note TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX request_by_contact ON request (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX request_open ON request (due_on) WHERE answered_on IS NULL;

-- What of somebody's data was handed out, to whom.
CREATE TABLE disclosure (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
	date TEXT NOT NULL,
	what TEXT NOT NULL,
	recipient TEXT NOT NULL,
	how TEXT,
	request_id INTEGER REFERENCES request (id) ON DELETE SET NULL,
	because TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX disclosure_by_contact ON disclosure (contact_id);
CREATE INDEX disclosure_by_request ON disclosure (request_id) WHERE request_id IS NOT NULL;

-- Conditions and trends looked into together with clients, and what was found.
CREATE TABLE topic (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	words TEXT,
	note TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE TABLE finding (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	topic_id INTEGER NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
	client_id INTEGER REFERENCES client (id) ON DELETE SET NULL,
	date TEXT NOT NULL,
	text TEXT NOT NULL,
	source TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_by_topic ON finding (topic_id);
CREATE INDEX finding_by_client ON finding (client_id) WHERE client_id IS NOT NULL;

-- What describes the ideal client: conditions over a client's fields and figures.
CREATE TABLE trait (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	condition TEXT NOT NULL,
	weight INTEGER NOT NULL DEFAULT 1 CHECK (weight >= 0),
	because TEXT,
	entered_at INTEGER NOT NULL
) STRICT;

-- What a note said before it was changed.
CREATE TABLE amendment (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	table_name TEXT NOT NULL,
	record_id INTEGER NOT NULL,
	field TEXT NOT NULL,
	was TEXT NOT NULL,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX amendment_by_record ON amendment (table_name, record_id);
