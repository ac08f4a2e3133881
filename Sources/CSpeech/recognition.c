// SPDX-License-Identifier: Apache-2.0

#include "CSpeech.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The prototypes below are those of pocketsphinx.h and of cmd_ln.h and err.h of sphinxbase, release
// 5prealpha (https://github.com/cmusphinx); the sonames state their ABI.
static const char base_name[] = "libsphinxbase.so.3";
static const char library_name[] = "libpocketsphinx.so.3";

// Keeps a phrase from being taken for a shorter one: a new word costs little beside its sound.
static const char word_penalty[] = "0.65";

typedef void (*log_callback)(void *user_data, int level, const char *format, ...);

static struct {
    void *(*parse_arguments)(void *previous, const void *definitions, int32_t count, char *values[],
                             int32_t is_strict);
    int (*free_arguments)(void *arguments);
    void (*set_log_file)(FILE *file);
    void (*set_log_callback)(log_callback callback, void *user_data);
    const void *(*arguments)(void);
    void *(*init)(void *arguments);
    int (*free)(void *decoder);
    char *(*lookup_word)(void *decoder, const char *word);
    int (*add_word)(void *decoder, const char *word, const char *phones, int update);
    int (*set_jsgf_string)(void *decoder, const char *name, const char *jsgf);
    int (*set_search)(void *decoder, const char *name);
    int (*start_stream)(void *decoder);
    int (*start_utterance)(void *decoder);
    int (*process_raw)(void *decoder, const int16_t *samples, size_t count, int no_search,
                       int is_whole);
    int (*end_utterance)(void *decoder);
    const char *(*hypothesis)(void *decoder, int32_t *score);
} sphinx;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

// Guarded by `lock`.
static bool is_loaded;

struct csphinx_decoder {
    void *arguments;
    void *decoder;
};

static void ignore(void *user_data, int level, const char *format, ...) {
    (void)user_data, (void)level, (void)format;
}

static bool resolve(void *library, const char *name, void *function) {
    void *symbol = dlsym(library, name);
    // POSIX lets an object pointer from dlsym stand for a function; C has no cast for it.
    memcpy(function, &symbol, sizeof symbol);
    return symbol != NULL;
}

static void *open_library(const char *name, char *reason, size_t capacity) {
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        const char *error = dlerror();
        snprintf(reason, capacity, "%s", error != NULL ? error : name);
    }
    return library;
}

static bool load_locked(char *reason, size_t capacity) {
    void *base = open_library(base_name, reason, capacity);
    void *library = base != NULL ? open_library(library_name, reason, capacity) : NULL;
    if (library == NULL) return false;
    if (!resolve(base, "cmd_ln_parse_r", &sphinx.parse_arguments)
        || !resolve(base, "cmd_ln_free_r", &sphinx.free_arguments)
        || !resolve(base, "err_set_logfp", &sphinx.set_log_file)
        || !resolve(base, "err_set_callback", &sphinx.set_log_callback)
        || !resolve(library, "ps_args", &sphinx.arguments)
        || !resolve(library, "ps_init", &sphinx.init)
        || !resolve(library, "ps_free", &sphinx.free)
        || !resolve(library, "ps_lookup_word", &sphinx.lookup_word)
        || !resolve(library, "ps_add_word", &sphinx.add_word)
        || !resolve(library, "ps_set_jsgf_string", &sphinx.set_jsgf_string)
        || !resolve(library, "ps_set_search", &sphinx.set_search)
        || !resolve(library, "ps_start_stream", &sphinx.start_stream)
        || !resolve(library, "ps_start_utt", &sphinx.start_utterance)
        || !resolve(library, "ps_process_raw", &sphinx.process_raw)
        || !resolve(library, "ps_end_utt", &sphinx.end_utterance)
        || !resolve(library, "ps_get_hyp", &sphinx.hypothesis)) {
        snprintf(reason, capacity, "%s lacks a function of pocketsphinx", library_name);
        return false;
    }
    // The library logs to stderr, which would tear the screen.
    sphinx.set_log_callback(ignore, NULL);
    return true;
}

bool csphinx_load(char *reason, size_t capacity) {
    pthread_mutex_lock(&lock);
    if (!is_loaded) is_loaded = load_locked(reason, capacity);
    bool result = is_loaded;
    pthread_mutex_unlock(&lock);
    return result;
}

csphinx_decoder *csphinx_create(const char *models, const char *dictionary) {
    char *arguments[] = {
        "live-console", "-hmm", (char *)models, "-dict", (char *)dictionary,
        "-wip", (char *)word_penalty, "-cmn", "batch",
    };
    csphinx_decoder *made = calloc(1, sizeof *made);
    if (made == NULL) return NULL;
    // The list of arguments is printed past the callback. The setting is one per thread.
    sphinx.set_log_file(NULL);
    made->arguments = sphinx.parse_arguments(NULL, sphinx.arguments(),
                                             sizeof arguments / sizeof arguments[0], arguments, 1);
    if (made->arguments != NULL) made->decoder = sphinx.init(made->arguments);
    if (made->decoder == NULL) {
        csphinx_free(made);
        return NULL;
    }
    return made;
}

void csphinx_free(csphinx_decoder *decoder) {
    if (decoder->decoder != NULL) sphinx.free(decoder->decoder);
    if (decoder->arguments != NULL) sphinx.free_arguments(decoder->arguments);
    free(decoder);
}

bool csphinx_knows(csphinx_decoder *decoder, const char *word) {
    char *phones = sphinx.lookup_word(decoder->decoder, word);
    free(phones);
    return phones != NULL;
}

bool csphinx_add_word(csphinx_decoder *decoder, const char *word, const char *phones,
                      bool is_last) {
    return sphinx.add_word(decoder->decoder, word, phones, is_last) >= 0;
}

bool csphinx_set_grammar(csphinx_decoder *decoder, const char *jsgf) {
    return sphinx.set_jsgf_string(decoder->decoder, "phrases", jsgf) == 0
        && sphinx.set_search(decoder->decoder, "phrases") == 0;
}

const char *csphinx_recognize(csphinx_decoder *decoder, const int16_t *samples, size_t count) {
    // A stream of its own, or the noise of those before would be taken for this one's.
    if (sphinx.start_stream(decoder->decoder) != 0) return NULL;
    if (sphinx.start_utterance(decoder->decoder) != 0) return NULL;
    // A whole utterance is normalized by its own mean; pieces of one would be by the mean of all
    // that was heard before.
    int32_t frames = sphinx.process_raw(decoder->decoder, samples, count, 0, 1);
    if (sphinx.end_utterance(decoder->decoder) != 0 || frames < 0) return NULL;
    const char *words = sphinx.hypothesis(decoder->decoder, NULL);
    return words != NULL ? words : "";
}
