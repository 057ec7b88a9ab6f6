/*
 * job.c - the jobs: how a folder is made, and the command that is tried in it. They cover every way
 * in which mct changes a file, and what it prints.
 */
#include "job.h"

/* A name, the script, and the words. */
#define JOB(title, make, ...) .name = title, .script = make, .words = TYPED(__VA_ARGS__)
#define TYPED(...) ((const char *const[]){__VA_ARGS__, NULL})

#define PRACTICE "mct -q init --currency USD --rate 85; "
#define DANA                                                                                       \
	PRACTICE                                                                                   \
	"mct -q client add 'Dana Whitfield' --phone 555-0142 --cautions 'latex';"                  \
	"mct -q visit add dana --date 2026-11-02 --minutes 60 --tip 10 --note 'left hip';"
#define SAMPLE                                                                                     \
	PRACTICE "mct -q import clients \"$SOURCE\"/tests/data/clients.csv;"                       \
		 "mct -q import visits \"$SOURCE\"/tests/data/visits.csv;"
#define SPREADSHEET                                                                                \
	"printf 'name,phone,since\\nAda Abbott,555-0100,2026-01-03\\nBea Baran,,2026-02-04\\n"     \
	"Chen Castillo,555-0102,2026-03-05\\n' >clients.csv;"
#define BROKEN_SPREADSHEET SPREADSHEET "printf 'Dario Duarte,,30 of February\\n' >>clients.csv;"

/* With it opens whatever is encrypted: look.c. */
#define KEY "printf 'two little birds' >key; chmod 600 key;"

/* A file of the step before this one, with that many clients. */
#define OLD_PRACTICE(clients)                                                                      \
	"steps=$(ls \"$SOURCE\"/lib/store/schema/*.sql | sed '$d'); set -- $steps;"                \
	"{ echo 'PRAGMA application_id = 0x6d637431; PRAGMA user_version = '$#';'; cat $steps;"    \
	"echo \"INSERT INTO contact (name, name_key, entered_at) WITH RECURSIVE n(i) AS "          \
	"(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " clients                               \
	") SELECT 'Client ' || i, 'client ' || i, 0 FROM n;"                                       \
	"INSERT INTO contact_word SELECT 'client', id FROM contact;"                               \
	"INSERT INTO contact_word SELECT substr(name, 8), id FROM contact;"                        \
	"INSERT INTO client (id, entered_at) SELECT id, 0 FROM contact;\"; } |"                    \
	"sqlite3 practice.db; chmod 600 practice.db;"

const struct job jobs[] = {
	{JOB("init", ":", "init", "--currency", "USD", "--rate", "85")},
	{JOB("add", DANA, "client", "add", "Mei Tan", "--phone", "555-0199", "--note",
		"two\nlines")},
	{JOB("log", DANA, "log", "dana", "--minutes", "90", "--tip", "10", "--said", "a puppy",
		"--promise", "bring oil", "--next", "in 4 weeks 14:00")},
	{JOB("edit", DANA, "client", "edit", "dana", "--phone", "555-0001", "--cautions", "none")},
	{JOB("remove", DANA, "client", "remove", "dana", "--with-all", "--yes")},
	{JOB("undo", DANA, "undo")},
	{JOB("redo", DANA "mct -q undo;", "redo")},
	{JOB("setting", PRACTICE, "config", "set", "backup.every", "30d")},
	{JOB("import", PRACTICE SPREADSHEET, "import", "clients", "clients.csv")},
	{JOB("rejects", PRACTICE BROKEN_SPREADSHEET, "import", "clients", "clients.csv",
		"--rejects", "rejects.csv")},
	{JOB("export", DANA, "export", "all", "-o", "exported")},
	{JOB("backup", DANA, "backup", "copy.db")},
	{JOB("again", DANA "mct -q backup copy.db; mct -q client add 'Mei Tan';", "backup",
		"copy.db")},
	{JOB("rotate",
		 DANA "for day in 01 02 03; do MCT_NOW=2026-11-$day mct -q backup; done;"
		      "mct -q client add 'Mei Tan';",
		 "backup", "--keep", "2"),
		.leaves = "backups/practice-2026-11-23-*.db"},
	{JOB("restore", DANA "mct -q backup copy.db; mct -q client add 'Mei Tan';", "restore",
		 "copy.db", "--yes"),
		.leaves = "practice.db.replaced-*.db"},
	{JOB("bring", DANA "mct -q backup copy.db; rm practice.db;", "restore", "copy.db"),
		"practice.db.replaced-*.db"},
	{JOB("upgrade", OLD_PRACTICE("3"), "client", "list", "--tsv"), .changes_by_the_way = true},
	{JOB("repair", DANA "sqlite3 practice.db 'UPDATE contact SET name_key = 0';", "check",
		"--repair")},
	{JOB("show", DANA, "client", "show", "dana", "--json")},
	{JOB("brief", DANA, "brief", "dana")},
	{JOB("list", DANA, "visit", "list", "--csv")},
	{JOB("search", DANA, "search", "hip")},
	{JOB("history", DANA, "history")},

	{JOB("import-large", SAMPLE "cp \"$SOURCE\"/tests/data/visits.csv .; mct -q undo;",
		 "import", "visits", "visits.csv"),
		.is_large = true},
	{JOB("undo-large", SAMPLE, "undo"), .is_large = true},
	{JOB("backup-large", SAMPLE, "backup", "copy.db"), .is_large = true},
	{JOB("restore-large",
		 SAMPLE "mct -q backup copy.db; mct -q client edit 'Ada Abbott' --phone 555-0001;",
		 "restore", "copy.db", "--yes"),
		.leaves = "practice.db.replaced-*.db", .is_large = true},
	{JOB("seal", DANA KEY, "backup", "copy.enc", "--key-file", "key"), .is_large = true},
	{JOB("open", DANA KEY "mct -q backup copy.enc --key-file key; mct -q client add 'Mei Tan';",
		 "restore", "copy.enc", "--key-file", "key", "--yes"),
		.leaves = "practice.db.replaced-*.db", .is_large = true},
	{JOB("upgrade-large", OLD_PRACTICE("20000"), "client", "list", "--tsv"), .is_large = true,
		.changes_by_the_way = true},
	{JOB("value-large", SAMPLE, "value", "--csv"), .is_large = true},
	{JOB("story-large", SAMPLE, "value", "ada"), .is_large = true},
	{JOB("noshow-large", SAMPLE, "noshow", "ada", "--json"), .is_large = true},
	{JOB("slot-large", SAMPLE, "slot", "2026-12-03 14:00"), .is_large = true},
	{JOB("slots-large", SAMPLE, "slot", "--review"), .is_large = true},
	{JOB("rebook-large", SAMPLE, "rebook", "--json"), .is_large = true},
};
const size_t job_count = sizeof jobs / sizeof jobs[0];
