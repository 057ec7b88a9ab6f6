/*
 * mct.h - libmct: the memory and the arithmetic of a massage practice, in one
 * SQLite file. This is the only public header; libmct(3) is its manual.
 * Nothing here prints, exits, asks, or reads the environment.
 *
 * Conventions
 *   - Calls return a status. On failure outputs are untouched and mct_error() on the handle tells
 *     what was wrong, with which input, and what would be right.
 *   - `T **out` is yours to free with the call named beside it; a returned `const T *` is
 *     borrowed, and its comment says until when.
 *   - Text is UTF-8. Dates are civil days of the practice's own wall clock. Money is whole minor
 *     units of the practice's one currency. No time zone is ever applied.
 *   - A handle is used by one thread at a time; any number of handles may be open.
 */
#ifndef MCT_H
#define MCT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MCT_VERSION_MAJOR 0
#define MCT_VERSION_MINOR 1
#define MCT_VERSION_PATCH 0
#define MCT_VERSION "0.1.0"

#if defined(__GNUC__)
#define MCT_API __attribute__((visibility("default")))
#else
#define MCT_API
#endif

typedef struct mct mct_t;               /* one handle, at most one open file */
typedef struct mct_entity mct_entity_t; /* a kind of record; static, never freed */
typedef struct mct_field mct_field_t;   /* a field or column; static, never freed */
typedef struct mct_record mct_record_t; /* one record of an entity */
typedef struct mct_rows mct_rows_t;     /* a stream of rows */
typedef struct mct_import mct_import_t; /* one file being read in */

/* Values are fixed for ever; new ones are added at the end. */
typedef enum mct_status {
	MCT_OK = 0,
	MCT_ROW = 1,       /* mct_rows_next(): a row is ready */
	MCT_DONE = 2,      /* mct_rows_next(): there are no more rows */
	MCT_ERROR = 3,     /* failed for a reason that only the message tells */
	MCT_NOMEM = 4,     /* out of memory */
	MCT_MISUSE = 5,    /* the caller broke a rule of this header */
	MCT_INVALID = 6,   /* text that cannot be read, or records that contradict themselves */
	MCT_NOTFOUND = 7,  /* no such record */
	MCT_AMBIGUOUS = 8, /* several records fit; mct_candidates() has them */
	MCT_REFUSED =
		9, /* a rule forbids it: namesakes, records that hang on others, rejected rows */
	MCT_BUSY = 10,        /* another process holds the file; trying again would help */
	MCT_READONLY = 11,    /* the file or its folder cannot be written */
	MCT_NOFILE = 12,      /* there is no such file */
	MCT_NOTPRACTICE = 13, /* a file, but not a practice of mct */
	MCT_CORRUPT = 14,     /* a practice file that is damaged */
	MCT_TOONEW = 15,      /* written by a newer mct */
	MCT_EXISTS = 16,      /* mct_create(): there is a file already */
	MCT_INTERRUPTED = 17, /* mct_interrupt() was called */
	MCT_EXPOSED = 18,     /* a practice file that others may read */
	MCT_LOCKED = 19       /* encrypted, and the secret is missing or is another */
} mct_status_t;

/* "invalid", "notfound" ...: the word for a status in JSON errors. Never NULL. */
MCT_API const char *mct_status_name(mct_status_t status);

/* The library's version, "0.1.0". */
MCT_API const char *mct_version(void);

/* ---- the handle ------------------------------------------------------------------------------ */

/* Makes a handle with no file. Free with mct_free(). MCT_OK, MCT_NOMEM. */
MCT_API mct_status_t mct_new(mct_t **out);

/* Rolls back what is not committed, closes the file, frees the handle. NULL is fine. Returns NULL.
 */
MCT_API mct_t *mct_free(mct_t *m);

/* What went wrong, and where in the input. Strings are never NULL, but may be "". */
struct mct_error {
	mct_status_t status;
	const char *message; /* lower case, no full stop, the subject quoted */
	const char *hint;  /* what would be right, or what to do; "" when there is nothing to say */
	const char *field; /* the field's name, or "" */
	const char *value; /* the text that was refused, or "" */
	int64_t line;      /* line of the input file, from 1; 0 when there is none */
};

/* The last failure on m; borrowed until the next call on m. */
MCT_API const struct mct_error *mct_error(const mct_t *m);

/* Everything that was wrong with the last record refused: i from 0; NULL past the end.
 * Borrowed until the next call on m that saves, sets or opens. */
MCT_API const struct mct_error *mct_problem(const mct_t *m, size_t i);

/* Sets the clock: `today` as YYYY-MM-DD, `time` as HH:MM or NULL. Without it the handle asks the
 * system's local time once, when first needed. MCT_OK, MCT_INVALID. */
MCT_API mct_status_t mct_set_now(mct_t *m, const char *today, const char *time);

/* Today by the handle's clock, "YYYY-MM-DD"; borrowed until the next mct_set_now(). */
MCT_API const char *mct_today(mct_t *m);
/* The minute of the day by the handle's clock, 0..1439. */
MCT_API int mct_minute_now(mct_t *m);

/* A day as people write it ("fri", "23 nov", "2026-11-23"), by the clock and the practice's date
 * order, into iso as YYYY-MM-DD. MCT_OK, MCT_INVALID. */
MCT_API mct_status_t mct_read_date(mct_t *m, const char *text, char iso[11]);
/* A day, and the time if one was said, that lie ahead ("fri 14:00", "in 4 weeks 2pm"), into iso and
 * into time as HH:MM, or "". MCT_OK, MCT_INVALID. */
MCT_API mct_status_t mct_read_when(mct_t *m, const char *text, char iso[11], char time[6]);

/* Asks whatever runs on m to stop with MCT_INTERRUPTED. May be called from a signal handler. */
MCT_API void mct_interrupt(mct_t *m);

/* Called once in every wait for another program that lasts longer than a second. A wait ends after
 * five seconds, with MCT_BUSY. */
typedef void mct_wait_fn(void *user);
MCT_API void mct_on_wait(mct_t *m, mct_wait_fn *fn, void *user);

/* ---- the practice file ----------------------------------------------------------------------- */

/* What mct_create() is told. Start with = {0}; zero or NULL takes the default. */
struct mct_practice {
	const char *name;       /* "My practice" */
	const char *currency;   /* ISO 4217, "USD" */
	const char *rate;       /* price of an hour, as text ("70", "85.00"); NULL: none known */
	const char *date_order; /* "dmy", "mdy" or "ymd"; NULL: asked when needed */
};

/* Whether mct_create() could take these: all that is wrong is in mct_problem(). MCT_OK,
 * MCT_INVALID.
 */
MCT_API mct_status_t mct_practice_check(mct_t *m, const struct mct_practice *practice);

/* Makes a practice file, readable by its owner alone, and opens it for writing. Missing folders are
 * made (0700). MCT_OK, MCT_EXISTS, MCT_INVALID (currency, rate, date_order), MCT_READONLY,
 * MCT_ERROR. */
MCT_API mct_status_t mct_create(mct_t *m, const char *path, const struct mct_practice *practice);

enum mct_open_flags {
	MCT_OPEN_READ = 0,
	MCT_OPEN_WRITE = 1,
	MCT_OPEN_SHARED = 2 /* also when others may read the file */
};

/* Opens a practice file. One that others may read is refused. An older one is upgraded (needs
 * MCT_OPEN_WRITE or a writable file) after a copy is put beside it. MCT_OK, MCT_NOFILE,
 * MCT_NOTPRACTICE, MCT_CORRUPT, MCT_TOONEW, MCT_EXPOSED, MCT_BUSY, MCT_READONLY, MCT_ERROR. */
MCT_API mct_status_t mct_open(mct_t *m, const char *path, unsigned flags);

/* The name of the network file system on which a file stands, or will ("NFS"): several machines
 * that write there at once may not see each other's locks. NULL: none that is known for one. */
MCT_API const char *mct_network_file_system(const char *path);

/* Begins the one transaction of a command. With MCT_OPEN_WRITE it takes the write lock and records
 * every change for the history under `command` (what was typed). MCT_OK, MCT_BUSY, MCT_READONLY,
 * MCT_MISUSE. */
MCT_API mct_status_t mct_begin(mct_t *m, const char *command, unsigned flags);
/* Keeps it all, the history entry too. MCT_OK, MCT_BUSY, MCT_ERROR (disk full): then all is rolled
 * back, unless the message says that the change was made: the disk failed after that. */
MCT_API mct_status_t mct_commit(mct_t *m);
/* Leaves the file as it was at mct_begin(), whatever it answers. MCT_OK; MCT_NOMEM, MCT_ERROR,
 * MCT_CORRUPT when something that was answered since then is not to be relied upon, since there was
 * no memory for it or the disk failed. mct_commit() fails then, too, and mct_rows_next(). */
MCT_API mct_status_t mct_rollback(mct_t *m);

