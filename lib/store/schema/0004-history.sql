-- What changed when, and by which command, so that it can be listed and undone;
-- and views that answer the common questions for whoever opens this file with
-- another tool. Money is in minor units there too.

-- An undo undoes an entry, a redo undoes an undo. These are plain numbers: either may have
-- been dropped. bytes is what its parts take up.
CREATE TABLE history (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at INTEGER NOT NULL,
	command TEXT NOT NULL,
	schema INTEGER NOT NULL,
	changes INTEGER NOT NULL DEFAULT 0,
	bytes INTEGER NOT NULL DEFAULT 0,
	undoes INTEGER,
	undone_by INTEGER
) STRICT;

-- One row: when entries were last dropped because of the setting history.keep, and how many in all.
CREATE TABLE history_dropped (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	at INTEGER NOT NULL,
	entries INTEGER NOT NULL
) STRICT;

-- Either a changeset of SQLite's session extension, or a run of rows that a large import
-- inserted: table_name, first_id to last_id. Undone from the highest id to the lowest.
CREATE TABLE history_part (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	history_id INTEGER NOT NULL REFERENCES history (id) ON DELETE CASCADE,
	changeset BLOB,
	table_name TEXT,
	first_id INTEGER,
	last_id INTEGER,
	CHECK ((changeset IS NULL) <> (table_name IS NULL))
) STRICT;
CREATE INDEX history_part_by_history ON history_part (history_id);

-- A view has a table's own columns by *, which is free until somebody asks for it: whoever runs a
-- command pays for every name that is written out here.
CREATE VIEW clients AS
SELECT contact.name, contact.preferred, contact.email, contact.phone, contact.birthday,
	contact.address, contact.tags, contact.external_id, client.*
FROM client JOIN contact USING (id);

CREATE VIEW partners AS
SELECT contact.name, contact.email, contact.phone, contact.address, contact.external_id, partner.*
FROM partner JOIN contact USING (id);

CREATE VIEW visits AS
SELECT contact.name AS client, visit.* FROM visit JOIN contact ON contact.id = visit.client_id;

CREATE VIEW referrals AS
SELECT client.name AS client, partner.name AS partner, referrer.name AS referrer, referral.*
FROM referral JOIN contact AS client ON client.id = referral.client_id
LEFT JOIN contact AS partner ON partner.id = referral.partner_id
LEFT JOIN contact AS referrer ON referrer.id = referral.referrer_id;
