#include <uv.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The layout of struct ucred, which glibc shows only under _GNU_SOURCE. */
struct cuv_peer {
    int process_id;
    unsigned int user_id;
    unsigned int group_id;
};

/* Close-on-exec from birth: a child spawned by another thread must never inherit a client's connection. */
static inline int cuv_accept(int listener) {
    return (int)syscall(SYS_accept4, listener, 0, 0, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

static inline int cuv_stream_socket(void) {
    return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

static inline int cuv_datagram_socket(void) {
    return socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

static inline int cuv_socket_pair(int ends[2]) {
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
}

static inline int cuv_peer_of(int descriptor, struct cuv_peer *peer) {
    socklen_t length = sizeof *peer;
    return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, peer, &length);
}