/* Settings: name, default and help are declared in one table. */
struct mct_setting {
	const char *name;     /* "practice.currency" */
	const char *fallback; /* the default; "" for none */
	const char *help;
};
/* i from 0; NULL past the end. */
MCT_API const struct mct_setting *mct_setting_at(size_t i);
/* The practice's value, or the default, or "" when there is none; NULL for an unknown name.
 * Borrowed until the next call on m with the same name or mct_setting_set(). */
MCT_API const char *mct_setting(mct_t *m, const char *name);
/* Keeps a value; NULL goes back to the default. MCT_OK, MCT_NOTFOUND (name), MCT_INVALID (value),
 * MCT_MISUSE (outside a writing transaction), MCT_READONLY. */
MCT_API mct_status_t mct_setting_set(mct_t *m, const char *name, const char *value);

/* All settings as rows `name value default help`. MCT_OK, MCT_NOMEM. */
MCT_API mct_status_t mct_settings(mct_t *m, mct_rows_t **out);

/* ---- entities and fields --------------------------------------------------------------------- */

typedef enum mct_type {
	MCT_TYPE_TEXT,      /* one line */
	MCT_TYPE_LONG_TEXT, /* any number of lines */
	MCT_TYPE_NAME,      /* of a person or an organisation; matched without case and accents */
	MCT_TYPE_EMAIL,
	MCT_TYPE_PHONE,
	MCT_TYPE_DATE,    /* text YYYY-MM-DD, or one of the field's choices */
	MCT_TYPE_TIME,    /* text HH:MM */
	MCT_TYPE_MINUTES, /* whole minutes, 0 or more */
	MCT_TYPE_DAYS,    /* whole days, may be negative in computed rows */
	MCT_TYPE_MONEY,   /* whole minor units, 0 or more in records */
	MCT_TYPE_COUNT,   /* whole number, 0 or more */
	MCT_TYPE_SCORE,   /* 0 to 10 */
	MCT_TYPE_RATIO,   /* a rate, with decimals; computed rows only */
	MCT_TYPE_CHOICE,  /* one of the field's choices */
	MCT_TYPE_WORDS,   /* words or phrases, kept apart by "; " */
	MCT_TYPE_REF,     /* a record of another entity, by id; its text is that record's name */
	MCT_TYPE_HOURS,   /* a time of the week: "thu 14:00-18:00" */
	MCT_TYPE_SHARE,   /* of a whole, 0 to 1, in percent for eyes; computed rows only */
	MCT_TYPE_LENGTH   /* whole minutes, 0 or more, written as hours: "6", "1.5" */
} mct_type_t;
/* "text", "date" ...: the word for a type in introspection. Never NULL. */
MCT_API const char *mct_type_name(mct_type_t type);

enum mct_field_flags {
	MCT_FIELD_REQUIRED = 1,
	MCT_FIELD_LISTED = 2,     /* a column of the human table unless others are asked for */
	MCT_FIELD_PRIVATE = 4,    /* health: leaves in mail only where the practice says so */
	MCT_FIELD_COMPUTED = 8,   /* read only */
	MCT_FIELD_ALERT = 16,     /* stands out wherever the record is shown (cautions) */
	MCT_FIELD_DETAIL = 32,    /* in a table, printed under its row rather than as a column */
	MCT_FIELD_WIDE = 64,      /* in a table, the first to go when the terminal is narrow */
	MCT_FIELD_KEY = 128,      /* in a list read in, records that agree in these are the same */
	MCT_FIELD_AMENDED = 256,  /* a note: when it is changed, what it said before is kept */
	MCT_FIELD_SEARCHED = 512, /* what mct_search() looks through */
	MCT_FIELD_AHEAD = 1024,   /* a date that lies ahead: "fri" is the next one */
	MCT_FIELD_FULL_DATE = 2048, /* a date written with its year: "5 may" is none */
	MCT_FIELD_FIRM = 4096       /* in a table, a column also where the terminal is narrow */
};

/* i from 0 in a fixed order; NULL past the end. */
MCT_API const mct_entity_t *mct_entity_at(size_t i);
/* By singular or plural name ("client", "clients"); NULL when there is none. */
MCT_API const mct_entity_t *mct_entity_named(const char *name);
MCT_API const char *mct_entity_name(const mct_entity_t *e);   /* "client" */
MCT_API const char *mct_entity_plural(const mct_entity_t *e); /* "clients" */
MCT_API const char *mct_entity_help(const mct_entity_t *e);   /* one line */
MCT_API const char *mct_entity_prefix(const mct_entity_t *e); /* "c" of "c12" */
/* Whether `who` has the form of an id of e: the prefix and a number without a leading zero, so that
 * "c000012" of another system is not taken for one of ours. *id, if not NULL, gets the number. */
MCT_API bool mct_entity_id(const mct_entity_t *e, const char *who, int64_t *id);
/* True when people name its records (clients, partners), not only ids. */
MCT_API bool mct_entity_is_named(const mct_entity_t *e);

/* The words that mct_query.status takes: i from 0; NULL past the end. */
MCT_API const char *mct_entity_status(const mct_entity_t *e, size_t i);

/* i from 0, in the order of every output; NULL past the end. */
MCT_API const mct_field_t *mct_entity_field(const mct_entity_t *e, size_t i);
/* By name, case ignored, '-' as '_'; NULL when there is none. */
MCT_API const mct_field_t *mct_entity_field_named(const mct_entity_t *e, const char *name);

/* Option, CSV heading and JSON key: "late_minutes". */
MCT_API const char *mct_field_name(const mct_field_t *f);
MCT_API const char *mct_field_title(const mct_field_t *f); /* heading for people: "Late" */
MCT_API const char *mct_field_help(const mct_field_t *f);  /* one line, lower case, no full stop */
MCT_API mct_type_t mct_field_type(const mct_field_t *f);
MCT_API unsigned mct_field_flags(const mct_field_t *f);
/* CHOICE: its words, NULL-terminated. DATE: words that may stand in place of a day ("next"). TEXT:
 * words that are offered, others may be written. SCORE: its numbers, where they are not 0 to 10.
 * Otherwise NULL. */
MCT_API const char *const *mct_field_choices(const mct_field_t *f);
/* REF: the entity it points at (NULL: anyone in the book); otherwise NULL. */
MCT_API const mct_entity_t *mct_field_target(const mct_field_t *f);

/* One value. Text types (and DATE, TIME, CHOICE, WORDS) use text; RATIO and SHARE number; the
 * others integer; REF has both: the id in integer and the name in text. Unset values have set =
 * false, integer 0 and text "". */
struct mct_value {
	bool set;
	int64_t integer;
	double number;
	const char *text; /* never NULL */
	size_t length;    /* of text, in bytes */
};

enum mct_form {
	MCT_FORM_MACHINE, /* CSV, JSON, TSV: parses back to the same value; stable */
	MCT_FORM_HUMAN    /* for eyes: "$70.00", "23 Nov 2026"; may change */
};
/* The value as text, "" when unset. Borrowed until the next call on m. */
MCT_API const char *mct_value_text(mct_t *m, const mct_field_t *f, const struct mct_value *v,
	enum mct_form form, size_t *length);

/* ---- records --------------------------------------------------------------------------------- */

/* An empty record. Free with mct_record_free(). MCT_OK, MCT_NOMEM. */
MCT_API mct_status_t mct_record_new(mct_t *m, const mct_entity_t *e, mct_record_t **out);
MCT_API mct_record_t *mct_record_free(mct_record_t *r); /* NULL is fine; returns NULL */
/* Forgets everything set, so that r can serve for the next record. */
MCT_API void mct_record_clear(mct_record_t *r);

/* Reads the record with this id. MCT_OK, MCT_NOTFOUND, MCT_BUSY, MCT_CORRUPT. */
MCT_API mct_status_t mct_record_load(mct_record_t *r, int64_t id);

/* Sets a field from what a person or a file wrote; NULL or "" clears it. Dates and money are read
 * as people write them, by the practice's date order. Nothing is stored before mct_record_save().
 * MCT_OK, MCT_INVALID, MCT_NOTFOUND, MCT_AMBIGUOUS (REF). */
MCT_API mct_status_t mct_record_set(mct_record_t *r, const mct_field_t *f, const char *text);

/* The value of a field; text is borrowed until r changes. */
MCT_API void mct_record_get(const mct_record_t *r, const mct_field_t *f, struct mct_value *out);
/* Whether a field was set to something other than what is stored. */
MCT_API bool mct_record_changed(const mct_record_t *r, const mct_field_t *f);
MCT_API int64_t mct_record_id(const mct_record_t *r); /* 0 before it is saved */
MCT_API const mct_entity_t *mct_record_entity(const mct_record_t *r);

/* What mct_record_save() did. */
enum mct_change { MCT_UNCHANGED, MCT_ADDED, MCT_UPDATED };

/* Fills what follows from the rest (an outcome from the date, a price from the rate): for records
 * typed by a person, not for imported ones. MCT_OK. */
MCT_API mct_status_t mct_record_complete(mct_record_t *r);

