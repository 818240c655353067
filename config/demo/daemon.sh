# Sourced by run and explore: where the demo lives, and how its daemon is started. The current folder must be that of
# the repository, since the socket's path is relative to stay short.

demo=.demo
programs=${XINYU_PROGRAMS:-$PWD/.build/release}
export PATH="$programs:$PATH"
export XINYU_SOCKET=$demo/run/xinyu.sock
daemon_process=

for program in xinyu xinyud xinyu-scorer; do
    if [ ! -x "$programs/$program" ]; then
        echo "there is no $programs/$program: run make build first" >&2
        exit 1
    fi
done

# Starts the daemon and waits until it answers.
start_daemon() {
    xinyud --config $demo/xinyud.json --socket $XINYU_SOCKET 2>>$demo/xinyud.log &
    daemon_process=$!
    for _ in $(seq 200); do
        if [ -S $XINYU_SOCKET ]; then return; fi
        if ! kill -0 $daemon_process 2>/dev/null; then break; fi
        sleep 0.05
    done
    echo "the daemon did not start:" >&2
    tail -n 3 $demo/xinyud.log >&2
    exit 1
}

# Ends it in order: it signs a last checkpoint.
stop_daemon() {
    [ -n "$daemon_process" ] || return 0
    kill -TERM "$daemon_process" 2>/dev/null || true
    wait "$daemon_process" || true
    daemon_process=
}

# as LOGIN COMMAND…: runs xinyu in that person's session.
as() {
    local login=$1
    shift
    XINYU_SESSION_FILE=$demo/sessions/$login xinyu "$@"
}

# The password of LOGIN in accounts.tsv.
password() { awk -F '\t' -v login="$1" '$1 == login { print $4 }' config/demo/accounts.tsv; }

# The one that LOGIN's account begins with.
first_password() { echo "first-$(password "$1")"; }

# The first login: with the first password, and then the one in accounts.tsv instead of it.
log_in_first() { { first_password "$1"; password "$1"; } | as "$1" login "$1" 2>/dev/null; }

log_in() { password "$1" | as "$1" login "$1" 2>/dev/null; }
