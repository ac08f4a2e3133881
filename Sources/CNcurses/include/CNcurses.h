// SPDX-License-Identifier: Apache-2.0
//
// What Swift cannot take from <curses.h> itself, and the restore of a terminal whose program died.
#ifndef CNCURSES_H
#define CNCURSES_H

// Without it the header hides the wide-character calls (mvwaddnwstr and friends).
#define NCURSES_WIDECHAR 1
// One definition of `bool` for the header and for Swift.
#define NCURSES_ENABLE_STDBOOL_H 1

#include <curses.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
// eventfd() is not among what Swift's Glibc module imports.
#include <sys/eventfd.h>
#include <termios.h>

#pragma clang assume_nonnull begin

// Attributes: A_BOLD and the others are casts inside function-like macros, which are not imported.
attr_t cncurses_bold(void);
attr_t cncurses_dim(void);
attr_t cncurses_italic(void);
attr_t cncurses_underline(void);
attr_t cncurses_reverse(void);

// Globals: `extern` variables are rejected as shared mutable state.
WINDOW *cncurses_stdscr(void);
int cncurses_colors(void);
int cncurses_color_pairs(void);

/// Makes the next doupdate() clear the screen and write every cell (`curscr` is a global).
void cncurses_redraw_everything(void);

/// What terminfo says of a terminal type, found without opening a screen.
typedef enum {
    CNCURSES_TERMINAL_USABLE,
    CNCURSES_TERMINAL_UNKNOWN,
    /// Known, but without cursor addressing or clearing: a teletype.
    CNCURSES_TERMINAL_TOO_SIMPLE,
} cncurses_terminal_status;

/// setupterm() leaves its result in the global `cur_term`; this looks and frees it again.
cncurses_terminal_status cncurses_terminal_probe(const char *type);

/// A string capability of the open screen, or NULL.
/// tigetstr() tells "not a string" by the pointer (char *)-1, which is not a pointer to Swift.
const char *_Nullable cncurses_capability(const char *name);

/// newterm() that leaves the signal dispositions as they were.
/// ncurses catches INT, TERM, TSTP and WINCH where they are at their default: its handlers call
/// endwin(), which is not safe in a handler, and exit with a status that hides the signal.
SCREEN *_Nullable cncurses_newterm(const char *type, FILE *output, FILE *input);

typedef enum {
    CNCURSES_MOUSE_PRESS,
    CNCURSES_MOUSE_RELEASE,
    CNCURSES_MOUSE_MOVE,
    CNCURSES_MOUSE_WHEEL_UP,
    CNCURSES_MOUSE_WHEEL_DOWN,
} cncurses_mouse_action;

typedef struct {
    int x;
    int y;
    cncurses_mouse_action action;
    /// 1 left, 2 middle, 3 right; 0 where the action has none.
    int button;
} cncurses_mouse_event;

/// Turns reports of buttons, wheel and motion on or off; false where the terminal has no mouse.
/// The masks are expressions over function-like macros.
bool cncurses_mouse_enable(bool on);

/// Takes the events behind a KEY_MOUSE, which stands for all that came together, in their order.
/// Returns how many; ncurses keeps no more than eight. getmouse() hands out the latest first.
int cncurses_mouse_take(cncurses_mouse_event *events, int capacity);

/// The columns ncurses gives a character in the current locale; -1 where it cannot be printed.
/// wcwidth() is an X/Open extension that Swift's Glibc module leaves out.
int cncurses_columns(wchar_t character);

/// Names the calling thread, as debuggers and top show it; at most 15 bytes.
/// pthread_setname_np() is a GNU extension that Swift's Glibc module leaves out.
void cncurses_name_thread(const char *name);

/// Arms the restore of a terminal whose modes were `modes` before the program changed them.
///
/// From here to crash_restore_uninstall(), a fatal signal or exit() writes `bytes` to `fd` and
/// puts `modes` back. Signals: SEGV ABRT TRAP BUS ILL FPE always; INT TERM HUP QUIT only where
/// nobody else handles them. The signal then ends the program with the signal as its status, or,
/// with `goes_on`, takes its former course: into a backtracer, say. The alternate stack belongs to the calling thread: an overflowing stack on
/// another thread ends the program without restore.
///
/// Returns 0, or an errno value and nothing is armed. At most 512 bytes; not reentrant.
int crash_restore_install(const uint8_t *bytes, size_t length, int fd,
                          const struct termios *modes, bool goes_on);

/// Puts back the handlers found by crash_restore_install(); does nothing when none is armed.
void crash_restore_uninstall(void);

#pragma clang assume_nonnull end
#endif