/* The next mct_record_save() stores the record also where a rule of the practice advises against it
 * (one more open recommendation than the limit, a booking over another). */
MCT_API void mct_record_insist(mct_record_t *r);

/* Checks all fields, then stores what changed: mct_problem() has everything that is wrong at once.
 * A fact, a goal, a promise ... that is there already with the same fields is not stored once more:
 * r becomes that record, MCT_UNCHANGED.
 * A new client or partner who is in the book already in another role becomes both. MCT_OK,
 * MCT_INVALID, MCT_REFUSED (a namesake whom nothing tells apart), MCT_MISUSE (outside a writing
 * transaction), MCT_BUSY, MCT_READONLY, MCT_ERROR. */
MCT_API mct_status_t mct_record_save(mct_record_t *r, enum mct_change *change);

/* What hangs on a record, and what becomes of it when the record is removed, as rows `what count
 * fate`: "removed" along with it, or "kept" though it no longer names it. Free with
 * mct_rows_free(). MCT_OK, MCT_NOTFOUND, MCT_REFUSED (a contact who has a role), MCT_BUSY. */
MCT_API mct_status_t mct_dependents(mct_t *m, const mct_entity_t *e, int64_t id, mct_rows_t **out);

/* Removes a record. What hangs on it is told in *dependents (as above; may be NULL): without
 * `with_all` any refuses the removal. MCT_OK, MCT_NOTFOUND, MCT_REFUSED, MCT_MISUSE (outside a
 * writing transaction), MCT_BUSY, MCT_READONLY. */
MCT_API mct_status_t mct_record_remove(
	mct_t *m, const mct_entity_t *e, int64_t id, bool with_all, mct_rows_t **dependents);

/* What the notes of a record said before they were changed, oldest first, as rows `changed field
 * was`. MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_amendments(mct_t *m, const mct_entity_t *e, int64_t id, mct_rows_t **out);

/* ---- finding --------------------------------------------------------------------------------- */

/* One record from what a person typed: an id (c12), an exact e-mail, four or more last digits of a
 * phone, an outside id, or words that begin the words of the name, in any order, without case and
 * accents; `Name <mark>` for namesakes. An exact name wins over a beginning. e NULL: anyone in the
 * book. Never guesses. MCT_OK, MCT_NOTFOUND (mct_candidates() has near names), MCT_AMBIGUOUS (it
 * has those that fit), MCT_INVALID. */
MCT_API mct_status_t mct_find(mct_t *m, const mct_entity_t *e, const char *who, int64_t *id);

/* Those who fit, or nearly fit, the last mct_find(), as rows `id name email phone`. Free with
 * mct_rows_free(). MCT_OK, MCT_NOMEM. */
MCT_API mct_status_t mct_candidates(mct_t *m, mct_rows_t **out);

/* Names that begin with `prefix` (folded), at most `limit`, for completion, as rows `name about`.
 * MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_complete_names(
	mct_t *m, const mct_entity_t *e, const char *prefix, int limit, mct_rows_t **out);

/* Whom a client means by a name: one of the people she is connected to; else, with `kind` ("child",
 * "dog", "spouse of"), somebody new who is added to the book and tied to her so; else anyone in the
 * book. `born` gives the birthday, or is NULL. Needs a writing transaction when somebody is added.
 * MCT_OK, MCT_NOTFOUND (no kind, nobody of that name), MCT_AMBIGUOUS (also a namesake elsewhere in
 * the book), MCT_INVALID (born), MCT_MISUSE. */
MCT_API mct_status_t mct_acquaint(
	mct_t *m, int64_t client, const char *who, const char *kind, const char *born, int64_t *id);

/* Two records of one person. Start with = {0}. */
struct mct_merge_query {
	int64_t id;              /* of the contact who stays */
	int64_t other;           /* of the one who becomes part of her, and is gone then */
	const char *const *take; /* NULL-terminated names of the fields in which the other one's
				    word counts; NULL: none */
	enum mct_form form;      /* of what is told */
};
/* What they would say as one where they differ, as rows `field first second becomes how`. Nothing
 * is changed. The rule: mct-client(1). MCT_OK, MCT_NOTFOUND, MCT_REFUSED (they are the same one),
 * MCT_INVALID (take), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_merge_fields(
	mct_t *m, const struct mct_merge_query *query, mct_rows_t **out);
/* Makes the two one: their fields as told by mct_merge_fields(), and all that leads to the other
 * one leads to her. Answers with rows `what count fate ids`. MCT_OK and as above, MCT_MISUSE
 * (outside a writing transaction); after a failure roll back. */
MCT_API mct_status_t mct_merge(mct_t *m, const struct mct_merge_query *query, mct_rows_t **out);

/* ---- rows ------------------------------------------------------------------------------------ */

/* MCT_ROW, MCT_DONE, or a failure: the end is never confused with one. */
MCT_API mct_status_t mct_rows_next(mct_rows_t *rows);
MCT_API size_t mct_rows_width(const mct_rows_t *rows); /* number of columns */
MCT_API const mct_field_t *mct_rows_column(const mct_rows_t *rows, size_t i); /* i < width */
/* The cell of the current row; text is borrowed until the next mct_rows_next(). */
MCT_API void mct_rows_value(const mct_rows_t *rows, size_t i, struct mct_value *out);
MCT_API mct_rows_t *mct_rows_free(mct_rows_t *rows); /* NULL is fine; returns NULL */

/* What to list. Start with = {0}: everything, in the entity's own order. */
struct mct_query {
	const char *const *where; /* NULL-terminated "field=value", also != < <= > >= and ~
				     (contains, folded); NULL for all */
	const char *status; /* a word of mct_entity_status(), "open" for what has not ended; NULL
			       for all */
	const char *since,
		*until;   /* by the entity's main date, as people write dates; NULL for open */
	const char *text; /* words that begin words of the name; NULL for all */
	const char *sort; /* "field", "-field" for descending, several by comma; NULL for the
			     entity's own */
	const char *const *columns; /* NULL-terminated field names ("id" too); NULL: all fields */
	int64_t limit;              /* 0 for all */
	int64_t id;                 /* just this record; 0 for all */
};
/* Streams records in flat memory. MCT_OK, MCT_INVALID (a field, a value, a sort), MCT_BUSY,
 * MCT_ERROR. */
MCT_API mct_status_t mct_list(
	mct_t *m, const mct_entity_t *e, const struct mct_query *query, mct_rows_t **out);

/* ---- answers --------------------------------------------------------------------------------- */

/* Start with = {0}. */
struct mct_brief_query {
	int64_t client;    /* id of a client; 0: all who are booked that day, in their order */
	const char *as_of; /* YYYY-MM-DD; NULL: today */
	bool money;        /* also what she has paid */
};
/* The columns of a brief's rows. */
enum mct_brief_column {
	MCT_BRIEF_CLIENT,
	MCT_BRIEF_SECTION,
	MCT_BRIEF_LABEL,
	MCT_BRIEF_TEXT,
	MCT_BRIEF_WHEN,
	MCT_BRIEF_DATE,
	MCT_BRIEF_ID,
	MCT_BRIEF_RANK
};
/* What to know of a client before the session, in the order of the card, as rows `client section
 * label text when date id rank`: a lower rank goes first where there is little room, from 60 on a
 * line belongs to the full brief alone. The rule: mct-brief(1). MCT_OK, MCT_NOTFOUND, MCT_ERROR. */
MCT_API mct_status_t mct_brief(mct_t *m, const struct mct_brief_query *query, mct_rows_t **out);

/* Everything that has a day and concerns a client or a partner, from a day on (as people write
 * dates; NULL: from the beginning), in the order of the days, as rows `date kind text id`. Money is
 * not in it. MCT_OK, MCT_INVALID (since), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_timeline(mct_t *m, int64_t contact, const char *since, mct_rows_t **out);

struct mct_rebook_query {
	const char *as_of;    /* YYYY-MM-DD; NULL: today */
	int weeks;            /* who comes due within so many weeks after as_of; 0: due by as_of */
	const char *statuses; /* comma-separated words of the status column; NULL: all */
	const char *sort;     /* as in mct_query; NULL: most worth doing first */
	int64_t limit;        /* 0 for all */
};
/* Who is due to be booked again, by her own rhythm, most worth doing first, as rows
 * `client status last_visit rhythm_days due overdue_days phone email say id`. How the rhythm is
 * found: mct-rebook(1). MCT_OK, MCT_INVALID, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_rebook(mct_t *m, const struct mct_rebook_query *query, mct_rows_t **out);

/* When a therapist is taken to work while the setting practice.hours does not say. */
#define MCT_HOURS_ASSUMED "mon-fri 9-18"

