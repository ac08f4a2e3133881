// SPDX-License-Identifier: Apache-2.0

/// Speech synthesis by espeak-ng's library, loaded at run time when it is installed.
///
/// Swift cannot call the library directly: it is no build dependency, so there is no header to
/// import, and its state is one per process, which the lock behind these functions guards.

#ifndef CSPEECH_H
#define CSPEECH_H

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

#pragma clang assume_nonnull end

#endif
