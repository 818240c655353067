#!/usr/bin/env python3
"""Calls the daemon with aiorpcX and jsonrpcclient, neither of which knows of it: third_party.py SOCKET LOGIN < PASSWORD

Prints one JSON object with what came back.
"""

import asyncio
import json
import socket
import sys

import aiorpcx
import jsonrpcclient

HEALTH = "grpc.health.v1.Health/Check"


async def with_aiorpcx(path, login, password):
    found = {}
    async with aiorpcx.connect_us(path, framer=aiorpcx.NewlineFramer(max_size=1 << 24)) as session:
        found["health"] = await session.send_request(HEALTH)
        entry = await session.send_request("xinyu.v1.SessionService/Login", {"login": login, "password": password})
        found["token"] = bool(entry["token"])
        found["account"] = entry["accountId"]
        # The connection is bound by the login: no later call carries a token.
        found["who"] = (await session.send_request("xinyu.v1.SessionService/WhoAmI"))["accountId"]
        try:
            await session.send_request("xinyu.v1.UnitService/Nothing")
        except aiorpcx.RPCError as error:
            found["unknown"] = error.code
        try:
            await session.send_request("xinyu.v1.AuditService/ListRecords")
        except aiorpcx.RPCError as error:
            found["denied"] = error.code
        async with session.send_batch() as batch:
            batch.add_request(HEALTH)
            batch.add_request("xinyu.v1.SessionService/WhoAmI")
            batch.add_request("xinyu.v1.UnitService/ListUnits")
            batch.add_request("xinyu.v1.UnitService/Nothing")
        found["batch"] = [
            result.code if isinstance(result, aiorpcx.RPCError) else sorted(result) for result in batch.results
        ]
        # Many at once, answered in any order.
        answers = await asyncio.gather(*(session.send_request(HEALTH) for _ in range(200)))
        found["gathered"] = len(answers)
        found["openrpc"] = (await session.send_request("rpc.discover"))["openrpc"]
    return found


def with_jsonrpcclient(path):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)
    lines = connection.makefile("rw", encoding="utf-8", newline="\n")

    def exchange(message):
        lines.write(json.dumps(message) + "\n")
        lines.flush()
        return jsonrpcclient.parse(json.loads(lines.readline()))

    single = exchange(jsonrpcclient.request(HEALTH))
    batch = list(exchange([jsonrpcclient.request(HEALTH), jsonrpcclient.request_uuid("no.such/Method")]))
    return {
        "single": single.result,
        "batch": [getattr(answer, "code", "result") for answer in batch],
    }


def main():
    path, login = sys.argv[1:]
    password = sys.stdin.readline().strip()
    found = {"aiorpcx": asyncio.run(with_aiorpcx(path, login, password)), "jsonrpcclient": with_jsonrpcclient(path)}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