struct mct_agenda_query {
	const char *from, *until; /* YYYY-MM-DD, both included; NULL: today, and the same day */
	const char *therapist;    /* only her visits, and those that name nobody; NULL: all */
	int64_t visit;            /* mct_agenda(): only this one, on its own day; 0: all */
	int minutes;              /* mct_free_hours(): at least so long */
};
/* The columns of an agenda's rows. */
enum mct_agenda_column {
	MCT_AGENDA_DATE,
	MCT_AGENDA_WEEKDAY,
	MCT_AGENDA_TIME,
	MCT_AGENDA_UNTIL,
	MCT_AGENDA_MINUTES,
	MCT_AGENDA_CLIENT,
	MCT_AGENDA_SERVICE,
	MCT_AGENDA_OUTCOME,
	MCT_AGENDA_ID,
	MCT_AGENDA_REMARK
};
/* What takes the time of some days (booked, completed and missed visits), in its order, as rows
 * `date weekday time until minutes client service outcome id remark`: a remark tells what a visit
 * runs into, and that a booking lies outside the setting practice.hours. MCT_OK, MCT_INVALID (a
 * day), MCT_NOTFOUND (visit), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_agenda(mct_t *m, const struct mct_agenda_query *query, mct_rows_t **out);
/* What is free of the hours of work, from now on, as rows `date weekday time until minutes`. A
 * visit of unknown length is taken to last an hour. As above. */
MCT_API mct_status_t mct_free_hours(
	mct_t *m, const struct mct_agenda_query *query, mct_rows_t **out);

/* The list of a week as a mail. Start with = {0}, and set to. */
struct mct_weekly_query {
	struct mct_rebook_query rebook;
	const char *to;      /* an address, as people write it: "Ana <ana@example.org>" */
	const char *from;    /* NULL: the setting mail.from, else `to` */
	const char *subject; /* NULL: how many are in it, and the week */
};
typedef struct mct_weekly mct_weekly_t;
/* What there is of it: texts, borrowed until mct_weekly_free(). */
enum mct_weekly_part {
	MCT_WEEKLY_MESSAGE, /* the whole of it (RFC 5322), its lines ending with LF */
	MCT_WEEKLY_TEXT,    /* what it says, as text */
	MCT_WEEKLY_SUBJECT,
	MCT_WEEKLY_TO,   /* the bare address */
	MCT_WEEKLY_FROM, /* the same; "" where nobody said from whom */
	MCT_WEEKLY_WEEK, /* "2026-W48" */
	MCT_WEEKLY_ID,   /* the message's, without its angle brackets */
	MCT_WEEKLY_PARTS
};
/* Puts it together: who is due to be booked again, and what else is due within seven days
 * (birthdays, thanks, partners, promises, follow-ups), as text, as HTML and, the list, as CSV.
 * Health is in it only where the setting mail.notes says so. MCT_OK, MCT_INVALID (an address, or
 * what mct_rebook() refuses), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_weekly(mct_t *m, const struct mct_weekly_query *query, mct_weekly_t **out);
/* How many things are in it; 0: there is nothing to send. */
MCT_API size_t mct_weekly_count(const mct_weekly_t *w);
MCT_API const char *mct_weekly_part(
	const mct_weekly_t *w, enum mct_weekly_part part, size_t *length);
MCT_API mct_weekly_t *mct_weekly_free(mct_weekly_t *w); /* NULL is fine; returns NULL */

/* Notes that it is about to be handed over, so that two machines do not send it both. `again`: also
 * when it was sent already. *id is for mct_mailing_end(). Inside a writing transaction; the history
 * knows nothing of it. MCT_OK; MCT_EXISTS when the list of that week went to that address, or is
 * just being sent; MCT_MISUSE, MCT_ERROR. */
MCT_API mct_status_t mct_mailing_begin(mct_t *m, const mct_weekly_t *w, bool again, int64_t *id);
/* Notes what became of it; `failure` is why it was not handed over, NULL: it was. As above. */
MCT_API mct_status_t mct_mailing_end(mct_t *m, int64_t id, const char *failure);
/* The columns of the rows of mct_mailings(). */
enum mct_mailing_column {
	MCT_MAILING_WEEK,
	MCT_MAILING_TO,
	MCT_MAILING_DATE,
	MCT_MAILING_TIME,
	MCT_MAILING_STATE,
	MCT_MAILING_FAILURE
};
/* To each address the mailing of the last week, the latest first, as rows `week to date time state
 * failure`; state is sent, failed, or begun while it is under way. MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_mailings(mct_t *m, mct_rows_t **out);

struct mct_worth_query {
	const char *as_of;      /* YYYY-MM-DD; NULL: today */
	const int64_t *clients; /* ids, ended by 0; NULL: every client with a visit */
	const char *sort;       /* as in mct_query; NULL: by rank */
	int64_t limit;          /* 0 for all */
	const char *segments;   /* comma-separated words of the column `segment`; NULL: all */
	bool past;              /* only what has been, which is quicker; not with `segments` */
};
/* What clients have been worth, to the end of as_of, and what is to be expected of them, as rows
 * `client visits first_visit last_visit visits_per_year minutes paid tips total no_shows
 * late_cancels late_share referrals rank charged waived fees sent_worth share`, and unless `past`
 * `p_active expected_visits visits_low visits_high expected_spend spend_low spend_high
 * lifetime_value lifetime_low lifetime_high rule segment`.
 * Definitions: mct-value(1). MCT_OK, MCT_INVALID, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_worth(mct_t *m, const struct mct_worth_query *query, mct_rows_t **out);

/* What one client brought, year by year, to the end of as_of (YYYY-MM-DD; NULL: today), as rows
 * `year visits minutes paid tips fees total`. MCT_OK, MCT_INVALID, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_value_years(mct_t *m, int64_t client, const char *as_of, mct_rows_t **out);
/* The clients whom she was the first to send, those of most worth first, as rows `client date
 * visits total`. As above. */
MCT_API mct_status_t mct_value_sent(mct_t *m, int64_t client, const char *as_of, mct_rows_t **out);

/* How often a client comes. */
struct mct_rhythm {
	int days;     /* between her visits */
	bool own;     /* by her own visits alone */
	char due[11]; /* the day of the next one; "" when she has not been here yet */
	int over;     /* days past that; below 0 before it */
};
/* What was when, as rows `what since until`: came, missed, booked, paused, overdue. As above. */
MCT_API mct_status_t mct_value_days(
	mct_t *m, int64_t client, const char *as_of, struct mct_rhythm *rhythm, mct_rows_t **out);

struct mct_noshow_query {
	int64_t client;    /* who missed it; not looked at with a visit */
	int64_t visit;     /* which session; 0: any that she would miss */
	const char *as_of; /* YYYY-MM-DD; NULL: today */
};
/* Whether a missed session is charged or let off, by the practice's own rule, and what is known of
 * the client beside the middle of all who came within a year, as two rows `client visit date time
 * minutes outcome notice missed_fee missed_because fee suggestion because practice_rule visits
 * visits_per_year minutes_a_visit years late on_time missed waived charged tip tipped discounted
 * referrals sent_worth total fee_share`, then what is expected of her as in mct_worth(). In the row
 * of the middle only facts are set. The rule: mct-noshow(1). MCT_OK, MCT_NOTFOUND, MCT_INVALID,
 * MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_noshow(mct_t *m, const struct mct_noshow_query *query, mct_rows_t **out);

/* Start with = {0}, and set date and time. */
struct mct_slot_query {
	const char *date, *time; /* of the free hour: YYYY-MM-DD, HH:MM */
	int minutes;             /* how long it is; 0: as long as sessions usually are */
	int64_t freed_by;        /* the client who gave it back; 0: nobody */
	const char *order;       /* as the setting slot.order; NULL: that */
	int64_t limit;           /* so many clients, and so many who are left out; 0: all */
	const char *as_of;       /* YYYY-MM-DD; NULL: today */
};
struct mct_slot {
	int minutes;
	int64_t candidates, left_out; /* how many there are, beyond the limit too */
};
/* Whom to offer a free hour to, best first, then who is left out and why, as rows `rank client
 * phone points need fit loyalty value overdue_days expected_spend why left_out`: rank is set for
 * those to offer it to, left_out for the others. How it is reckoned: mct-slot(1). MCT_OK,
 * MCT_INVALID (a time, an order), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_slot(
	mct_t *m, const struct mct_slot_query *query, struct mct_slot *slot, mct_rows_t **out);
/* Standing slots that would be better filled by somebody else, those first where it changes most,
 * as rows `slot client because expected_spend better why better_spend gain`; each slot and each
 * client once. *gain is the sum of the last column. As above. */
MCT_API mct_status_t mct_slot_review(mct_t *m, const char *as_of, int64_t *gain, mct_rows_t **out);

