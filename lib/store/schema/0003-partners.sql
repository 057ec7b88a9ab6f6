-- Referral partners: how ready they are (PERP), how far the relationship has
-- come, who wins what, the written agreement, the referral system, and the
-- referrals themselves, in both directions.

-- One quality of PERP, 0 to 3, with its evidence, on a day; unknown is no row.
CREATE TABLE assessment (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	partner_id INTEGER NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
	quality TEXT NOT NULL,
	score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 3),
	because TEXT NOT NULL,
	assessed_on TEXT NOT NULL,
	entered_at INTEGER NOT NULL,
	UNIQUE (partner_id, quality, assessed_on)
) STRICT;

-- know, trust, believe: since when, and what moved it.
CREATE TABLE stage (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	partner_id INTEGER NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
	stage TEXT NOT NULL,
	reached_on TEXT NOT NULL,
	because TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX stage_by_partner ON stage (partner_id);

-- What each of the three gets: 'me', 'partner', 'clients'.
CREATE TABLE win (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	partner_id INTEGER NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
	side TEXT NOT NULL,
	text TEXT NOT NULL,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX win_by_partner ON win (partner_id);

-- Every version of the text is kept; the newest that is signed is the one that holds.
CREATE TABLE agreement (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	partner_id INTEGER NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
	text TEXT NOT NULL,
	drafted_on TEXT NOT NULL,
	signed_on TEXT,
	renews_on TEXT,
	ended_on TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX agreement_by_partner ON agreement (partner_id);

-- By which mechanism the partner introduces her, how often, when next.
CREATE TABLE referral_system (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	partner_id INTEGER NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
	mechanism TEXT NOT NULL,
	text TEXT,
	code TEXT,
	every_days INTEGER CHECK (every_days > 0),
	due_on TEXT,
	done_on TEXT,
	ended_on TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX referral_system_by_partner ON referral_system (partner_id);

-- in: the client came through the partner or through referrer_id (anyone in the
-- book); out: the client was sent to the partner.
CREATE TABLE referral (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	date TEXT NOT NULL,
	direction TEXT NOT NULL,
	client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
	partner_id INTEGER REFERENCES partner (id) ON DELETE SET NULL,
	referrer_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
	mechanism TEXT,
	outcome TEXT,
	thanked_on TEXT,
	note TEXT,
	because TEXT,
	told TEXT,
	code TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX referral_by_client ON referral (client_id);
CREATE INDEX referral_by_partner ON referral (partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX referral_by_referrer ON referral (referrer_id) WHERE referrer_id IS NOT NULL;

-- Which kind of business serves which market, in the therapist's own words: beside what the program
-- knows itself, or instead of it. One that ended is not to be suggested.
CREATE TABLE market (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	market TEXT NOT NULL,
	business TEXT NOT NULL,
	words TEXT,
	because TEXT,
	ended_on TEXT,
	entered_at INTEGER NOT NULL
) STRICT;
