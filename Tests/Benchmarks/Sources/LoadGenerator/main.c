/*
 * load-generator SOCKET LINES GREETINGS CONNECTIONS DEPTH SECONDS
 *
 * Sends the prebuilt lines of the file LINES over CONNECTIONS connections, DEPTH of them under way on each, and counts
 * the lines that come back. With SECONDS 0 each line is sent once, line i over connection i mod CONNECTIONS; otherwise
 * every connection goes round all of them until the time is over. Each connection first sends one line of the file
 * GREETINGS (- for none), in turn, and waits for its answer. Prints: calls, microseconds, answers that are errors,
 * median and 99th percentile of the time of a call in nanoseconds (for DEPTH 1).
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    const char *start;
    size_t length;
} line;

typedef struct {
    line *lines;
    size_t count;
} book;

typedef struct {
    int descriptor;
    size_t next;      /* the line that goes out next */
    size_t waiting;   /* calls under way */
    int64_t asked;    /* when the last call went out */
    char *out;        /* what the socket has not taken */
    size_t out_length, out_sent;
} connection;

enum { PIECE = 1 << 18, SAMPLES = 1 << 20 };

static book requests, greetings;
static size_t connection_count, depth, calls, errors, sent_lines, sample_count;
static int64_t deadline;
static int64_t samples[SAMPLES];

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

/* The lines keep their ends. */
static book read_book(const char *path) {
    book result = {0};
    if (strcmp(path, "-") == 0) return result;
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) fail(path);
    char *text = malloc((size_t)status.st_size + 1);
    for (ssize_t got = 0; got < status.st_size;) {
        ssize_t count = read(file, text + got, (size_t)(status.st_size - got));
        if (count <= 0) fail(path);
        got += count;
    }
    close(file);
    size_t room = 0;
    for (char *start = text, *end; start < text + status.st_size; start = end) {
        end = memchr(start, '\n', (size_t)(text + status.st_size - start));
        if (end == NULL) break;
        end++;
        if (result.count == room) {
            room = room == 0 ? 1024 : room * 2;
            result.lines = realloc(result.lines, room * sizeof *result.lines);
        }
        result.lines[result.count++] = (line){start, (size_t)(end - start)};
    }
    return result;
}

static int open_connection(const char *path) {
    int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    if (descriptor < 0 || connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
    return descriptor;
}

static void greet(connection *self, size_t number) {
    if (greetings.count == 0) return;
    line greeting = greetings.lines[number % greetings.count];
    if (write(self->descriptor, greeting.start, greeting.length) != (ssize_t)greeting.length) fail("greet");
    char answer[65536];
    size_t length = 0;
    do {
        ssize_t count = read(self->descriptor, answer + length, sizeof answer - length - 1);
        if (count <= 0) fail("greet");
        length += (size_t)count;
    } while (memchr(answer, '\n', length) == NULL && length < sizeof answer - 1);
    answer[length] = 0;
    if (strstr(answer, "\"error\":") != NULL) {
        fprintf(stderr, "greeting refused: %s", answer);
        exit(1);
    }
}

static void flush_out(connection *self) {
    while (self->out_sent < self->out_length) {
        ssize_t count =
            send(self->descriptor, self->out + self->out_sent, self->out_length - self->out_sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count < 0) {
            if (errno == EAGAIN) return;
            fail("send");
        }
        self->out_sent += (size_t)count;
    }
    self->out_sent = self->out_length = 0;
}

/* Puts as many calls under way as there may be. */
static void ask(connection *self, int is_once) {
    while (self->waiting < depth) {
        if (is_once ? self->next >= requests.count : self->asked > deadline) break;
        line request = requests.lines[self->next % requests.count];
        if (self->out_length + request.length > PIECE) break;
        memcpy(self->out + self->out_length, request.start, request.length);
        self->out_length += request.length;
        self->next += is_once ? connection_count : 1;
        self->waiting++;
        sent_lines++;
    }
    flush_out(self);
}

static void count_errors(const char *bytes, size_t length) {
    static const char needle[] = "\"error\":{";
    for (const char *at = bytes; (at = memmem(at, length - (size_t)(at - bytes), needle, sizeof needle - 1)) != NULL; at++)
        errors++;
}

static void take(connection *self, int is_once) {
    static char buffer[PIECE];
    ssize_t count = recv(self->descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
    if (count == 0) {
        fprintf(stderr, "the server closed a connection\n");
        exit(1);
    }
    if (count < 0) {
        if (errno == EAGAIN) return;
        fail("recv");
    }
    size_t lines = 0;
    for (char *at = buffer; (at = memchr(at, '\n', (size_t)(buffer + count - at))) != NULL; at++) lines++;
    count_errors(buffer, (size_t)count);
    calls += lines;
    self->waiting -= lines;
    int64_t time = now();
    if (depth == 1 && lines == 1 && sample_count < SAMPLES) samples[sample_count++] = time - self->asked;
    self->asked = time;
    ask(self, is_once);
}

static int by_size(const void *left, const void *right) {
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

int main(int count, char **arguments) {
    if (count != 7) return 64;
    requests = read_book(arguments[2]);
    greetings = read_book(arguments[3]);
    connection_count = strtoul(arguments[4], NULL, 10);
    depth = strtoul(arguments[5], NULL, 10);
    double seconds = strtod(arguments[6], NULL);
    int is_once = seconds == 0;
    if (requests.count == 0 || connection_count == 0 || depth == 0) return 64;

    connection *connections = calloc(connection_count, sizeof *connections);
    int poll = epoll_create1(EPOLL_CLOEXEC);
    for (size_t i = 0; i < connection_count; i++) {
        connection *self = &connections[i];
        self->descriptor = open_connection(arguments[1]);
        self->next = is_once ? i : i * (requests.count / connection_count);
        self->out = malloc(PIECE);
        greet(self, i);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = self};
        epoll_ctl(poll, EPOLL_CTL_ADD, self->descriptor, &event);
    }

    int64_t start = now();
    deadline = start + (int64_t)(seconds * 1e9);
    for (size_t i = 0; i < connection_count; i++) {
        connections[i].asked = now();
        ask(&connections[i], is_once);
    }
    int64_t end = start;
    while (calls < sent_lines) {
        struct epoll_event events[64];
        int ready = epoll_wait(poll, events, 64, 30000);
        if (ready <= 0) {
            fprintf(stderr, "no answer in 30 seconds (%zu of %zu)\n", calls, sent_lines);
            return 1;
        }
        for (int i = 0; i < ready; i++) take(events[i].data.ptr, is_once);
        for (size_t i = 0; i < connection_count; i++)
            if (connections[i].out_length > 0) flush_out(&connections[i]);
        end = now();
    }
    qsort(samples, sample_count, sizeof *samples, by_size);
    printf("%zu %lld %zu %lld %lld\n", calls, (long long)((end - start) / 1000), errors,
           (long long)(sample_count ? samples[sample_count / 2] : 0),
           (long long)(sample_count ? samples[sample_count * 99 / 100] : 0));
    return 0;
}