struct mct_model_query {
	const char *model; /* "bgnbd", "mbgnbd", "mbgcnbd", "mixed"; NULL: what suits the data */
	const char *until; /* YYYY-MM-DD; NULL: today */
};
struct mct_model_parameter {
	const char *name;
	double value, error; /* standard error; 0 where there is none, as of a whole number */
};
/* A fitted customer-base model. Numbers are always numbers, also of no clients at all. */
struct mct_model {
	const char *model, *rule; /* rule: as in mct_worth() */
	struct mct_model_parameter parameters[8], spend[4];
	size_t parameter_count, spend_count;
	double log_likelihood, aic, bic;
	int64_t clients, of_clients; /* fitted to so many of so many */
	int64_t visits;              /* visit days of all */
	char until[11];
	const char *unit;         /* "weeks" */
	char chosen_because[320]; /* a sentence without its full stop */
	/* The check: fitted to the days before, held against the last so many; 0 for none. Errors
	 * are in visits as a share of those that came, where 1 is that of "nobody comes back". */
	int64_t check_days;
	double check_error, check_last_year, check_own_rhythm;
};
/* Fits a customer-base model to the completed visits ("buy till you die"), and says what came of
 * the others that it could have been, as rows `model chosen parameters log_likelihood aic bic
 * check_error`, with the rules that need no model below. What it means: mct-value(1). MCT_OK,
 * MCT_INVALID (model, until), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_model(mct_t *m, const struct mct_model_query *query,
	struct mct_model *model, mct_rows_t **candidates);

struct mct_holdout_query {
	const char *day;        /* YYYY-MM-DD: fitted to what had been by then */
	const char *as_of;      /* YYYY-MM-DD: later visits do not count; NULL: today */
	const int64_t *clients; /* ids, ended by 0; NULL: all who had come by then */
	const char *sort;       /* as in mct_query; NULL: most expected first */
	int64_t limit;          /* 0 for all */
};
struct mct_holdout {
	const char *model, *rule;
	char until[11]; /* the last visit day, to which it is predicted */
	int64_t days, clients;
	double expected, actual; /* visits of all */
	/* As above, of all clients. */
	double error, error_last_year, error_own_rhythm;
};
/* A model put to the test on the days since `day`, as rows `client expected_visits actual_visits
 * p_active last_year own_rhythm`. MCT_OK, MCT_INVALID (day), MCT_NOTFOUND (no visits before or
 * after it), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_holdout(mct_t *m, const struct mct_holdout_query *query,
	struct mct_holdout *holdout, mct_rows_t **out);

struct mct_ideal_query {
	int64_t client;    /* only she; 0: all */
	const char *as_of; /* YYYY-MM-DD; NULL: today */
	bool everyone;     /* also who pauses or has ended */
	int64_t limit;     /* 0 for all */
};
/* How near active clients come to the ideal client whom the traits describe, nearest first, as rows
 * `client fit judged met missed unknown why`: fit is the weight of what she meets in percent of
 * what is known of her, unset where nothing is. No rows while there are no traits. How it is
 * reckoned: mct-client(1). MCT_OK, MCT_INVALID (a trait that can no longer be read), MCT_BUSY,
 * MCT_ERROR. */
MCT_API mct_status_t mct_ideal(mct_t *m, const struct mct_ideal_query *query, mct_rows_t **out);
/* One client (query->client) trait by trait, those that count most first, as rows `trait condition
 * value standing weight because`. As above, and MCT_NOTFOUND. */
MCT_API mct_status_t mct_ideal_traits(
	mct_t *m, const struct mct_ideal_query *query, mct_rows_t **out);
/* Where the near ones come from, as rows `source clients fit near`, the source of most of them
 * first: fit is the mean, near the number of clients with a fit of 75 or more. As above. */
MCT_API mct_status_t mct_ideal_sources(
	mct_t *m, const struct mct_ideal_query *query, mct_rows_t **out);

/* Active clients whose health was not gone through for as long as the setting health.review says,
 * or never, as rows `client last_review result next_visit`. as_of as above. MCT_OK, MCT_ERROR. */
MCT_API mct_status_t mct_reviews_due(mct_t *m, const char *as_of, mct_rows_t **out);

struct mct_covenant_query {
	int64_t client;    /* id of a client; 0: all */
	const char *since; /* as people write dates; NULL: 365 days before as_of */
	const char *as_of; /* YYYY-MM-DD; NULL: today */
};
/* How often was recommended in those days, and how often it was taken, as rows `kind recommended
 * clients taken declined later open taken_share earned`. MCT_OK, MCT_INVALID (since), MCT_BUSY,
 * MCT_ERROR. */
MCT_API mct_status_t mct_covenant(
	mct_t *m, const struct mct_covenant_query *query, mct_rows_t **out);
/* What to look at again, as rows `concern client date amount by_rate text id`: clients who were
 * recommended to in the year before as_of more often than the setting recommend.year; in those
 * days, recommendations that earned without a need, and completed visits priced otherwise than by
 * the rate. MCT_OK, MCT_INVALID (since), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_covenant_concerns(
	mct_t *m, const struct mct_covenant_query *query, mct_rows_t **out);

/* Start with = {0}, and set text. */
struct mct_search_query {
	const char *text; /* words, or their beginnings, that must all occur; "in quotes": whole
			     words, one after the other */
	const mct_entity_t *in;     /* only records of this kind; NULL: all */
	int64_t client;             /* only what is about this client; 0: all */
	const char *since;          /* as in mct_query; what has no date is then left out */
	int64_t limit;              /* 0 for all */
	const char *before, *after; /* put around every hit in the text; NULL: nothing */
};
/* The columns of a search's rows. */
enum mct_search_column {
	MCT_SEARCH_KIND,
	MCT_SEARCH_ID,
	MCT_SEARCH_WHO,
	MCT_SEARCH_DATE,
	MCT_SEARCH_FIELD,
	MCT_SEARCH_TEXT
};
/* Looks through all SEARCHED fields, without regard to case and accents, for records that have all
 * the words, best first, as rows `kind id who date field text`: who it is about, and the words in
 * their context on one line. *found (may be NULL) is how many there are beyond the limit too. How
 * they are ranked: mct-search(1). Everything is read in the transaction that is open, also by
 * mct_rows_next(). MCT_OK, MCT_INVALID (no word, too many, since, a kind without words), MCT_BUSY,
 * MCT_ERROR. */
MCT_API mct_status_t mct_search(
	mct_t *m, const struct mct_search_query *query, mct_rows_t **out, int64_t *found);

/* Start with = {0}, and set text. */
struct mct_who_query {
	const char *text;  /* as in mct_search_query */
	const char *as_of; /* YYYY-MM-DD; NULL: today */
	int64_t limit;     /* 0 for all */
};
/* Whom to ask about something: who has all the words in what is known of her trade, services and
 * the like, or those that a topic has for them, best first, as rows `name role what said_in phone
 * email through last_contact score id`. What is looked at: mct-who(1). MCT_OK, MCT_INVALID (no
 * word), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_who(mct_t *m, const struct mct_who_query *query, mct_rows_t **out);

/* The four qualities of a partner as last assessed, purposeful first, as rows `quality score before
 * trend because date id facts`: score is unset where it is not known. MCT_OK, MCT_BUSY, MCT_ERROR.
 */
MCT_API mct_status_t mct_partner_perp(mct_t *m, int64_t partner, mct_rows_t **out);

/* Which kinds of business serve which market, with what the program knows itself, as rows `market
 * also business words because id`: id is unset where the therapist did not write it. `text` picks a
 * market or a business; NULL: all. MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_markets(mct_t *m, const char *text, mct_rows_t **out);

struct mct_partner_find_query {
	const char *market;  /* words kept apart by ;  NULL: the setting practice.market */
	const char *section; /* "known" or "missing"; NULL: both */
};
/* The columns of its rows. */
enum mct_find_column {
	MCT_FIND_SECTION,
	MCT_FIND_NAME,
	MCT_FIND_BUSINESS,
	MCT_FIND_LEVEL,
	MCT_FIND_MARKET,
	MCT_FIND_BECAUSE,
	MCT_FIND_SAME_SERVICES,
	MCT_FIND_ASK,
	MCT_FIND_ID
};
/* Who in the book serves a market with other services, and the kinds of business that serve it and
 * are missing, each with those who could introduce the therapist, as rows `section name business
 * level market because same_services ask id`. The rule: mct-partner(1). MCT_OK,
 * MCT_INVALID (no market is said anywhere), MCT_NOTFOUND (one that nobody knows), MCT_BUSY,
 * MCT_ERROR. */
MCT_API mct_status_t mct_partner_find(
	mct_t *m, const struct mct_partner_find_query *query, mct_rows_t **out);

