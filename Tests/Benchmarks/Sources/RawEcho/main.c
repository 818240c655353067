/* raw-echo SOCKET: sends back what it gets, by libuv, on one loop. The limit that a daemon on libuv is measured by. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include <uv.h>

typedef struct {
    uv_write_t request;
    char *bytes;
} answer;

static void allocate(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
    (void)handle;
    *buffer = uv_buf_init(malloc(suggested), (unsigned)suggested);
}

static void closed(uv_handle_t *handle) { free(handle); }

static void written(uv_write_t *request, int status) {
    (void)status;
    answer *done = (answer *)request;
    free(done->bytes);
    free(done);
}

static void received(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
    if (count <= 0) {
        free(buffer->base);
        if (count < 0) uv_close((uv_handle_t *)stream, closed);
        return;
    }
    answer *echo = malloc(sizeof *echo);
    echo->bytes = buffer->base;
    uv_buf_t piece = uv_buf_init(buffer->base, (unsigned)count);
    uv_write(&echo->request, stream, &piece, 1, written);
}

static void connected(uv_stream_t *listener, int status) {
    if (status < 0) return;
    uv_pipe_t *stream = malloc(sizeof *stream);
    uv_pipe_init(listener->loop, stream, 0);
    if (uv_accept(listener, (uv_stream_t *)stream) == 0)
        uv_read_start((uv_stream_t *)stream, allocate, received);
    else
        uv_close((uv_handle_t *)stream, closed);
}

int main(int count, char **arguments) {
    if (count != 2) return 64;
    signal(SIGPIPE, SIG_IGN);
    uv_pipe_t listener;
    uv_pipe_init(uv_default_loop(), &listener, 0);
    unlink(arguments[1]);
    if (uv_pipe_bind(&listener, arguments[1]) != 0) return 1;
    if (uv_listen((uv_stream_t *)&listener, 1024, connected) != 0) return 1;
    return uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}
