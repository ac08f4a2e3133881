// SPDX-License-Identifier: Apache-2.0

/// Speech synthesis by espeak-ng's library and recognition by pocketsphinx's, loaded at run time
/// when they are installed.
///
/// Swift cannot call the libraries directly: they are no build dependencies, so there are no headers
/// to import. The synthesizer's state is one per process; the lock behind its functions guards it.

#ifndef CSPEECH_H
#define CSPEECH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Receives a block of mono samples at the rate of `cspeech_open`; a result other than 0 stops.
typedef int (*cspeech_callback)(const int16_t *samples, int count, void *_Nullable context);

typedef enum cspeech_result {
    CSPEECH_FINISHED = 0,
    /// The callback asked to stop.
    CSPEECH_STOPPED = 1,
    CSPEECH_UNKNOWN_VOICE = 2,
    CSPEECH_FAILED = 3,
} cspeech_result;

/// Loads the library and its data, once per process; blocks on the disk.
///
/// Returns the sample rate in hertz. On failure it returns 0 and writes why, with a terminating
/// zero, into `reason`; a later call tries again.
int cspeech_open(char *reason, size_t capacity);

/// Speaks UTF-8 text, calling back on the calling thread; blocks until done, and while another
/// thread speaks. `cspeech_open` must have succeeded.
///
/// voice: espeak-ng's name with an optional variant, such as "en-us+f3".
/// rate: words a minute, 80 to 450. pitch: 0 to 99, normally 50.
cspeech_result cspeech_speak(const char *text, const char *voice, int rate, int pitch,
                             cspeech_callback callback, void *_Nullable context);

/// A decoder of pocketsphinx: for one thread at a time, several of them side by side.
typedef struct csphinx_decoder csphinx_decoder;

/// Loads the library, once per process; blocks on the disk.
///
/// On failure writes why, with a terminating zero, into `reason`; a later call tries again.
bool csphinx_load(char *reason, size_t capacity);

/// Makes a decoder from a folder of acoustic models and a pronouncing dictionary; NULL on failure.
/// Takes tenths of a second. `csphinx_load` must have succeeded.
csphinx_decoder *_Nullable csphinx_create(const char *models, const char *dictionary);
void csphinx_free(csphinx_decoder *decoder);

/// Whether the dictionary has a word, in lower case.
bool csphinx_knows(csphinx_decoder *decoder, const char *word);

/// Adds a word by its phones, such as "HH AH L OW". The last of several takes `is_last`, which
/// makes them known to the search.
bool csphinx_add_word(csphinx_decoder *decoder, const char *word, const char *phones,
                      bool is_last);

/// Sets what may be said, as a JSGF grammar of known words.
bool csphinx_set_grammar(csphinx_decoder *decoder, const char *jsgf);

/// Recognizes one utterance of 16 kHz mono samples, whatever was heard before it; takes about a
/// twentieth of its length.
///
/// Gives its words in UTF-8, which live until the next call, empty when there are none; NULL when
/// the library failed.
const char *_Nullable csphinx_recognize(csphinx_decoder *decoder, const int16_t *samples,
                                        size_t count);

#pragma clang assume_nonnull end

#endif