/* How full the practice is; minutes of a week. */
struct mct_capacity {
	int64_t therapists; /* who gave the sessions lately; 1 at least */
	int64_t work;       /* of all of them, by the setting practice.hours; 0: it says nothing */
	int64_t given;      /* completed sessions, the mean of the last `weeks` */
	double weeks;       /* 13, or as many as there are since the first session */
	int64_t booked;     /* in the seven days from as_of on */
	int64_t free;       /* work less the greater of given and booked; not below 0 */
	int64_t regulars;   /* clients who came three times or more in the year before as_of */
	double regular;     /* the middle of what each of them takes of a week */
};
/* as_of is YYYY-MM-DD; NULL: today. MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_capacity(mct_t *m, const char *as_of, struct mct_capacity *out);

struct mct_partner_best_query {
	int64_t partner;   /* only this one; 0: all */
	const char *as_of; /* YYYY-MM-DD; NULL: today */
};
/* The columns of its rows. */
enum mct_best_column {
	MCT_BEST_PARTNER,
	MCT_BEST_LEVEL,
	MCT_BEST_PERP,
	MCT_BEST_REACH,
	MCT_BEST_TIMES,
	MCT_BEST_TOLD,
	MCT_BEST_SENT,
	MCT_BEST_STAYED,
	MCT_BEST_SENT_A_YEAR,
	MCT_BEST_PER_1000,
	MCT_BEST_STAY_SHARE,
	MCT_BEST_WORTH_EACH,
	MCT_BEST_REGULARS,
	MCT_BEST_NEEDED,
	MCT_BEST_SHARE_OF_REACH,
	MCT_BEST_YEARS,
	MCT_BEST_FROM,
	MCT_BEST_SINCE_YEARS,
	MCT_BEST_MISSING,
	MCT_BEST_ID
};
/* Which partner could fill the free hours, soonest first, as rows `partner level perp reach times
 * told sent stayed sent_a_year per_1000 stay_share worth_each regulars needed share_of_reach years
 * from since_years missing id`; what is not known is unset, and `missing` says what that needs. How
 * it is reckoned: mct-partner(1). MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_partner_best(mct_t *m, const struct mct_partner_best_query *query,
	struct mct_capacity *capacity, mct_rows_t **out);

/* Hours of continuing education and what they cost, by year, from `since` (as people write dates;
 * NULL: from the beginning) to as_of (YYYY-MM-DD; NULL: today), as rows `year events hours cost
 * people`; of several years the last row is "all". MCT_OK, MCT_INVALID (since), MCT_BUSY,
 * MCT_ERROR.
 */
MCT_API mct_status_t mct_event_years(
	mct_t *m, const char *since, const char *as_of, mct_rows_t **out);

struct mct_due_query {
	const char *as_of; /* YYYY-MM-DD; NULL: today */
	int within;        /* also what comes due within so many days after as_of */
	const char *kind; /* "touch", "thanks", "task", "promise", "request" ...;
			     NULL: all */
};
/* The columns of its rows. */
enum mct_due_column {
	MCT_DUE_DUE,
	MCT_DUE_OVER,
	MCT_DUE_KIND,
	MCT_DUE_WHO,
	MCT_DUE_WHAT,
	MCT_DUE_PHONE,
	MCT_DUE_EMAIL,
	MCT_DUE_ID
};
/* Everyone and everything that is due, the oldest first, as rows `due over kind who what phone
 * email id`; an agreement that runs out as early as the setting partner.renew says. What is in it:
 * mct-due(1). MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_due(mct_t *m, const struct mct_due_query *query, mct_rows_t **out);

/* What an agreement with a partner could say, by the setting agreement.template, from what is
 * recorded. Borrowed until the next call on m. MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_agreement_draft(mct_t *m, int64_t partner, const char **text);

/* An agreement as a page to print and to sign: one file of HTML that needs nothing else. Borrowed
 * until the next call on m. MCT_OK, MCT_NOTFOUND, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_agreement_page(mct_t *m, int64_t agreement, const char **html);

struct mct_partner_review_query {
	int64_t partner;   /* only this one, with every step; 0: all */
	const char *as_of; /* YYYY-MM-DD; NULL: today */
	bool all;          /* every step of every partner, not only the first */
};
/* What to do next with each partner, most worth doing first, as rows `partner step because due more
 * id rank referrals_in`: step is unset where there is nothing to do, and more counts the steps that
 * are left out. The rule: mct-partner(1). MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_partner_review(
	mct_t *m, const struct mct_partner_review_query *query, mct_rows_t **out);

struct mct_referral_report_query {
	const char *by;    /* "partner", "client", "mechanism", "code" or "month"; NULL: partner */
	const char *since; /* as people write dates; NULL: from the beginning */
	const char *as_of; /* YYYY-MM-DD; NULL: today */
};
/* What referrals brought, those of most worth first, as rows `by referrals_in booked stayed worth
 * referrals_out balance away back owed last`. What is counted: mct-referral(1). MCT_OK, MCT_INVALID
 * (by, since), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_referral_report(
	mct_t *m, const struct mct_referral_report_query *query, mct_rows_t **out);

/* ---- reports --------------------------------------------------------------------------------- */

struct mct_numbers_query {
	const char *by;    /* "week", "month", "quarter", "source", "partner", "service" or
			      "therapist"; NULL: one row of all */
	const char *since; /* as people write dates; NULL: the last 12 months, 8 quarters or 12
			      weeks */
	const char *as_of; /* YYYY-MM-DD, the last day; NULL: today */
};
/* The trade's own figures, as rows `by from until open`, then each figure, with the number of
 * clients that it rests on behind it (`retention_new`, `retention_new_of`). mct_field_help() of a
 * column is its definition; unset is what is not known. More: mct-report(1). MCT_OK, MCT_INVALID
 * (by, since), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_numbers(mct_t *m, const struct mct_numbers_query *query, mct_rows_t **out);

struct mct_cohorts_query {
	const char *by;    /* "month" or "quarter" of the first visit; NULL: month */
	const char *since; /* who first came from that day on, as people write dates; NULL: all */
	const char *as_of; /* YYYY-MM-DD, the last day; NULL: today */
};
/* Of those who first came in the same month or quarter, who stayed for how long, as rows `cohort
 * clients open lost month_1 month_3 month_6 month_9 month_12 month_18 month_24 month_36`, the last
 * of them all together: the share who came for longer, by Kaplan and Meier, unset where nobody is
 * known of for so long. Days in which a client was suspended do not count. More: mct-report(1).
 * MCT_OK, MCT_INVALID (by, since), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_cohorts(mct_t *m, const struct mct_cohorts_query *query, mct_rows_t **out);
/* The same of all who first came from query->since on, month by month as far as it is known, as
 * rows `month at_risk lost retention low high`: in eight cases of ten it is between low and high.
 */
MCT_API mct_status_t mct_retention(
	mct_t *m, const struct mct_cohorts_query *query, mct_rows_t **out);
/* What is known of a kind of connection. Strings are borrowed until the next call on the handle. */
struct mct_relation {
	const char *inverse; /* how it reads from the other side: "child of" of "parent of" */
	const char *group;   /* "family", "friends", "work", "care", "referral" or "other" */
	bool known;          /* it ships, is a relation of the practice, or is used twice */
	const char *near;    /* the kind that it is a slip of, or "" */
};
MCT_API mct_status_t mct_relation(mct_t *m, const char *kind, struct mct_relation *out);
/* All kinds, the practice's own first, as rows `kind inverse group used`: used counts the
 * connections. MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_relations(mct_t *m, mct_rows_t **out);

/* Start with = {0}, and set the people. */
struct mct_connections_query {
	int64_t person, other; /* ids of anyone in the book; other 0: all */
	const char *as_of;     /* YYYY-MM-DD; NULL: today */
	int64_t limit;         /* 0 for all */
	/* mct_connections_mutual(): also those who were spoken of; only those with whom the client
	 * is connected in words */
	bool all, connected;
};
/* Every tie of a person, or only those with the other, also what is recorded elsewhere (referrals,
 * pauses, facts ...), read as "person kind other", those that are over last, as rows `kind other
 * other_id since until note id`. MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_connections(
	mct_t *m, const struct mct_connections_query *query, mct_rows_t **out);
/* A shortest way from person to other, as rows `person kind other other_id id`, one for each tie;
 * none when nothing connects the two. What is over does not count. MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_connections_path(
	mct_t *m, const struct mct_connections_query *query, mct_rows_t **out);
/* What person and other have in common, as rows `steps through path`: their own tie, everybody who
 * is tied to both, and everybody of the one who is tied to somebody of the other; where there is
 * none of these, a shortest way. MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_connections_shared(
	mct_t *m, const struct mct_connections_query *query, mct_rows_t **out);
/* The columns of the rows below. */
enum mct_mutual_column {
	MCT_MUTUAL_OTHER,
	MCT_MUTUAL_STEPS,
	MCT_MUTUAL_HERS,
	MCT_MUTUAL_YOURS,
	MCT_MUTUAL_TELL_CLIENT,
	MCT_MUTUAL_TELL_OTHER,
	MCT_MUTUAL_BECAUSE,
	MCT_MUTUAL_SPOKEN,
	MCT_MUTUAL_ID
};
/* Whom the therapist knows (clients, partners, who was in touch or met, and who is tied to the
 * contact of the setting practice.me) among those that a client is tied to, directly or through
 * somebody whom only she knows, without having spoken with her of them, as rows `other steps hers
 * yours tell_client tell_other because spoken id`. What may be said to whom: mct-connections(1).
 * MCT_OK, MCT_NOTFOUND, MCT_AMBIGUOUS (practice.me), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_connections_mutual(
	mct_t *m, const struct mct_connections_query *query, mct_rows_t **out);

struct mct_days_query {
	const char *since; /* as people write dates */
	const char *as_of; /* YYYY-MM-DD, the last day; NULL: today */
};
/* What was done day by day, as rows `date visits minutes paid tips`, without days on which nothing
 * was; since NULL: 53 weeks. MCT_OK, MCT_INVALID (since), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_days(mct_t *m, const struct mct_days_query *query, mct_rows_t **out);
/* Which hours of the week are held for clients, as rows `weekday hour minutes used`, without hours
 * that never are; visits without a time are left out; since NULL: 12 weeks. As above. */
