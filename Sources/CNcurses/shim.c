// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CNcurses.h"

#include <pthread.h>
#include <signal.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

attr_t cncurses_bold(void) { return A_BOLD; }
attr_t cncurses_dim(void) { return A_DIM; }
attr_t cncurses_italic(void) { return A_ITALIC; }
attr_t cncurses_underline(void) { return A_UNDERLINE; }
attr_t cncurses_reverse(void) { return A_REVERSE; }

WINDOW *cncurses_stdscr(void) { return stdscr; }
int cncurses_colors(void) { return COLORS; }
int cncurses_color_pairs(void) { return COLOR_PAIRS; }
void cncurses_redraw_everything(void) { clearok(curscr, TRUE); }

const char *cncurses_capability(const char *name) {
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

cncurses_terminal_status cncurses_terminal_probe(const char *type) {
    int found = 0;
    TERMINAL *before = cur_term;
    if (setupterm(type, STDOUT_FILENO, &found) == ERR || found != 1) {
        return CNCURSES_TERMINAL_UNKNOWN;
    }
    bool usable = cncurses_capability("cup") != NULL && cncurses_capability("clear") != NULL
        && tigetflag("hc") <= 0;
    del_curterm(set_curterm(before));
    return usable ? CNCURSES_TERMINAL_USABLE : CNCURSES_TERMINAL_TOO_SIMPLE;
}

SCREEN *cncurses_newterm(const char *type, FILE *output, FILE *input) {
    static const int caught[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    enum { count = sizeof caught / sizeof *caught };
    struct sigaction before[count];
    for (int i = 0; i < count; i++) {
        sigaction(caught[i], NULL, &before[i]);
    }
    SCREEN *screen = newterm(type, output, input);
    for (int i = 0; i < count; i++) {
        sigaction(caught[i], &before[i], NULL);
    }
    return screen;
}

bool cncurses_mouse_enable(bool on) {
    mmask_t wanted = BUTTON4_PRESSED | BUTTON5_PRESSED | REPORT_MOUSE_POSITION;
    for (int button = 1; button <= 3; button++) {
        wanted |= NCURSES_MOUSE_MASK(button, NCURSES_BUTTON_PRESSED | NCURSES_BUTTON_RELEASED);
    }
    mouseinterval(0); // Presses and releases at once, never held back to make a click of them.
    return mousemask(on ? wanted : 0, NULL) != 0 || !on;
}

/// What a report says happened; false for one of no use here.
static bool understand(const MEVENT *report, cncurses_mouse_event *event) {
    mmask_t state = report->bstate;
    *event = (cncurses_mouse_event){.x = report->x, .y = report->y};
    if (state & BUTTON4_PRESSED) {
        event->action = CNCURSES_MOUSE_WHEEL_UP;
        return true;
    }
    if (state & BUTTON5_PRESSED) {
        event->action = CNCURSES_MOUSE_WHEEL_DOWN;
        return true;
    }
    for (event->button = 1; event->button <= 3; event->button++) {
        if (state & NCURSES_MOUSE_MASK(event->button, NCURSES_BUTTON_PRESSED)) {
            event->action = CNCURSES_MOUSE_PRESS;
            return true;
        }
        if (state & NCURSES_MOUSE_MASK(event->button, NCURSES_BUTTON_RELEASED)) {
            event->action = CNCURSES_MOUSE_RELEASE;
            return true;
        }
    }
    event->button = 0;
    event->action = CNCURSES_MOUSE_MOVE;
    return (state & REPORT_MOUSE_POSITION) != 0;
}

int cncurses_mouse_take(cncurses_mouse_event *events, int capacity) {
    int count = 0;
    MEVENT report;
    while (count < capacity && getmouse(&report) != ERR) {
        if (understand(&report, &events[count])) {
            count++;
        }
    }
    for (int i = 0; i < count / 2; i++) {
        cncurses_mouse_event swapped = events[i];
        events[i] = events[count - 1 - i];
        events[count - 1 - i] = swapped;
    }
    return count;
}

int cncurses_columns(wchar_t character) { return wcwidth(character); }

void cncurses_name_thread(const char *name) {
    pthread_setname_np(pthread_self(), name);
}
