/*
 * snippet.c - finds the hits of a text, chooses the stretch or the few that show what
 * was looked for, and writes them with the hits marked.
 */
#include "record/snippet.h"

#include <stdlib.h>

#include "util/text.h"

#define SHOWN 140 /* bytes of a text that are shown where one stretch has all the words */
#define STRETCHES_MAX 3

/* One hit: bytes of the text as it was written. */
struct hit {
	uint32_t start, end;
	uint32_t term; /* its bit */
};

/* ---- the hits -------------------------------------------------------------------------------- */

/* Behind the character at `at` and the marks that stand on it. */
static size_t behind(const char *s, size_t n, size_t at)
{
	int32_t code;
	size_t length = text_decode(s + at, n - at, &code);

	at += length > 0 ? length : 1;
	while (at < n && (unsigned char)s[at] >= 0x80) {
		length = text_decode(s + at, n - at, &code);
		if (length == 0 || text_width(s + at, length) > 0)
			break;
		at += length;
	}
	return at;
}

static int compare_hits(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

/* All hits as an array of struct hit, by where they begin. */
static void find_hits(const struct terms *terms, const char *s, size_t n, struct buf *hits)
{
	struct buf folded CLEANUP(buf_free) = {0};
	struct buf map CLEANUP(buf_free) = {0};
	const uint32_t *from;

	text_fold_map(s, n, &folded, &map);
	from = (const uint32_t *)(const void *)map.data;
	for (size_t i = 0; !map.failed && !folded.failed && i < terms->count; i++) {
		size_t at, end = 0;

		while (term_find(&terms->items[i], buf_str(&folded), folded.len, end, &at, &end)) {
			const struct hit hit = {.start = from[at],
				.end = (uint32_t)behind(s, n, from[end - 1]),
				.term = (uint32_t)1 << i};

			buf_add(hits, &hit, sizeof hit);
		}
	}
	if (hits->len > 0)
		qsort(hits->data, hits->len / sizeof(struct hit), sizeof(struct hit), compare_hits);
}

/* ---- the stretches --------------------------------------------------------------------------- */

/* Bytes of the text that are shown. */
struct stretch {
	size_t begin, end;
};

/* What a stretch shows before its first hit. */
static size_t lead_of(size_t room)
{
	return room * 2 / 7;
}

/* The hit to begin with so that the most of the terms are shown, the first such one, and which of
 * the terms those are. */
static const struct hit *best_hit(
	const struct hit *hits, size_t count, uint32_t wanted, size_t room, uint32_t *shown)
{
	const struct hit *best = hits;

	*shown = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t set = 0;

		for (size_t j = i; j < count && hits[j].end - hits[i].start <= room - lead_of(room);
			j++)
			set |= hits[j].term & wanted;
		if (__builtin_popcount(set) > __builtin_popcount(*shown)) {
			*shown = set;
			best = &hits[i];
		}
	}
	return best;
}

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7f;
}

static bool is_inside_character(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* From the beginning of a word where there is one before the hit. */
static size_t stretch_begin(const char *s, size_t hit, size_t room)
{
	size_t begin = hit > lead_of(room) ? hit - lead_of(room) : 0, word = begin;

	if (begin == 0)
		return 0;
	while (word < hit && !is_blank(s[word]))
		word++;
	if (word < hit)
		return word;
	while (begin < hit && is_inside_character(s[begin]))
		begin++;
	return begin;
}

/* To the end of a word, and not before the hit has ended unless that is too far. */
static size_t stretch_end(const char *s, size_t n, size_t begin, size_t hit_end, size_t room)
{
	size_t end = begin + room, word = end;

	if (end >= n)
		return n;
	while (word > begin && !is_blank(s[word]))
		word--;
	if (word > begin && word >= hit_end)
		return word;
	while (end > begin && is_inside_character(s[end]))
		end--;
	return end;
}

static int compare_stretches(const void *a, const void *b)
{
	const struct stretch *x = a, *y = b;

	return (x->begin > y->begin) - (x->begin < y->begin);
}

/* One stretch where it has all the terms, else several that are shorter, in their order and apart
 * from each other; how many. */
static size_t choose_stretches(const char *s, size_t n, const struct hit *hits, size_t count,
	struct stretch stretches[STRETCHES_MAX])
{
	uint32_t missing = 0, shown;
	size_t room = SHOWN, chosen = 0, apart = 1;

	for (size_t i = 0; i < count; i++)
		missing |= hits[i].term;
	best_hit(hits, count, missing, room, &shown);
	room = shown == missing ? room : room / 2;
	while (missing != 0 && chosen < STRETCHES_MAX) {
		const struct hit *hit = best_hit(hits, count, missing, room, &shown);
		size_t begin = stretch_begin(s, hit->start, room);

		stretches[chosen++] =
			(struct stretch){begin, stretch_end(s, n, begin, hit->end, room)};
		missing &= ~(shown | hit->term);
	}
	qsort(stretches, chosen, sizeof *stretches, compare_stretches);
	for (size_t i = 1; i < chosen; i++) {
		struct stretch *last = &stretches[apart - 1];

		if (stretches[i].begin > last->end)
			stretches[apart++] = stretches[i];
		else if (stretches[i].end > last->end)
			last->end = stretches[i].end;
	}
	return apart;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* Writes s[begin..end), marks around the hits; what overlaps is marked as one. */
static void add_stretch(struct buf *out, const struct snippet_marks *marks, const char *s,
	const struct stretch *stretch, const struct hit *hits, size_t count)
{
	size_t at_start = out->len, marked = 0; /* where the open mark ends; 0: none is open */
	bool blank = false;

	for (size_t i = stretch->begin; i < stretch->end; i++) {
		if (marked > 0 && i >= marked) {
			buf_adds(out, marks->after);
			marked = 0;
		}
		if (is_blank(s[i])) {
			blank = true;
			continue;
		}
		if (blank && out->len > at_start)
			buf_addc(out, ' ');
		blank = false;
		for (; count > 0 && hits->start <= i; hits++, count--) {
			if (hits->end <= i)
				continue;
			if (marked == 0)
				buf_adds(out, marks->before);
			marked = hits->end > marked ? hits->end : marked;
		}
		buf_addc(out, s[i]);
	}
	if (marked > 0)
		buf_adds(out, marks->after);
}

void snippet_add(struct buf *out, const struct terms *terms, const struct snippet_marks *marks,
	const char *s, size_t n)
{
	struct buf found CLEANUP(buf_free) = {0};
	struct stretch stretches[STRETCHES_MAX] = {{0, stretch_end(s, n, 0, 0, SHOWN)}};
	const struct hit *hits;
	size_t hit_count, count = 1;

	find_hits(terms, s, n, &found);
	hits = (const struct hit *)(const void *)found.data;
	hit_count = found.len / sizeof *hits;
	if (n > SHOWN && hit_count > 0)
		count = choose_stretches(s, n, hits, hit_count, stretches);
	buf_adds(out, stretches[0].begin > 0 ? "…" : "");
	for (size_t i = 0; i < count; i++) {
		buf_adds(out, i > 0 ? " … " : "");
		add_stretch(out, marks, s, &stretches[i], hits, hit_count);
	}
	buf_adds(out, stretches[count - 1].end < n ? "…" : "");
}