MCT_API mct_status_t mct_hours(mct_t *m, const struct mct_days_query *query, mct_rows_t **out);

struct mct_rhythms_query {
	int64_t client; /* id of a client; 0: those who are late by their own rhythm, not yet lost
			 */
	const char *since; /* as people write dates; NULL: 52 weeks before as_of */
	const char *as_of; /* YYYY-MM-DD; NULL: today */
	int64_t limit;     /* at most so many clients; 0 for all */
};
/* What was when with clients, the latest in proportion to her rhythm first, as rows `client mark
 * from until rhythm_days overdue_days`: visit, missed, booked, pause, late. MCT_OK, MCT_INVALID
 * (since), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_rhythms(mct_t *m, const struct mct_rhythms_query *query, mct_rows_t **out);
/* Start with = {0}: everybody. */
struct mct_network_query {
	int64_t around;    /* only those within `steps` of this person; 0: everybody */
	int steps;         /* 1 or more, where there is an `around` */
	bool partners;     /* only partners, around the practice, and who else belongs to them */
	bool initials;     /* of clients and other people, in place of their names */
	const char *as_of; /* YYYY-MM-DD; NULL: today */
};
enum mct_network_form { MCT_NETWORK_DOT, MCT_NETWORK_SVG };
struct mct_network {
	char *text; /* of length bytes; free with mct_network_free() */
	size_t length;
	int64_t people, lines; /* that are drawn */
	int64_t left_out;      /* clients without any tie, who are not */
};
/* The network as a picture, in the DOT language or as SVG. MCT_OK, MCT_REFUSED (more than can be
 * drawn as SVG), MCT_BUSY, MCT_NOMEM, MCT_ERROR (Graphviz is missing). */
MCT_API mct_status_t mct_network(mct_t *m, const struct mct_network_query *query,
	enum mct_network_form form, struct mct_network *out);
MCT_API void mct_network_free(struct mct_network *network);

/* ---- backups --------------------------------------------------------------------------------- */

/* The columns of a backup's row. */
enum mct_backup_column {
	MCT_BACKUP_FILE,
	MCT_BACKUP_RECORDS,
	MCT_BACKUP_BYTES,
	MCT_BACKUP_REMOVED,
	MCT_BACKUP_RESTARTS
};
/* What opens an encrypted backup: a passphrase, or what stands in a key file. Borrowed. */
struct mct_secret {
	const void *bytes;
	size_t size;
};
/* Copies the open file, outside any transaction, while others may work on it: to the file `target`
 * (which is replaced only if it is a backup), or under a name with the moment into the folder
 * `target`; NULL: into "backups" beside the practice file. The copy is read to its end and compared
 * before it gets its name; it is readable by its owner alone. In a folder at most `keep` backups of
 * this practice stay, the oldest go; 0: all stay. Answers with one row `file records bytes removed
 * restarts`. With a `secret` (else NULL) it is encrypted, and never stands on a disk as it is;
 * mct-formats(5) has the format. MCT_OK, MCT_REFUSED, MCT_NOFILE (no such folder), MCT_INVALID
 * (keep without a folder), MCT_CORRUPT, MCT_READONLY, MCT_BUSY, MCT_INTERRUPTED, MCT_MISUSE,
 * MCT_ERROR (disk full). */
MCT_API mct_status_t mct_backup(
	mct_t *m, const char *target, int keep, const struct mct_secret *secret, mct_rows_t **out);

/* The columns of a restoration's row. */
enum mct_restore_column {
	MCT_RESTORE_FILE,
	MCT_RESTORE_RECORDS,
	MCT_RESTORE_KEPT,
	MCT_RESTORE_REPLACED
};
enum mct_restore_flags { MCT_RESTORE_TRY = 1 };
/* Makes the backup `file` the practice file `practice`, and keeps what stands there under a name of
 * its own. Before that the backup is read to its end, and what was written is compared with it.
 * One that is encrypted takes the `secret` it was made with (else NULL). At any moment the practice
 * file is the one or the other. With MCT_RESTORE_TRY nothing is changed. Closes what is open on m.
 * Answers with one row `file records kept replaced`: where it stands, how many records it has, how
 * what stood there is now called, and how many records that has; unset where nothing stood, or
 * where it cannot be read. MCT_OK; for the backup MCT_NOFILE, MCT_NOTPRACTICE, MCT_TOONEW,
 * MCT_CORRUPT, MCT_LOCKED; MCT_REFUSED (it is the practice file itself), MCT_BUSY (another process
 * holds the practice file), MCT_READONLY, MCT_INTERRUPTED, MCT_ERROR. */
MCT_API mct_status_t mct_restore(mct_t *m, const char *file, const char *practice,
	const struct mct_secret *secret, unsigned flags, mct_rows_t **out);

/* ---- checking -------------------------------------------------------------------------------- */

enum mct_check_flags {
	MCT_CHECK_REPAIR = 1,
	MCT_CHECK_SHARED = 2 /* others may read it */
};
/* Looks whether the practice file at `path` is as it should be, and closes what is open on m.
 * Answers with rows `finding severity what_to_do`, none when all is well; *open is how many of them
 * are not mended. With MCT_CHECK_REPAIR what is safe is mended in one transaction, under `command`
 * in the history. What is looked at: mct-check(1). MCT_OK, also when it is damaged; MCT_NOFILE,
 * MCT_NOTPRACTICE, MCT_TOONEW, MCT_BUSY, MCT_READONLY, MCT_INTERRUPTED, MCT_ERROR. */
MCT_API mct_status_t mct_check(mct_t *m, const char *path, const char *command, unsigned flags,
	mct_rows_t **out, int64_t *open);

/* ---- history --------------------------------------------------------------------------------- */

/* Start with = {0}: everything. */
struct mct_history_query {
	int64_t entry;      /* just this entry; 0: all */
	int64_t who;        /* only what touched this person, or a record that names her; 0: all */
	const char *since;  /* as people write dates; NULL: from the beginning */
	int64_t limit;      /* 0 for all */
	enum mct_form form; /* of moments */
};
/* The columns of its rows. */
enum mct_history_column {
	MCT_HISTORY_ID,
	MCT_HISTORY_AT,
	MCT_HISTORY_COMMAND,
	MCT_HISTORY_CHANGES,
	MCT_HISTORY_UNDOES,
	MCT_HISTORY_UNDONE
};
/* What was changed by which command, newest first, as rows `id at command changes undoes undone`:
 * changes counts records, undoes is the entry that it undid or, if that was an undo, did again;
 * undone the entry that undid it. An id is "y12". MCT_OK, MCT_NOTFOUND (entry), MCT_INVALID
 * (since), MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_history(mct_t *m, const struct mct_history_query *query, mct_rows_t **out);
/* What one entry changed, as rows `id change field before after`; a large import is told as rows
 * without fields, `c1-c500 added`. MCT_OK, MCT_NOTFOUND, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_history_entry(
	mct_t *m, int64_t entry, enum mct_form form, mct_rows_t **out);
/* What the writing transaction that is open has changed, as rows of mct_history_entry(): for a try,
 * after which only mct_rollback() follows. MCT_OK, MCT_MISUSE, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_changes(mct_t *m, enum mct_form form, mct_rows_t **out);
/* How many entries were dropped so far, since the setting history.keep says how much is kept, and
 * the day of the last time as YYYY-MM-DD; 0 and "" when none was. MCT_OK, MCT_BUSY, MCT_ERROR. */
MCT_API mct_status_t mct_history_dropped(mct_t *m, int64_t *entries, char day[11]);

/* Takes back what an entry did; 0: the last that stands and is no undo. What is then different is
 * told as rows `what count change ids`. *undone is the entry. When later entries stand upon it,
 * nothing is changed, and mct_problem() has each of them after the first. After any failure the
 * transaction is rolled back. MCT_OK, MCT_NOTFOUND, MCT_REFUSED, MCT_MISUSE (outside a writing
 * transaction), MCT_INTERRUPTED, MCT_ERROR. */
MCT_API mct_status_t mct_undo(mct_t *m, int64_t entry, int64_t *undone, mct_rows_t **out);
/* Does again what an undo has taken back, named by either entry; 0: by the last undo that stands.
 * Otherwise as mct_undo(); *redone is the entry that was undone. */
MCT_API mct_status_t mct_redo(mct_t *m, int64_t entry, int64_t *redone, mct_rows_t **out);

