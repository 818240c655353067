/*
 * raw-commit DATABASE ROWS SECONDS: commits ROWS rows of 1 kB at a time to SQLite with a durable log (WAL,
 * synchronous=FULL), as fast as it goes. Prints: rows, microseconds. The limit of whatever is durable in groups.
 */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static sqlite3 *database;

static void run(const char *text) {
    char *error = NULL;
    if (sqlite3_exec(database, text, NULL, NULL, &error) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", text, error);
        exit(1);
    }
}

int main(int count, char **arguments) {
    if (count != 4) return 64;
    int rows = atoi(arguments[2]);
    double seconds = atof(arguments[3]);
    if (sqlite3_open(arguments[1], &database) != SQLITE_OK) return 1;
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    run("CREATE TABLE kept (id INTEGER PRIMARY KEY, value BLOB NOT NULL) STRICT");
    sqlite3_stmt *insert;
    if (sqlite3_prepare_v2(database, "INSERT INTO kept (value) VALUES (?1)", -1, &insert, NULL) != SQLITE_OK) return 1;
    char value[1024];
    memset(value, 0x5A, sizeof value);
    int64_t start = now(), end = start, written = 0;
    while (end - start < (int64_t)(seconds * 1e6)) {
        run("BEGIN IMMEDIATE");
        for (int i = 0; i < rows; i++) {
            memcpy(value, &written, sizeof written);
            sqlite3_bind_blob(insert, 1, value, sizeof value, SQLITE_TRANSIENT);
            if (sqlite3_step(insert) != SQLITE_DONE) return 1;
            sqlite3_reset(insert);
            written++;
        }
        run("COMMIT");
        end = now();
    }
    printf("%lld %lld\n", (long long)written, (long long)(end - start));
    return 0;
}
