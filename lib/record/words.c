/*
 * words.c - cuts a folded text at its blanks.
 */
#include "record/words.h"

#include <string.h>

#include "util/json.h"
#include "util/text.h"

bool words_array(const char *text, struct buf *out)
{
	struct buf folded CLEANUP(buf_free) = {0};
	struct json j = {.out = out};
	const char *word;

	text_fold(text, strlen(text), &folded);
	word = buf_str(&folded);
	json_open(&j, '[');
	while (*word != '\0') {
		size_t length = strcspn(word, " ");

		json_text_n(&j, word, length);
		word += length + (word[length] == ' ');
	}
	json_close(&j, ']');
	return folded.len > 0;
}