/* Pairs of people in the book who may be one, as rows `name id other other_id because`; e: client
 * and partner, those pairs in which somebody has that role, contact, all. MCT_OK or MCT_ERROR. */
MCT_API mct_status_t mct_duplicates(mct_t *m, const mct_entity_t *e, mct_rows_t **out);

/* Address cards. */
struct mct_cards {
	char *text; /* vCard 4.0, of length bytes; free with mct_cards_free() */
	size_t length;
	int64_t count;
};
/* Everybody of a kind (contact, client, partner) as vCards: name, phone, e-mail, birthday, address
 * and tags, and nothing else that is known of them. MCT_OK, MCT_INVALID (another kind), MCT_BUSY,
 * MCT_NOMEM. */
MCT_API mct_status_t mct_vcards(mct_t *m, const mct_entity_t *e, struct mct_cards *out);
MCT_API void mct_cards_free(struct mct_cards *cards);

/* Visits as a calendar (iCalendar, RFC 5545). Start with = {0}. */
struct mct_calendar_query {
	const char *since;     /* as people write dates; NULL: four weeks ago */
	const char *therapist; /* only her visits, and those that name nobody; NULL: all */
	bool initials;         /* of the clients' names, and nothing else about them */
};
struct mct_calendar {
	char *text; /* of length bytes; free with mct_calendar_free() */
	size_t length;
	int64_t count; /* visits */
};
/* All visits since a day, also those that were called off, which are marked so, with the client's
 * name and phone and the service. Times are put into UTC by the clock of the process (TZ). MCT_OK,
 * MCT_INVALID (since), MCT_BUSY, MCT_NOMEM. */
MCT_API mct_status_t mct_calendar(
	mct_t *m, const struct mct_calendar_query *query, struct mct_calendar *out);
MCT_API void mct_calendar_free(struct mct_calendar *calendar);

/* A workbook (.xlsx) of everything. */
struct mct_workbook {
	char *data; /* of length bytes; free with mct_workbook_free() */
	size_t length;
	int64_t sheets, rows;
	int64_t cut; /* texts longer than a cell can be, of which the end is missing */
};
/* A sheet for each kind of record that there is, or for the one kind `only`, with days and amounts
 * as such. MCT_OK, MCT_REFUSED (more rows than a sheet holds), MCT_BUSY, MCT_NOMEM, MCT_ERROR (a
 * part of mct is missing). */
MCT_API mct_status_t mct_workbook(mct_t *m, const mct_entity_t *only, struct mct_workbook *out);
MCT_API void mct_workbook_free(struct mct_workbook *workbook);

/* ---- import ---------------------------------------------------------------------------------- */

/* What is said about a file rather than found out. Start with = {0}: all is found out. */
struct mct_import_options {
	const char *const
		*map;          /* NULL-terminated "Column=field"; "Column=" leaves the column out */
	const char *delimiter; /* one of , ; | or "tab" */
	const char *encoding;  /* iconv's name */
	const char *date_order;   /* "dmy", "mdy", "ymd" */
	const char *decimal_mark; /* "." or "," */
	const char *mapping;      /* the saved mapping that holds, by name or id */
	bool create_clients;      /* visits and referrals: an unknown name becomes a client */
	bool keep_going;          /* reject single rows rather than refuse the file */
};

/* What was found out about the file. Strings are borrowed until mct_import_free(). */
struct mct_import_dialect {
	const char *delimiter, *encoding, *date_order,
		*decimal_mark; /* "" where there was nothing to tell it by */
	const char *known; /* "Square, customers": whose export it is; "" nobody's that is known */
	int64_t heading_line; /* line of the headings, from 1 */
	int64_t rows;         /* rows of data below it */
};

/* One column of the file. */
struct mct_import_column {
	const char *heading;
	const mct_field_t *field; /* NULL: left out */
	/* "" or what of the field it holds: "first", "middle", "last"; "if empty": what to take
	 * where another column has nothing; "also", "next": what is added to what another one has;
	 * "abroad": a phone number that begins with its country; "until": minutes from the start
	 * to that time; a word of the field: what a filled cell means; "email", "phone",
	 * "external_id": that of the client. */
	const char *part;
	bool guessed;        /* matched by likeness, not by a known word */
	bool stated;         /* by a mapping, also to leave it out */
	const char *example; /* its first filled cell, or "" */
};

/* The heading of the column in which a file of rejected rows says why: such a column is left out,
 * and its rows were rejected before. */
#define MCT_REJECTED_BECAUSE "rejected because"

/* Every row's fate: rows = added + changed + same + joined + skipped + rejected. */
struct mct_import_counts {
	int64_t rows, added, changed, same;
	int64_t joined;  /* the same record a second time in the file */
	int64_t skipped; /* totals, and rows of a known export that are no such records */
	int64_t rejected;
	int64_t created; /* clients made by create_clients; not rows */
};

/* Told for every refused row: line from 1, what is wrong with it (the same pointer as
 * mct_problem(m, 0)...), its cells. */
typedef void mct_import_reject_fn(void *user, int64_t line, const struct mct_error *problem,
	const char *const *cells, size_t count);
/* Told of rows that were passed over, that change what is stored, that make a second person of a
 * name, or whose birthday has no year: a line for the person. */
enum mct_import_note { MCT_NOTE_SKIPPED, MCT_NOTE_CHANGED, MCT_NOTE_NAMESAKE, MCT_NOTE_YEARLESS };
typedef void mct_import_note_fn(
	void *user, enum mct_import_note what, int64_t line, const char *text);
/* Told now and then: rows done of rows in all. */
typedef void mct_import_progress_fn(void *user, int64_t done, int64_t rows);

/* Who is told while an import runs; each may be NULL. */
struct mct_import_calls {
	mct_import_reject_fn *reject;
	mct_import_note_fn *note;
	mct_import_progress_fn *progress;
	void *user;
};

/* Opens and surveys a file: dialect, headings, mapping, formats of whole columns. e: what its rows
 * are; NULL: that is found out, by the headings. A pipe ("-" or a
 * FIFO) is first copied to an unlinked temporary file. Free with mct_import_free(). MCT_OK,
 * MCT_NOFILE, MCT_INVALID (not text, no headings, a column that reads two ways, a mapping that
 * names no column), MCT_ERROR. */
MCT_API mct_status_t mct_import_open(mct_t *m, const mct_entity_t *e, const char *path,
	const struct mct_import_options *options, mct_import_t **out);
/* Keeps what the columns became as a record of the entity "mapping", under a name that is new or
 * there already; inside the transaction that is open. A file with the same headings is then read by
 * it. MCT_OK, MCT_INVALID (the name), MCT_MISUSE, MCT_ERROR. */
MCT_API mct_status_t mct_import_keep_mapping(mct_import_t *imp, const char *name);
/* What the rows are; and what they could be as well, when that was found out and two kinds fit
 * alike, else NULL. */
MCT_API const mct_entity_t *mct_import_kind(const mct_import_t *imp);
MCT_API const mct_entity_t *mct_import_other_kind(const mct_import_t *imp);
/* Borrowed, as imp. */
MCT_API const struct mct_import_dialect *mct_import_dialect(const mct_import_t *imp);
/* i from 0; NULL past the end; borrowed until the next call on imp. */
MCT_API const struct mct_import_column *mct_import_column(const mct_import_t *imp, size_t i);
/* Reads all rows into the practice, inside the transaction that is open. Without keep_going it
 * still reads to the end, so that every bad row is told, and then answers MCT_REFUSED. MCT_OK,
 * MCT_REFUSED, MCT_INVALID (an unclosed quote), MCT_MISUSE (no writing transaction),
 * MCT_INTERRUPTED, MCT_ERROR. */
MCT_API mct_status_t mct_import_run(
	mct_import_t *imp, const struct mct_import_calls *calls, struct mct_import_counts *counts);
/* How a text of a field is written to a CSV file so that an import reads it as it stands: one that
 * would be taken for an empty cell gets an apostrophe in front, a name with a comma that would be
 * turned round stands in quotes. What spreadsheets take for a formula is guarded besides. */
enum mct_guard { MCT_GUARD_NONE = 0, MCT_GUARD_APOSTROPHE = '\'', MCT_GUARD_QUOTES = '"' };
MCT_API enum mct_guard mct_field_guard(const mct_field_t *f, const char *text, size_t length);
/* The first rows as mct_import_run() has read them, without those that it rejected, as rows of the
 * fields that the file has; at most `limit`. In the same transaction. MCT_OK, MCT_INVALID,
 * MCT_ERROR. */
MCT_API mct_status_t mct_import_preview(mct_import_t *imp, int limit, mct_rows_t **out);
/* The exports of other programs that are known by their headings, as rows `name title kind
 * known_by`. MCT_OK or MCT_NOMEM. */
MCT_API mct_status_t mct_import_formats(mct_t *m, mct_rows_t **out);
MCT_API mct_import_t *mct_import_free(mct_import_t *imp); /* NULL is fine; returns NULL */

#ifdef __cplusplus
}
#endif

#endif
