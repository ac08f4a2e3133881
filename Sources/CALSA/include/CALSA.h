// SPDX-License-Identifier: Apache-2.0
//
// ALSA's library, and what Swift cannot take from its headers.
#ifndef CALSA_H
#define CALSA_H

#include <alsa/asoundlib.h>

#pragma clang assume_nonnull begin

/// Makes ALSA's library keep its messages to itself; it writes them to standard error otherwise.
/// The handler is variadic, which Swift cannot write. Process-wide; any number of calls.
void calsa_silence_messages(void);

#pragma clang assume_nonnull end

#endif
