-- The work itself: the price of an hour, visits, and all that hangs on a
-- client: health, consent, promises, recommendations, suspensions, wishes for
-- times, and what she had been worth before the first visit in this file.

-- The price of an hour, from the day it held.
CREATE TABLE rate (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	since TEXT NOT NULL UNIQUE,
	hour INTEGER NOT NULL CHECK (hour >= 0),
	entered_at INTEGER NOT NULL
) STRICT;

-- No id is given out twice. For visits, of which there are many, AUTOINCREMENT would take a tenth
-- of the time of a large import: the highest id that was removed is kept instead.
CREATE TABLE highest_removed (
	table_name TEXT PRIMARY KEY,
	id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What every question reads of all visits stands before the notes, which can be long: it is found
-- without going through them.
CREATE TABLE visit (
	id INTEGER PRIMARY KEY,
	client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
	date TEXT NOT NULL,
	time TEXT,
	minutes INTEGER CHECK (minutes >= 0),
	outcome TEXT NOT NULL,
	late_minutes INTEGER CHECK (late_minutes >= 0),
	price INTEGER CHECK (price >= 0),
	tip INTEGER CHECK (tip >= 0),
	missed_fee TEXT,
	booked_on TEXT,
	feel_before INTEGER CHECK (feel_before BETWEEN 0 AND 10),
	feel_after INTEGER CHECK (feel_after BETWEEN 0 AND 10),
	discount INTEGER CHECK (discount >= 0),
	notice_minutes INTEGER CHECK (notice_minutes >= 0),
	service TEXT,
	checkin TEXT,
	checkout TEXT,
	subjective TEXT,
	objective TEXT,
	assessment TEXT,
	plan TEXT,
	enhancements TEXT,
	paid_by TEXT,
	therapist TEXT,
	note TEXT,
	external_id TEXT,
	felt TEXT,
	price_because TEXT,
	missed_because TEXT,
	code TEXT,
	noted_on TEXT,
	-- How often it was moved, called off or taken up again: what a calendar counts.
	revision INTEGER NOT NULL DEFAULT 0,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_by_client ON visit (client_id, date);
CREATE INDEX visit_booked ON visit (date) WHERE outcome = 'booked';
CREATE INDEX visit_missed ON visit (client_id, date, outcome) WHERE outcome IN ('no_show', 'late_cancel');
CREATE UNIQUE INDEX visit_by_external_id ON visit (external_id) WHERE external_id IS NOT NULL;
CREATE TRIGGER visit_removed AFTER DELETE ON visit BEGIN
	INSERT INTO highest_removed VALUES ('visit', old.id)
	ON CONFLICT (table_name) DO UPDATE SET id = max(id, excluded.id);
END;

-- Sums that a list brought along from before this file; never invented visits.
CREATE TABLE opening_balance (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
	as_of TEXT NOT NULL,
	visits INTEGER NOT NULL DEFAULT 0 CHECK (visits >= 0),
	first_visit TEXT,
	last_visit TEXT,
	minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes >= 0),
	paid INTEGER NOT NULL DEFAULT 0 CHECK (paid >= 0),
	tips INTEGER NOT NULL DEFAULT 0 CHECK (tips >= 0),
	no_shows INTEGER NOT NULL DEFAULT 0 CHECK (no_shows >= 0),
	late_cancels INTEGER NOT NULL DEFAULT 0 CHECK (late_cancels >= 0),
	source TEXT NOT NULL,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX opening_balance_by_client ON opening_balance (client_id);

-- A contraindication in the therapist's own judgement. What a text said before it was
-- changed is kept as an amendment; what is over gets its last day.
CREATE TABLE caution (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
	kind TEXT NOT NULL,
	text TEXT NOT NULL,
	severity TEXT,
	area TEXT,
	since TEXT,
	until TEXT,
	source TEXT,
	cleared_on TEXT,
	cleared_by TEXT,
	ended_on TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX caution_by_client ON caution (client_id);

-- When her health was gone through, and whether she said that there is nothing.
CREATE TABLE health_review (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
	reviewed_on TEXT NOT NULL,
	result TEXT NOT NULL,
	note TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX health_review_by_client ON health_review (client_id);

CREATE TABLE consent (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
	purpose TEXT NOT NULL,
	given_on TEXT NOT NULL,
	how TEXT,
	with_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
	guardian_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
	withdrawn_on TEXT,
	note TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_by_client ON consent (client_id);
CREATE INDEX consent_by_with ON consent (with_id) WHERE with_id IS NOT NULL;
CREATE INDEX consent_by_guardian ON consent (guardian_id) WHERE guardian_id IS NOT NULL;

-- What she wants to reach, and how it goes.
CREATE TABLE goal (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
	text TEXT NOT NULL,
	since TEXT,
	by_date TEXT,
	progress TEXT,
	ended_on TEXT,
	outcome TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX goal_by_client ON goal (client_id);

-- When she would like to come: "thu 14:00-18:00".
CREATE TABLE wish (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
	hours TEXT NOT NULL,
	minutes INTEGER CHECK (minutes >= 0),
	until TEXT,
	note TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX wish_by_client ON wish (client_id);

-- made_by 'me': what the therapist promised for next time; 'client': what she said she would do.
CREATE TABLE promise (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
	made_by TEXT NOT NULL DEFAULT 'me',
	text TEXT NOT NULL,
	promised_on TEXT NOT NULL,
	kept TEXT,
	closed_on TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX promise_by_client ON promise (client_id);

-- Every recommendation with the reason why it is in the client's interest.
CREATE TABLE recommendation (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
	contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
	kind TEXT NOT NULL,
	text TEXT NOT NULL,
	because TEXT NOT NULL,
	need TEXT,
	recommended_on TEXT NOT NULL,
	answer TEXT NOT NULL DEFAULT 'open',
	answered_on TEXT,
	earned INTEGER CHECK (earned >= 0),
	note TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX recommendation_by_client ON recommendation (client_id);
CREATE INDEX recommendation_by_contact ON recommendation (contact_id) WHERE contact_id IS NOT NULL;

-- Lists of a week that were mailed: handed over when sent_at is set, not handed over when failure
-- is, and under way while neither is. No part of the history: what is sent is not taken back.
CREATE TABLE mailing (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	week TEXT NOT NULL,
	address TEXT NOT NULL COLLATE NOCASE,
	message TEXT NOT NULL,
	began_at INTEGER NOT NULL,
	sent_at INTEGER,
	failure TEXT
) STRICT;
CREATE INDEX mailing_by_week ON mailing (week, address);

-- She pauses; carer_id looks after her meanwhile. Over when resumed_on is set.
CREATE TABLE suspension (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
	since TEXT NOT NULL,
	until TEXT,
	check_in_on TEXT,
	because TEXT,
	carer_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
	resumed_on TEXT,
	outcome TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX suspension_by_client ON suspension (client_id);
CREATE INDEX suspension_by_carer ON suspension (carer_id) WHERE carer_id IS NOT NULL;
