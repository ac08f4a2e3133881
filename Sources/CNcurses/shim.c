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
    mouseinterval(0); // Presses and releases at once, never held back to make a click of them.
    mmask_t wanted = on ? ALL_MOUSE_EVENTS | REPORT_MOUSE_POSITION : 0;
    return mousemask(wanted, NULL) != 0 || !on;
}

bool cncurses_mouse_next(cncurses_mouse_event *event) {
    MEVENT raw;
    if (getmouse(&raw) == ERR) {
        return false;
    }
    *event = (cncurses_mouse_event){
        .x = raw.x,
        .y = raw.y,
        .shift = (raw.bstate & BUTTON_SHIFT) != 0,
        .alt = (raw.bstate & BUTTON_ALT) != 0,
        .control = (raw.bstate & BUTTON_CTRL) != 0,
    };
    if (raw.bstate & BUTTON4_PRESSED) {
        event->action = CNCURSES_MOUSE_WHEEL_UP;
        return true;
    }
    if (raw.bstate & BUTTON5_PRESSED) {
        event->action = CNCURSES_MOUSE_WHEEL_DOWN;
        return true;
    }
    for (int button = 1; button <= 3; button++) {
        if (raw.bstate & NCURSES_MOUSE_MASK(button, NCURSES_BUTTON_PRESSED)) {
            event->action = CNCURSES_MOUSE_PRESS;
            event->button = button;
            return true;
        }
        if (raw.bstate & NCURSES_MOUSE_MASK(button, NCURSES_BUTTON_RELEASED)) {
            event->action = CNCURSES_MOUSE_RELEASE;
            event->button = button;
            return true;
        }
    }
    event->action = CNCURSES_MOUSE_MOVE;
    return (raw.bstate & REPORT_MOUSE_POSITION) != 0;
}

int cncurses_columns(wchar_t character) { return wcwidth(character); }

void cncurses_name_thread(const char *name) {
    pthread_setname_np(pthread_self(), name);
}
