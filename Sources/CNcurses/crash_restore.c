// SPDX-License-Identifier: Apache-2.0
//
// Everything reachable from a handler is on POSIX's list of async-signal-safe functions:
// write, poll, tcsetattr, tcflush, sigaction, raise. The state they read is set before the
// handlers are installed and not changed while they are.
#include "CNcurses.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// The faults, which are ours whoever else listens (a former handler runs after us), and the
// requests to end, which are ours only while nobody else answers them. SEGV is the first.
static const int signals[] = {SIGSEGV, SIGABRT, SIGTRAP, SIGBUS, SIGILL, SIGFPE,
                              SIGINT,  SIGTERM, SIGHUP,  SIGQUIT};
enum { fault_count = 6, signal_count = sizeof signals / sizeof *signals };

static struct {
    uint8_t bytes[512];
    size_t length;
    int fd;
    struct termios modes;
    struct sigaction former[signal_count];
    bool caught[signal_count];
    bool goes_on;
    stack_t former_stack;
    void *stack;
    size_t stack_size;
} restore;

static atomic_bool armed;

static void put_back_terminal(void) {
    const uint8_t *next = restore.bytes;
    size_t left = restore.length;
    // A terminal that takes nothing for a second is not waited for: the program must end.
    for (int attempts = 0; left > 0 && attempts < 10;) {
        ssize_t written = write(restore.fd, next, left);
        if (written > 0) {
            next += written;
            left -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd writable = {.fd = restore.fd, .events = POLLOUT};
            poll(&writable, 1, 100);
            attempts++;
        } else if (!(written < 0 && errno == EINTR)) {
            break;
        }
    }
    // Keys and mouse reports typed at the dead program are not for the shell.
    tcflush(restore.fd, TCIFLUSH);
    // TCSANOW: the draining variants would wait for a terminal that may never read again.
    tcsetattr(restore.fd, TCSANOW, &restore.modes);
}

static void on_fatal_signal(int number) {
    int error = errno;
    put_back_terminal();
    // SA_RESETHAND has put the default action back; a former handler goes in its place if wanted.
    for (int i = 0; restore.goes_on && i < signal_count; i++) {
        if (signals[i] == number) {
            sigaction(number, &restore.former[i], NULL);
        }
    }
    // Blocked while this handler runs, so it strikes on return.
    raise(number);
    errno = error;
}

static void on_exit_call(void) {
    if (atomic_load(&armed)) {
        put_back_terminal();
    }
}

static bool install_stack(void) {
    restore.stack_size = (size_t)SIGSTKSZ < 65536 ? 65536 : (size_t)SIGSTKSZ;
    restore.stack = mmap(NULL, restore.stack_size, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (restore.stack == MAP_FAILED) {
        return false;
    }
    stack_t stack = {.ss_sp = restore.stack, .ss_size = restore.stack_size};
    if (sigaltstack(&stack, &restore.former_stack) != 0) {
        munmap(restore.stack, restore.stack_size);
        return false;
    }
    return true;
}

/// Whether a request to end would end the program at once: by default, or as the crash that
/// whoever handles SEGV the same way makes of it (Swift's backtracer does so with QUIT).
static bool is_unanswered(const struct sigaction *action) {
    return action->sa_handler == SIG_DFL
        || (action->sa_handler != SIG_IGN && action->sa_handler == restore.former[0].sa_handler);
}

int crash_restore_install(const uint8_t *bytes, size_t length, int fd,
                          const struct termios *modes, bool goes_on) {
    static bool registered;
    if (atomic_load(&armed)) {
        return EBUSY;
    }
    if (length > sizeof restore.bytes) {
        return EMSGSIZE;
    }
    if (!install_stack()) {
        return errno;
    }
    memcpy(restore.bytes, bytes, length);
    restore.length = length;
    restore.fd = fd;
    restore.modes = *modes;
    restore.goes_on = goes_on;
    if (!registered) {
        registered = atexit(on_exit_call) == 0;
    }
    struct sigaction action = {.sa_handler = on_fatal_signal,
                               .sa_flags = (int)(SA_ONSTACK | SA_RESETHAND)};
    // All of them: among others TTOU, by which tcsetattr() would stop a background process.
    sigfillset(&action.sa_mask);
    for (int i = 0; i < signal_count; i++) {
        sigaction(signals[i], NULL, &restore.former[i]);
        restore.caught[i] = i < fault_count || is_unanswered(&restore.former[i]);
    }
    atomic_store(&armed, true);
    for (int i = 0; i < signal_count; i++) {
        if (restore.caught[i]) {
            sigaction(signals[i], &action, NULL);
        }
    }
    return 0;
}

void crash_restore_uninstall(void) {
    if (!atomic_exchange(&armed, false)) {
        return;
    }
    for (int i = 0; i < signal_count; i++) {
        struct sigaction now;
        sigaction(signals[i], NULL, &now);
        // Whoever took a signal over in the meantime keeps it.
        if (restore.caught[i] && now.sa_handler == on_fatal_signal) {
            sigaction(signals[i], &restore.former[i], NULL);
        }
    }
    sigaltstack(&restore.former_stack, NULL);
    munmap(restore.stack, restore.stack_size);
}
