// SPDX-License-Identifier: Apache-2.0
//
// Counts the allocations of the process it is linked into, for benchmarks only.
#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

/// Calls of malloc and its relatives so far, by all threads.
long callocations_count(void);

#endif
