// SPDX-License-Identifier: Apache-2.0

#include "CSpeech.h"

#include <dlfcn.h>
#include <locale.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The names, values and prototypes below are those of espeak-ng's speak_lib.h, API revision 12
// (https://github.com/espeak-ng/espeak-ng, src/include/espeak-ng/speak_lib.h); the soname states
// their ABI.
static const char library_name[] = "libespeak-ng.so.1";

enum {
    AUDIO_OUTPUT_SYNCHRONOUS = 2,
    espeakINITIALIZE_DONT_EXIT = 0x8000,
    POS_CHARACTER = 1,
    espeakCHARS_UTF8 = 1,
    espeakENDPAUSE = 0x1000,
    espeakRATE = 1,
    espeakPITCH = 3,
    EE_OK = 0,
};

typedef int (*synth_callback)(short *samples, int count, void *events);

static struct {
    int (*initialize)(int output, int buffer_milliseconds, const char *path, int options);
    void (*set_synth_callback)(synth_callback callback);
    int (*set_voice_by_name)(const char *name);
    int (*set_parameter)(int parameter, int value, int relative);
    int (*synth)(const void *text, size_t size, unsigned position, int position_type,
                 unsigned end_position, unsigned flags, unsigned *identifier, void *user_data);
} espeak;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

// Guarded by `lock`.
static int sample_rate;
static struct {
    cspeech_callback callback;
    void *context;
    bool stopped;
} speaking;

static int forward(short *samples, int count, void *events) {
    (void)events;
    if (samples == NULL || count <= 0) return 0;
    if (speaking.callback(samples, count, speaking.context) != 0) speaking.stopped = true;
    return speaking.stopped;
}

static bool resolve(void *library, const char *name, void *function) {
    void *symbol = dlsym(library, name);
    // POSIX lets an object pointer from dlsym stand for a function; C has no cast for it.
    memcpy(function, &symbol, sizeof symbol);
    return symbol != NULL;
}

static int open_locked(char *reason, size_t capacity) {
    void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        const char *error = dlerror();
        snprintf(reason, capacity, "%s", error != NULL ? error : library_name);
        return 0;
    }
    if (!resolve(library, "espeak_Initialize", &espeak.initialize)
        || !resolve(library, "espeak_SetSynthCallback", &espeak.set_synth_callback)
        || !resolve(library, "espeak_SetVoiceByName", &espeak.set_voice_by_name)
        || !resolve(library, "espeak_SetParameter", &espeak.set_parameter)
        || !resolve(library, "espeak_Synth", &espeak.synth)) {
        snprintf(reason, capacity, "%s lacks a function of espeak-ng", library_name);
        return 0;
    }
    // espeak-ng switches the process to its own LC_CTYPE while it starts; the screen needs ours.
    char *locale = strdup(setlocale(LC_CTYPE, NULL));
    int rate = espeak.initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT);
    if (locale != NULL) setlocale(LC_CTYPE, locale);
    free(locale);
    if (rate <= 0) {
        snprintf(reason, capacity, "espeak-ng found no voice data (package espeak-ng-data)");
        return 0;
    }
    espeak.set_synth_callback(forward);
    return rate;
}

int cspeech_open(char *reason, size_t capacity) {
    pthread_mutex_lock(&lock);
    if (sample_rate == 0) sample_rate = open_locked(reason, capacity);
    int rate = sample_rate;
    pthread_mutex_unlock(&lock);
    return rate;
}

static cspeech_result speak_locked(const char *text, const char *voice, int rate, int pitch) {
    if (sample_rate == 0) return CSPEECH_FAILED;
    if (espeak.set_voice_by_name(voice) != EE_OK) return CSPEECH_UNKNOWN_VOICE;
    // Choosing a voice resets the parameters, so they follow it.
    espeak.set_parameter(espeakRATE, rate, 0);
    espeak.set_parameter(espeakPITCH, pitch, 0);
    int result = espeak.synth(text, strlen(text) + 1, 0, POS_CHARACTER, 0,
                              espeakCHARS_UTF8 | espeakENDPAUSE, NULL, NULL);
    if (speaking.stopped) return CSPEECH_STOPPED;
    return result == EE_OK ? CSPEECH_FINISHED : CSPEECH_FAILED;
}

cspeech_result cspeech_speak(const char *text, const char *voice, int rate, int pitch,
                             cspeech_callback callback, void *context) {
    pthread_mutex_lock(&lock);
    speaking.callback = callback;
    speaking.context = context;
    speaking.stopped = false;
    cspeech_result result = speak_locked(text, voice, rate, pitch);
    pthread_mutex_unlock(&lock);
    return result;
}
