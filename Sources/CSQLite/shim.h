#include <sqlite3.h>

/// Has the library keep no count of the memory that it uses, which costs a lock of all threads at each allocation.
/// Before the first connection is opened; later it is refused and changes nothing. Variadic, which Swift cannot call.
static inline int xinyu_sqlite_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/// `sqlite3_db_config` for the options that take a switch; it is variadic, which Swift cannot call.
/// `value` 0 or 1 sets, −1 only asks; what is in force comes back in `in_force`.
static inline int xinyu_sqlite_switch(sqlite3 *connection, int option, int value, int *in_force) {
    return sqlite3_db_config(connection, option, value, in_force);
}
