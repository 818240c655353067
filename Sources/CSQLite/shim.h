#include <sqlite3.h>

/// `sqlite3_db_config` for the options that take a switch; it is variadic, which Swift cannot call.
/// `value` 0 or 1 sets, −1 only asks; what is in force comes back in `in_force`.
static inline int xinyu_sqlite_switch(sqlite3 *connection, int option, int value, int *in_force) {
    return sqlite3_db_config(connection, option, value, in_force);
}
