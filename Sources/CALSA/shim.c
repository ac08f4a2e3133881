// SPDX-License-Identifier: Apache-2.0
#include "CALSA.h"

static void ignore_message(const char *file, int line, const char *function, int err,
                           const char *format, ...) {
    (void)file;
    (void)line;
    (void)function;
    (void)err;
    (void)format;
}

void calsa_silence_messages(void) { snd_lib_error_set_handler(ignore_message); }
